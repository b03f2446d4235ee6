"""The rules of stock, pure: codes, materials, pieces, events and their fold."""
