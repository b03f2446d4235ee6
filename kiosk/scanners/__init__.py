"""Where scans come from: every source is a `Scanner`, and all of them feed one queue."""
