"""Plans as pictures: in a terminal, on paper, for laser and router."""
