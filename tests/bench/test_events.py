"""The made corpus of reports on known incidents, and how linking is measured on it."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations

import pytest
from bench.events import corpus, grammar, places_csv
from bench.incidents import Linked, Pairs, figures, given, items

from chapeau.ground.gazetteer import Gazetteer
from chapeau.records import Incident

SETS = sorted(grammar()["sets"])


@pytest.mark.parametrize("name", SETS)
def test_the_same_seed_gives_the_same_reports_and_another_seed_others(name: str) -> None:
    assert corpus(4, name, 8).reports == corpus(4, name, 8).reports
    assert corpus(4, name, 8).reports != corpus(5, name, 8).reports


@pytest.mark.parametrize("name", SETS)
def test_every_span_of_the_gold_stands_in_its_text(name: str) -> None:
    for report in corpus(4, name, 12).reports:
        for gold in report.gold:
            for act in gold.acts:
                spans = (
                    *act.triggers,
                    *act.victims,
                    *act.places,
                    *act.counts,
                    *act.perpetrators,
                    act.evidence,
                )
                assert all(report.text[s.start : s.end] == s.text for s in spans)
                assert gold.start <= act.triggers[0].start < gold.end


@pytest.mark.parametrize("name", SETS)
def test_a_case_can_bring_its_places(name: str) -> None:
    words = grammar()["sets"][name]
    gazetteer = Gazetteer.packaged().with_places(places_csv(words), "places.csv")
    assert all(gazetteer.find(d["places"][0].rsplit(" ", 2)[0].split("|")[0]) for d in words["districts"])


def test_sets_share_neither_names_nor_sentences() -> None:
    def strings(value: object) -> set[str]:
        if isinstance(value, dict):
            return {s for v in value.values() for s in strings(v)}
        if isinstance(value, list):
            return {s for v in value for s in strings(v)}
        return (
            {value}
            if isinstance(value, str) and (("{" in value and "|" in value) or value.istitle())
            else set()
        )

    for a, b in combinations(SETS, 2):
        one, other = grammar()["sets"][a], grammar()["sets"][b]
        for key in ("given", "family", "strike", "shooting", "arrest", "abduction", "names", "aggregate"):
            assert not strings(one[key]) & strings(other[key])


def test_near_misses_denials_totals_copies_and_mistakes_are_told() -> None:
    made = corpus(1, "one")
    marks = {m for r in made.reports for g in r.gold for m in g.marks}
    assert {
        "copy",
        "denial",
        "total",
        "toll",
        "spelling",
        "wrong detail",
        "vague place",
        "vague time",
    } <= marks
    assert {e.near_miss for e in made.events.values()} >= {"next_day", "next_village", "same_day"}


def test_acts_beside_the_gold_and_missed_sentences_cost() -> None:
    made = corpus(1, "one", 6)
    readings = list(given(made))
    whole = Linked((), tuple(_alone(a.id) for r in readings for a in r.acts), 0)
    first = next(r for r in readings if r.acts)
    silent = [replace(r, acts=()) if r is first else r for r in readings]
    assert len(items(made, silent, whole)) <= len(items(made, readings, whole))
    missed = [i for i in items(made, silent, whole) if i.document == first.document]
    assert missed
    assert all(i.group.startswith("missed") for i in missed)
    elsewhere = replace(
        first.acts[0], triggers=(replace(first.acts[0].triggers[0], start=10**6, end=10**6 + 1),)
    )
    spurious = [replace(r, acts=(*r.acts, elsewhere)) if r is first else r for r in readings]
    assert any(i.tells.startswith("nothing") for i in items(made, spurious, whole))


def _alone(act: str) -> Incident:
    return Incident(id=f"inc-{act}", acts=(act,), types=("killing",), extent="single", certainty="asserted")


def test_what_is_read_perfectly_is_linked_nearly_so() -> None:
    found = figures([("one", 1)], given)
    assert found.pairs.f1 >= 90.0
    assert found.pairs.told > 1000


def test_pairs_are_counted_as_precision_and_recall() -> None:
    pairs = Pairs(told=4, put=2, both=1) + Pairs()
    assert (pairs.precision, pairs.recall) == (50.0, 25.0)
    assert pairs.f1 == pytest.approx(100 / 3)
