"""Why does a reading say what it says? Reasons for every decided field of every record."""
