"""What the registry does for kiosks and administrators, one file each."""
