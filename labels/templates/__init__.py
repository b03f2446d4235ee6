"""What stands on each kind of label, as files that staff can change."""
