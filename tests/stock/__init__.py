"""What the rules of stock promise."""
