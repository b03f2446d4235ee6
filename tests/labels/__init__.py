"""Labels, from a code to paper."""
