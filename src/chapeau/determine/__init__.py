"""Determine: who decided what, on which standard of proof, when, for which reasons?"""
