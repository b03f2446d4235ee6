"""The terminal app, from the keys to what is painted."""
