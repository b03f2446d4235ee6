"""Cutting: fits, plans, outlines."""
