"""Cut lists as people have them: typed lines, tables of other programs, drawings."""
