"""Questions as QTI items: a file for each interaction."""
