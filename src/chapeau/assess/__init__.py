"""What supports each legal element, what speaks against it, how fragile is it?"""
