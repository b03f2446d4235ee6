"""The terminal on the shop floor: screens, commands and the use cases behind both."""
