"""Who said it? Who did what to whom, where, when, how, how many, and how sure is the text?"""
