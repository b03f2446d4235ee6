"""The kiosk's tests."""
