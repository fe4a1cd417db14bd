"""How many stand on no list? Only for lists of identified victims whose scope and rule a person declares."""
