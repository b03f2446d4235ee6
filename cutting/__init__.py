"""Cut lists over offcuts: what fits where, plans that can be cut, their drawings."""
