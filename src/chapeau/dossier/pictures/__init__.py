"""Pictures: pure functions from plain values to SVG, each with a title and a description in words."""
