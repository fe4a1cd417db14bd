"""Can a stranger check every sentence without us?"""
