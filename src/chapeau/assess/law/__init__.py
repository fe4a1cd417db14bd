"""Bodies of law, as data."""
