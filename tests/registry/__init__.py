"""The registry over TCP."""
