"""Runs the per-document steps here."""
