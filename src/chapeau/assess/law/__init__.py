"""The law as data (the YAML files beside this one), and `law()`, which reads and checks it."""

from chapeau.assess.elements import Law, law

__all__ = ["Law", "law"]
