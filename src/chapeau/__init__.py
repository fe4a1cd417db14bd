"""Chapeau: from reports of atrocities to a determination that a stranger can check."""

__version__ = "0.1.0"
