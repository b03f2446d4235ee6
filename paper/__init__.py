"""What every page is made of: the bundled font, letters, and PDF files."""
