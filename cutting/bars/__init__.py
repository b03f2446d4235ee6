"""Lengths out of bars, tubes and battens."""
