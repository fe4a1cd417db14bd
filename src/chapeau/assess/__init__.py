"""Assess: what supports each element of each crime, what speaks against it, how fragile is it?"""
