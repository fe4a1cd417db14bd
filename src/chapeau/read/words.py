"""Which words does the reader know? The vocabularies, loaded once a process from `vocabulary/*.yaml`."""

from __future__ import annotations

from functools import cache
from importlib import resources
from typing import Any

import yaml

from chapeau.errors import DataInvalid

LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""libyaml's, where it is there: it loads what the first document needs half a second sooner."""


@cache
def vocabulary(name: str) -> Any:
    """The plain data in `vocabulary/<name>.yaml` (treat it as read-only: every caller shares it).

    Raises DataInvalid where there is no such file, or it is no YAML.
    """
    file = resources.files("chapeau.read.vocabulary") / f"{name}.yaml"
    try:
        return yaml.load(file.read_text("utf-8"), Loader=LOADER)  # noqa: S506  safe, whichever of the two it is
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise DataInvalid(
            f"The vocabulary {name}.yaml cannot be read: {error}.", hint="Install Chapeau again."
        ) from error


@cache
def word_set(name: str, *keys: str) -> frozenset[str]:
    """The words under `keys` (one inside the other) of a vocabulary: a list, or a mapping's keys.

    Raises DataInvalid where there is no such list.
    """
    found = vocabulary(name)
    for key in keys:
        if not isinstance(found, dict) or key not in found:
            raise DataInvalid(
                f"The vocabulary {name}.yaml has no list '{'.'.join(keys)}'.", hint="Install Chapeau again."
            )
        found = found[key]
    return frozenset(str(word) for word in found)


@cache
def word_sets(*lists: tuple[str, ...]) -> frozenset[str]:
    """The words of several lists in one set, each list named as `word_set` takes it."""
    return frozenset().union(*(word_set(*names) for names in lists))
