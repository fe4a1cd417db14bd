"""Records kept in SQLite."""
