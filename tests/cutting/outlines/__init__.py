"""Outlines: where they come from and what fits into them."""
