"""How many stand on no list? Only for lists of identified victims whose scope and rule a person declares."""

VERSION = "undercount 3"
"""Raised whenever the same table and seed give another figure, so that what a case keeps is made anew."""
