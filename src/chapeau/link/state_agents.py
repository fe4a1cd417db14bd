"""Does a phrase with a nationality in it name somebody who acts for that State, or only somebody who comes from there?"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from importlib import resources

import yaml

from chapeau.ground.names import folded


def acts_for_its_state(texts: Iterable[str]) -> bool:
    """Whether one of an actor's spellings is that of forces, officials or a body of a State, or a bare nationality.

    'Orvanian troops', 'Orvania's ministry' and 'the Orvanians' are; 'Orvanian farmers' and 'gunmen from Orvania' are not: who
    did it is never made out of where people are from.
    """
    return any(_agents().search(folded(text)) or _is_bare(text) for text in texts)


def _is_bare(text: str) -> bool:
    words = [word for word in re.findall(r"[^\W\d_]+", folded(text)) if word not in _words("plain")]
    return len(words) <= 1


@cache
def _agents() -> re.Pattern[str]:
    either = "|".join(re.escape(word) for word in sorted(_words("agents"), key=len, reverse=True))
    return re.compile(rf"\b(?:{either})\b")


@cache
def _words(which: str) -> frozenset[str]:
    text = resources.files(__package__).joinpath("state_agents.yaml").read_text("utf-8")
    return frozenset(yaml.safe_load(text)[which])
