"""The foreign formats, one file each (or one for a family that differs in a few lines)."""
