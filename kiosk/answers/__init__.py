"""Every answer of the kiosk, as a word and a sentence in the maker's language."""
