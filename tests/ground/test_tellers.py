"""One body is one speaker in its own release, whoever of it is named; a paper that quotes it is another."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from chapeau.ground.settings import BodySetting
from chapeau.ground.tellers import Tellers
from chapeau.records import Actor, Origin
from tests.assess.literal import act, origin, statement

MINISTRY = BodySetting(name="Orvanian Ministry of Defence", voices=("Captain Ilse Marr", "@OrvaniaMoD"))
MARR = Actor(id="marr", name="Captain Ilse Marr", kind="individual", aliases=("ilse-marr",), names=())
SOLM = Actor(id="solm", name="Petra Solm", kind="individual", aliases=("petra-solm",), names=())
OFFICE = Actor(
    id="office", name="the Ministry of Defence", kind="organisation", aliases=("ministry",), names=()
)

WHOLE = Actor(id="whole", name=MINISTRY.name, kind="organisation", aliases=("whole-name",), names=())


def one_speaker(by: str | None, other: str | None, release: Origin | None = None, **known: Any) -> bool:
    said = {
        name: statement("d", "asserts", by=name, n=n)
        for n, name in enumerate(sorted({by, other} - {None}, key=str))
    }
    first, second = (
        act("d", "evacuation", n=n, said_in=said[name].id if name else None)
        for n, name in enumerate((by, other))
    )
    tellers = Tellers(
        said.values(),
        actors=(MARR, SOLM, OFFICE, WHOLE),
        origins=(release,) if release else (),
        **{"bodies": (MINISTRY,), **known},
    )
    assert tellers.one_speaker(first, second) is tellers.one_speaker(second, first)
    return tellers.one_speaker(first, second)


RELEASE = replace(origin("d"), voice=MINISTRY.name)
QUOTED = replace(origin("r", "d"), voice=MINISTRY.name)
QUOTING = replace(QUOTED, members=(QUOTED.members[0], replace(QUOTED.members[1], relation="quotes")))


@pytest.mark.parametrize(
    ("by", "other"),
    [("ilse-marr", None), (None, None), ("ilse-marr", "ministry"), ("ministry", None), ("ilse-marr",) * 2],
)
def test_a_body_its_spokeswoman_and_the_voice_of_its_release_are_one_speaker(
    by: str | None, other: str | None
) -> None:
    assert one_speaker(by, other, RELEASE)
    assert one_speaker(by, other, QUOTED)
    assert one_speaker(by, other, publishers={"d": "@OrvaniaMoD"})


@pytest.mark.parametrize(
    ("by", "other"), [("ilse-marr", None), (None, None), ("ilse-marr", "petra-solm"), ("petra-solm", None)]
)
def test_a_paper_that_quotes_a_release_has_an_author_of_its_own(by: str | None, other: str | None) -> None:
    assert not one_speaker(by, other, QUOTING)
    assert not one_speaker("whole-name", None, QUOTING)
    assert not one_speaker(by, other, QUOTED, publishers={"d": "The Vastrel Post"})
    assert not one_speaker(by, other)


def test_another_who_is_quoted_in_a_release_is_not_the_body() -> None:
    assert not one_speaker("petra-solm", None, RELEASE)
    assert not one_speaker("petra-solm", "ilse-marr", RELEASE)


def test_who_published_a_text_and_its_author_are_one_speaker() -> None:
    assert one_speaker("petra-solm", None, publishers={"d": "Petra Solm"}, bodies=())
    assert not one_speaker(None, None, publishers={"d": "Petra Solm"}, bodies=())
