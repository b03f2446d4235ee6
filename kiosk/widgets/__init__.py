"""The parts of the one screen, drawn line by line."""
