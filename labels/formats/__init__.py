"""Papers that labels are sold on, as data: sheets, rolls of cut labels, and endless tapes."""
