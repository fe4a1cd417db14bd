"""Who says of an act that it was done? The chain of voices: who says it, who relays that, and within whose words it stands."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import Final

from chapeau.ground.questions import asks_itself
from chapeau.records import Act, Span, Stance, Statement

TAKING_AWAY: Final[tuple[Stance, ...]] = (
    "retracts",
    "denies",
    "doubts",
    "asks",
    "declines",
    "did_not_respond",
)
"""What a voice may do with a deed but tell it, from what takes away most: such a telling counts for nothing.

Who declines to speak of a deed was asked about it, and tells as little as who asked him: 'declined to confirm the killing'
is grammatically 'declined to comment on the killing', and only the second lets it be read as known."""


class Voices:
    """The statements of some documents, indexed once."""

    def __init__(self, statements: Iterable[Statement]) -> None:
        self._by_id = {s.id: s for s in statements}

    def said_in(self, act: Act) -> Statement | None:
        """The statement an act is said in; None for the author's own voice."""
        return self._by_id.get(act.said_in or "")

    def chain(self, act: Act) -> Iterator[Statement]:
        """The statement an act is said in, those that relay it, then those within whose content its trigger stands.

        A reader names one statement that an act is said in, and seldom all around it: 'The paper withdrew its report that a
        witness saw soldiers kill' holds the deed within what is withdrawn, whoever is named as saying it.
        """
        seen: set[str] = set()
        at = self.said_in(act)
        while at is not None and at.id not in seen:
            seen.add(at.id)
            yield at
            at = self._by_id.get(at.said_through or "")
        if act.document in self._contents:
            yield from (s for s in self._contents[act.document].holding(act.triggers[0]) if s.id not in seen)

    def taken_away(self, act: Act) -> Stance | None:
        """What the chain, or the author's own question, does with the deed but tell it; None where all of it tells it."""
        stances = {s.stance for s in self.chain(act)} | ({"asks"} if asks_itself(act) else set())
        return next((stance for stance in TAKING_AWAY if stance in stances), None)

    @cached_property
    def _contents(self) -> dict[str, _Contents]:
        of: defaultdict[str, list[Statement]] = defaultdict(list)
        for statement in self._by_id.values():
            if statement.content:
                of[statement.document].append(statement)
        return {document: _Contents(said) for document, said in of.items()}


class _Contents:
    """What is said in one document, by where it stands.

    `_furthest`: where each of these ends, in the order in which they begin; above it, of two and two the further of both,
    up to the furthest of all: so that what ends too early is passed over together.
    """

    def __init__(self, said: Iterable[Statement]) -> None:
        spans = sorted(
            ((c.start, c.end, s.id, s) for s in said for c in s.content), key=lambda span: span[:3]
        )
        self._starts = [start for start, *_ in spans]
        self._said = [s for *_, s in spans]
        self._furthest = [[end for _, end, *_ in spans]]
        while len(below := self._furthest[-1]) > 1:
            self._furthest.append([max(below[at : at + 2]) for at in range(0, len(below), 2)])

    def holding(self, words: Span) -> list[Statement]:
        """The statements whose content holds these words, in order of id."""
        beginning = bisect_right(self._starts, words.start)
        found = {self._said[at].id: self._said[at] for at in self._ending_after(words.end, beginning)}
        return [found[name] for name in sorted(found)]

    def _ending_after(self, end: int, before: int) -> Iterator[int]:
        """Of those that stand before this place, the places of those that end here or later."""
        open_still = [(len(self._furthest) - 1, 0)]
        while open_still:
            level, at = open_still.pop()
            if at << level >= before or self._furthest[level][at] < end:
                continue
            if level == 0:
                yield at
                continue
            below = range(2 * at, min(2 * at + 2, len(self._furthest[level - 1])))
            open_still.extend((level - 1, place) for place in below)
