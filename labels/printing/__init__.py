"""From an order to paper: the queue on disk, the press, and the printers that staff have described."""
