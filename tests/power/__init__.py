"""Power cuts: what of a kiosk's writes is on the medium when the light goes out, state by state."""
