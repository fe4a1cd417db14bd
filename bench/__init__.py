"""Figures against public data sets and of speed: `python -m bench` writes RESULTS.md beside this file."""
