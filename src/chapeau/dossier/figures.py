"""What does a figure rest on? Every number printed carries the ids of its records, and a link."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Figure:
    """Words with a number in them (or a name), the ids they rest on, and where those are shown.

    A walk from `rests_on` must end at a place in a text, at something skipped, or at a decision. A
    figure that rests on nothing says 'no' or 'none', never '0'.
    """

    words: str
    rests_on: tuple[str, ...] = ()
    href: str = ""


def counted_words(records: Sequence[str], one: str, href: str = "", many: str | None = None) -> Figure:
    """'no origins', 'one origin', '12 origins', resting on the records counted."""
    count = len(records)
    plural = many or f"{one}s"
    words = f"no {plural}" if count == 0 else f"one {one}" if count == 1 else f"{count:,} {plural}"
    return Figure(words, tuple(records), href)
