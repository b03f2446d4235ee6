"""Plans of cuts at a kiosk."""
