"""Whatever a case holds and whatever a person asks of it: every test answers, or refuses in words."""

from __future__ import annotations

import datetime
import math
import re
from collections.abc import Iterator
from dataclasses import replace
from random import Random
from typing import get_args

import pytest
from bench.patterns import fewer_draws
from hypothesis import given, settings
from hypothesis import strategies as st

from chapeau.ground.settings import Asks, TestSetting
from chapeau.records import Act, ActTime, Incident, IncidentLink, Method, Pattern, Perpetrator, Score
from chapeau.weigh import space_time
from chapeau.weigh.dealing import LEAST
from chapeau.weigh.regularity import SUMMARY, regularity
from chapeau.weigh.told import Who
from tests.link.material import act
from tests.weigh.made import FIRST, incident

KINDS = ("killing", "attack", "detention", "torture")
TIMES = (
    ((0, 0),),
    ((0, 9),),
    ((0, 60),),
    ((0, 60), (58, 60)),
    ((40, 48),),
    ((0, 400),),
    ((0, 60), (-9000, 9000)),
)
"""Days between which incidents lie, drawn from one of these stretches or another: one day, a week, years, a stray."""

SEEDS = st.integers(0, 2**32 - 1)


@pytest.fixture(autouse=True, scope="module")
def _few_draws() -> Iterator[None]:
    with fewer_draws(19):
        yield


def iso(day: int) -> str:
    return datetime.date.fromordinal(FIRST + day).isoformat()


def made(draws: Random) -> tuple[list[Incident], dict[str, Act]]:
    """Up to sixty incidents; some told too coarsely, some of two acts that only together tell a day."""
    stretches, towns = draws.choice(TIMES), draws.randrange(1, 4)
    in_two, coarse = draws.choice((0.0, 0.9)), draws.choice((0.0, 0.3))
    incidents, acts = [], {}
    for n in range(draws.randrange(61)):
        day, town, kind = (
            draws.randint(*draws.choice(stretches)),
            f"T{draws.randrange(towns)}",
            draws.choice(KINDS),
        )
        ids = (f"a{n}", f"b{n}") if draws.random() < in_two else (f"a{n}",)
        apart = 2 if len(ids) > 1 else 0
        for name, low in zip(ids, (day - apart, day), strict=False):
            acts[name] = _act(name, kind, town, low, low + apart, draws)
        link = IncidentLink(left=ids[0], right=ids[-1], score=Score(value=0.7, parts=()))
        whole = incident(
            f"{n:02}",
            day,
            town,
            kind,
            acts=ids,
            links=(link,) if apart else (),
            parties=(draws.choice("OS"),),
        )
        vague = draws.choice(({"time": None}, {"place": None}, {"extent": "series"}, {"certainty": "denied"}))
        incidents.append(replace(whole, **vague) if draws.random() < coarse else whole)  # type: ignore[arg-type]
    return incidents, acts  # fmt: skip


def _act(name: str, kind: str, town: str, low: int, high: int, draws: Random) -> Act:
    return replace(
        act(name, f"d{name}", kind, place=town),
        time=ActTime(start=0, end=1, text="t", low=iso(low), high=iso(high), precision="range"),
        methods=(Method(start=0, end=1, text="m", kind="method", key=draws.choice(("burning", "beating"))),),
        perpetrators=(Perpetrator(start=0, end=1, text=draws.choice("OS"), kind="unit", role="direct"),),
    )


def named(asks: Asks, draws: Random) -> TestSetting:
    """A test of this kind, with limits or without."""
    compared = {"method": "burning", "party": "O"} if asks == "concentration" else {}
    kinds = 2 if asks == "sequence" else draws.randrange(3)
    limits = {
        "low": draws.choice((None, iso(-90), iso(0), iso(30))),
        "high": draws.choice((None, iso(45), iso(60), iso(9000))),
        "place": draws.choice((None, "T0")),
        "days": draws.choice((None, 0, 3, 400)),
        "km": draws.choice((None, 0.1, 30_000.0)),
        "printed_days": draws.random() < 0.2,
    }
    return TestSetting(
        name=asks, asks=asks, hypothesis="h", named_by="A. Analyst", named_on="2031-02-20",
        families=tuple(draws.choices(KINDS, k=kinds)), **compared, **limits,  # type: ignore[arg-type]
    )  # fmt: skip


def found(draws: Random) -> tuple[set[str], list[Pattern]]:
    """The incidents told as done, and what is found over them."""
    incidents, acts = made(draws)
    tests = [named(asks, draws) for asks in get_args(Asks)]
    patterns = list(regularity(incidents, acts, {a: (f"o{a}",) for a in acts}, Who(), tests, ("inc-untold",)))
    return {i.id for i in incidents if i.certainty != "denied"}, patterns


@settings(max_examples=200)
@given(SEEDS)
def test_every_test_answers_or_refuses_in_words(seed: int) -> None:
    for p in found(Random(seed))[1]:
        assert p.words
        figures = (p.value, p.low, p.high, *(b.value for b in p.bars))
        assert all(f is None or math.isfinite(f) for f in figures)
        assert p.chance is None or math.isfinite(p.chance.low + p.chance.middle + p.chance.high + p.chance.p)


@settings(max_examples=200)
@given(SEEDS, st.sampled_from((1, 150, 400_000)), st.sampled_from((1, 30, 400)))
def test_every_incident_is_in_one_of_what_a_test_rests_on_and_what_it_leaves_out(
    seed: int, pairs: int, asked: int
) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(space_time, "MOST_PAIRS", pairs)
        patch.setattr(space_time, "MOST_FOR_MANTEL", max(LEAST, asked))
        incidents, patterns = found(Random(seed))
    for p in patterns:
        if p.name != SUMMARY:
            assert sorted((*p.rests_on, *p.left_out)) == sorted((*incidents, "inc-untold")), p.name
            said = next((a for a in p.assumptions if a.startswith("Left out: ")), "")
            assert p.chance is None or sum(map(int, re.findall(r"\d+", said))) == len(p.left_out) - 1


@settings(max_examples=200)
@given(SEEDS)
def test_every_bar_leads_down_to_the_incidents_that_it_counts(seed: int) -> None:
    for p in found(Random(seed))[1]:
        for bar in p.bars if p.name != SUMMARY else ():
            assert set(bar.rests_on) <= set(p.rests_on)
            assert bool(bar.rests_on) is bool(bar.value)
            assert p.unit != "incidents" or len(bar.rests_on) == bar.value
        assert p.unit != "incidents" or not p.bars or p.value in [b.value for b in p.bars]
