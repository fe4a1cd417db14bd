"""How much money? Sums as intervals, with their currency."""

from __future__ import annotations

import re
from functools import cache

from chapeau.read.words import vocabulary
from chapeau.records import Amount


def amounts(text: str, start: int, end: int) -> tuple[Amount, ...]:
    """Every sum printed in `text[start:end]`, in order.

    'over $100 billion' is 100,000,000,000 upwards; 'up to', 'nearly' bound from above; 'about' is a tenth
    either way. A bare dollar sign is the United States' dollar, as agencies write it.
    """
    found = (_amount(m) for m in _pattern().finditer(text, start, end))
    return tuple(a for a in found if a is not None)


@cache
def _pattern() -> re.Pattern[str]:
    plain = vocabulary("responses")["money"]
    bounds = _any([*plain["low"], *plain["high"], *plain["rough"]])
    scales = _any(plain["scales"])
    return re.compile(
        rf"(?:\b(?P<bound>{bounds})\s+)?(?:(?P<sign>{_any(plain['signs'])})\s?)?(?<![\w.,])(?P<figure>\d[\d,]*(?:\.\d+)?)"
        rf"(?:[\s-]?(?P<scale>{scales})\b)?(?:[\s-](?:worth of )?(?P<name>{_any(plain['names'])})\b)?",
        re.IGNORECASE,
    )


def _any(words: object) -> str:
    return "|".join(re.escape(str(w)) for w in sorted(words, key=lambda w: (-len(w), w)))  # type: ignore[call-overload]


def _amount(m: re.Match[str]) -> Amount | None:
    plain = vocabulary("responses")["money"]
    currency = plain["signs"].get((m["sign"] or "").upper()) or plain["names"].get((m["name"] or "").lower())
    if currency is None:
        return None
    value = float(m["figure"].replace(",", "")) * plain["scales"].get((m["scale"] or "").lower(), 1)
    low, high = _bounded(round(value), (m["bound"] or "").lower())
    return Amount(low=low, high=high, currency=currency, start=m.start(), end=m.end())


def _bounded(value: int, bound: str) -> tuple[int | None, int | None]:
    plain = vocabulary("responses")["money"]
    if bound in plain["low"]:
        return value, None
    if bound in plain["high"]:
        return None, value
    slack = round(value * plain["rough_share"]) if bound in plain["rough"] else 0
    return value - slack, value + slack
