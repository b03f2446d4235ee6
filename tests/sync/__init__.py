"""The kiosk's side of sync."""
