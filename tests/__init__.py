"""Sentences about the product, each run on the real thing."""
