"""One file a verb: what can be done at the kiosk. Screens and commands run the same ones."""
