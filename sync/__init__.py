"""The protocol between a kiosk and the registry, for both sides."""
