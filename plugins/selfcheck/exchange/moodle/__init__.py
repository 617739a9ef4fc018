"""What GIFT and Moodle XML have in common: the questions of Moodle, out and in.

`drafting` turns our questions into `items`, `restoring` turns items into our questions; the
files of each format write and read items alone.
"""
