"""What several steps need: text and spans, names, dates, places, ids."""
