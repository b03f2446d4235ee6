"""Labels from design to paper, and codes read back from pictures."""
