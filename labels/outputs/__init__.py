"""One drawing, many papers: each file writes drawings for one kind of reader."""
