"""Which acts do texts only ask about? What is told in a question alone is no event, whatever certainty was read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from chapeau.records import Act, Statement


def asked_about(acts: Iterable[Act], statements: Iterable[Statement]) -> frozenset[str]:
    """Ids of the acts that a question tells: one that somebody in the chain of voices asks, or the author's own.

    The author's own question is a sentence with its mark, whose deed the reader did not find to be presupposed.
    """
    said = {s.id: s for s in statements}
    return frozenset(act.id for act in acts if _by_a_voice(act, said) or _by_the_author(act))


def _by_a_voice(act: Act, said: Mapping[str, Statement]) -> bool:
    return any(statement.stance == "asks" for statement in _chain(act, said))


def _by_the_author(act: Act) -> bool:
    return act.certainty == "possible" and act.evidence.text.rstrip(" \n\"'”’»)").endswith(("?", "؟"))


def _chain(act: Act, said: Mapping[str, Statement]) -> Iterator[Statement]:
    """The statement an act is said in, then those that relay it."""
    seen: set[str] = set()
    at = said.get(act.said_in or "")
    while at is not None and at.id not in seen:
        seen.add(at.id)
        yield at
        at = said.get(at.said_through or "")
