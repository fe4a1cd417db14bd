"""How much stands behind it, how large, how spread, how much is missing?"""
