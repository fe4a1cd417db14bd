"""Text as it comes: testimony, lists, headlines, posts, scans. What must be found in each, by every reader.

A new kind of text is a new `Case`; a reader that is known to fail at one is named in its `fails`, with the
reason, and the test then demands that it still fails, so that the mark goes when the fault does.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import pytest

from chapeau.read.reader import Reader, Text
from chapeau.records import Act, Reading

DAY = "2031-03-10"
"""A Monday: the day on which the texts came."""


@dataclass(frozen=True)
class Deed:
    """A deed that must be found: its family, words of each doer and sufferer (None: not looked at)."""

    family: str
    by: tuple[str, ...] | None = ()
    to: tuple[str, ...] | None = ()
    certainty: str = "asserted"
    low: str | None = None

    def fits(self, act: Act) -> bool:
        """Whether an act tells this deed, with these parties and no others."""
        return (
            act.family == self.family
            and act.certainty == self.certainty
            and _named(self.by, [p.text for p in act.perpetrators])
            and _named(self.to, [v.text for v in act.victims])
            and (self.low is None or (act.time is not None and act.time.low == self.low))
        )


def _named(expected: tuple[str, ...] | None, printed: list[str]) -> bool:
    if expected is None:
        return True
    pairs = zip(expected, printed, strict=False)
    return len(expected) == len(printed) and all(e.lower() in p.lower() for e, p in pairs)


@dataclass(frozen=True)
class Voice:
    """A statement that must be found: words of its speaker and content, and its stance."""

    speaker: str
    content: str
    stance: str = "asserts"


@dataclass(frozen=True)
class Case:
    """A text, its kind, and what must and must not be read in it."""

    kind: str
    text: str
    deeds: tuple[Deed, ...] = ()
    voices: tuple[Voice, ...] = ()
    never: tuple[str, ...] = ()
    """Families of which no asserted act may be found."""
    fails: Mapping[str, str] = field(default_factory=dict)
    """For a reader that is known to fail here, the reason."""


CASES = (
    Case(
        "testimony",
        "They beat me with cables. Then they gave me electric shocks. My brother was shot in front of me.",
        (
            Deed("assault", ("They",), ("me",)),
            Deed("torture", ("they",), ("me",)),
            Deed("use_of_force", (), ("My brother",)),
        ),
    ),
    Case(
        "headline in the present",
        "Troops shell market, kill five villagers",
        (
            Deed("attack", ("Troops",), ("market",)),
            Deed("killing", ("Troops",), ("five villagers",)),
        ),
    ),
    Case(
        "lower case",
        "soldiers came to kessin at dawn and shot three farmers. they burned the school and took my uncle away.",
        (
            Deed("use_of_force", ("soldiers",), ("three farmers",)),
            Deed("destruction", ("they",), ("school",)),
        ),
    ),
    Case(
        "capitals",
        "SOLDIERS SHOT THREE FARMERS IN KESSIN ON MONDAY. THE ARMY DENIED KILLING CIVILIANS.",
        (
            Deed("use_of_force", ("SOLDIERS",), ("THREE FARMERS",), low="2031-03-10"),
            Deed("killing", None, ("CIVILIANS",), certainty="denied"),
        ),
        (Voice("THE ARMY", "KILLING CIVILIANS", "denies"),),
        fails={"rules": "the grammar takes every word in capitals for a name"},
    ),
    Case(
        "no punctuation",
        "soldiers came at dawn they shot three farmers they burned the school then they took my uncle away",
        (
            Deed("use_of_force", ("they",), ("three farmers",)),
            Deed("destruction", ("they",), ("school",)),
            Deed("abduction", ("they",), ("my uncle",)),
        ),
    ),
    Case(
        "quotation marks of two kinds",
        "``They shot my brother,\" said Mira Tolen. ``He was nine.''",
        (Deed("use_of_force", ("They",), ("my brother",)),),
        (Voice("Mira Tolen", "They shot my brother"),),
    ),
    Case(
        "a quotation mark that is missing",
        '"They shot my brother, said Mira Tolen. The army denied it.',
        (Deed("use_of_force", ("They",), ("my brother",)),),
        (Voice("Mira Tolen", "They shot my brother"), Voice("The army", "it", "denies")),
    ),
)


def _read(reader: Reader, case: Case) -> Reading:
    return reader.read(Text(id="doc", text=case.text, date=DAY))


def _name(case: Case) -> str:
    return f"{case.kind}: {case.text[:30]}"


@pytest.mark.parametrize("case", CASES, ids=_name)
def test_what_a_text_tells_is_found_however_it_comes(
    reader: Reader, case: Case, request: pytest.FixtureRequest
) -> None:
    if reason := case.fails.get(reader.name):
        request.applymarker(pytest.mark.xfail(reason=reason, strict=True))
    reading = _read(reader, case)
    for deed in case.deeds:
        assert any(deed.fits(a) for a in reading.acts), (deed, [_brief(a) for a in reading.acts])
    for voice in case.voices:
        assert any(_voiced(voice, reading)), (voice, reading.statements)
    for family in case.never:
        assert not [_brief(a) for a in reading.acts if a.family == family and a.certainty == "asserted"]


def _voiced(voice: Voice, reading: Reading) -> list[bool]:
    return [
        s.stance == voice.stance
        and s.speaker is not None
        and voice.speaker in s.speaker.text
        and any(voice.content in c.text for c in s.content)
        for s in reading.statements
    ]


def _brief(act: Act) -> tuple[object, ...]:
    parties = [p.text for p in act.perpetrators], [v.text for v in act.victims]
    return (act.type, act.certainty, *parties, act.time and act.time.low)


@pytest.mark.parametrize("case", CASES, ids=_name)
def test_every_span_is_the_text_as_it_came(reader: Reader, case: Case) -> None:
    reading = _read(reader, case)
    spans = [
        s for a in reading.acts for s in (*a.triggers, *a.perpetrators, *a.victims, *a.places, a.evidence)
    ]
    spans += [c for s in reading.statements for c in s.content]
    assert all(case.text[s.start : s.end] == s.text for s in spans)
