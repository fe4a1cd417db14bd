"""What people decide on acts outranks likeness, and reaches what it is about and nothing else."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from chapeau.records import Decision, Reading
from chapeau.review.apply import apply
from tests.link.material import History, act, reading
from tests.link.test_incidents import HISTORIES, STORY, decision


def near(*names: str) -> list[Reading]:
    return [reading(f"d{n}", [act(f"a{n}", f"d{n}")]) for n in names]


def far(name: str) -> Reading:
    return reading(f"d{name}", [act(f"a{name}", f"d{name}", place="Ostrey", day="2031-04-12")])


def test_the_same_pulls_in_only_what_is_linked_to_either() -> None:
    told = History([*near("1", "2"), far("8"), far("9"), reading("d5", [act("a5", "d5", place="Tessick")])],
                   decisions=[decision("same", "a1", "a8")])  # fmt: skip
    assert told.together("a1", "a8")
    assert not told.together("a1", "a5")


def test_not_the_same_keeps_two_apart_and_a_third_goes_to_whom_it_is_more_like() -> None:
    one = reading("d1", [act("a1", "d1", count=(40, 40), victim="Ada Orlo")])
    two = reading("d2", [act("a2", "d2", count=(5, 5))])
    third = reading("d3", [act("a3", "d3", count=(40, 40), victim="Ada Orlo")])
    told = History([one, two, third], decisions=[decision("not_same", "a1", "a2")])
    assert told.together("a1", "a3")
    assert not told.together("a2", "a3")


def test_unsure_takes_the_link_between_two_away_and_no_other() -> None:
    told = History(near("1", "2", "3"), decisions=[decision("unsure", "a1", "a2")])
    of = {a: i.id for i in told.incidents for a in i.acts}
    assert of["a3"] in (of["a1"], of["a2"])


def withdrawal(of: Decision) -> Decision:
    return Decision(
        id=f"{of.id}-back", kind="withdraw", record=of.id, who="Ira Venn", when="2031-05-09", why="no"
    )


@settings(max_examples=40, deadline=None)
@given(HISTORIES, st.sampled_from(["same", "not_same", "unsure"]), st.randoms(use_true_random=False))
def test_a_decision_that_was_withdrawn_is_as_if_it_had_not_been_made(
    told: list[Reading], kind: str, random: object
) -> None:
    acts = [a for r in told for a in r.acts]
    if len(acts) < 2:
        return
    made = decision(kind, acts[0].id, acts[-1].id)
    both = [made, withdrawal(made)]
    random.shuffle(both)  # type: ignore[attr-defined]
    standing = apply(acts, both).pairs
    assert History(told, decisions=standing).incidents == History(told).incidents


@settings(max_examples=40, deadline=None)
@given(HISTORIES, st.sampled_from(["same", "not_same", "unsure"]), st.randoms(use_true_random=False))
def test_with_decisions_too_the_order_of_arrival_never_matters(
    told: list[Reading], kind: str, random: object
) -> None:
    acts = [a.id for r in told for a in r.acts]
    if len(acts) < 3:
        return
    made = [decision(kind, acts[0], acts[-1], 1), decision("not_same", acts[0], acts[1], 2)]
    shuffled, turned = list(told), list(reversed(made))
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert History(told, decisions=made).incidents == History(shuffled, decisions=turned).incidents


@settings(max_examples=40, deadline=None)
@given(HISTORIES)
def test_no_two_acts_of_one_incident_exclude_each_other_by_place_or_day(told: list[Reading]) -> None:
    by_id = {a.id: a for r in told for a in r.acts}
    for incident in History(told).incidents:
        places = {p.text for i in incident.acts for p in by_id[i].places}
        days = sorted({t.low for i in incident.acts if (t := by_id[i].time) is not None and t.low})
        assert len(places) <= 1
        assert not days or int(days[-1][-2:]) - int(days[0][-2:]) <= 1


@settings(max_examples=30, deadline=None)
@given(HISTORIES, st.integers(2, 5))
def test_further_copies_move_no_count_of_origins_and_no_interval(told: list[Reading], copies: int) -> None:
    first = told[0]
    texts = {first.document: STORY} | {f"z-copy{n}": STORY for n in range(copies)}
    more = [
        replace(first, document=d, acts=tuple(replace(a, id=f"{a.id}-{d}", document=d) for a in first.acts))
        for d in texts
        if d != first.document
    ]
    one, many = History([*told, more[0]], texts), History([*told, *more], texts)
    assert len(one.origins) == len(many.origins)

    def spans(history: History) -> set[tuple[object, ...]]:
        return {(t.origin, t.of, t.low, t.high) for i in history.incidents for t in i.tellings}

    assert spans(one) == spans(many)
