"""What the one screen shows: views of the stock, and the few pages that ask for more than a scan."""
