"""On which origins an act rests."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chapeau.ground.settings import BodySetting, Settings
from chapeau.link import dependences
from chapeau.link.deeds import one_deed
from chapeau.link.origins import UNDATED
from chapeau.link.resting import Home, _of_those_days, _pairs_of_those_days
from chapeau.records import Decision, Dependence, Origin, OriginMember
from tests.link.material import History, act, mention, reading, statement

PASSAGE = '"They took forty three men from the town that night and drove them in closed trucks to the camp," it says.'
PASSAGE_OF_MANY = "They took " + " ".join(f"word{n}" for n in range(60)) + "."
OTHER_PASSAGE = "Others took " + " ".join(f"other{n}" for n in range(60)) + "."
BODY = Settings(bodies=(BodySetting(name="Orvanian Ministry of Defence", voices=("Ilse Marr",)),))
MARR = mention("Ilse Marr", "d1", "person")


def origins_of(history: History, name: str) -> tuple[str, ...]:
    return next(r.origins for r in history.resting if r.act == name)


def test_an_act_in_a_quoted_passage_rests_on_the_earlier_text_and_the_rest_on_its_own() -> None:
    texts = {"d1": "An account of many pages. " + PASSAGE, "d2": "A column about rivers. " + PASSAGE}
    at = texts["d2"].index("took")
    quoted, own = act("a2", "d2", "detention", at=at), act("a3", "d2", "torture", at=2)
    history = History(
        [
            reading("d1", [act("a1", "d1", "detention", at=40)], day="2031-03-10"),
            reading("d2", [quoted, own]),
        ],
        texts,
    )
    assert origins_of(history, "a2") == origins_of(history, "a1")
    assert origins_of(history, "a3") != origins_of(history, "a1")


def test_one_voice_in_two_documents_is_one_origin_of_what_it_says_there() -> None:
    readings = [
        reading(
            d,
            [act(f"a-{d}", d, said_in=f"s-{d}")],
            [mention("Petra Solm", d, "person")],
            [statement(f"s-{d}", d, "Petra Solm")],
        )
        for d in ("d1", "d2")
    ]
    history = History(readings)
    assert origins_of(history, "a-d1") == origins_of(history, "a-d2")
    assert len(history.of("a-d1").origins) == 1


def test_an_outlet_that_carries_two_accounts_has_told_neither() -> None:
    accounts = {"d1": PASSAGE_OF_MANY, "d2": OTHER_PASSAGE}
    texts = accounts | {f"z{n}": f"The Post carries this. {text}" for n, text in enumerate(accounts.values())}
    readings = [
        reading(
            d, [act(f"a-{d}", d, at=text.index("took"))], day="2031-03-11" if d[0] == "z" else "2031-03-10"
        )
        for d, text in texts.items()
    ]
    carried = History(readings, texts, publishers=dict.fromkeys(("z0", "z1"), "The Post"))
    assert origins_of(carried, "a-z0") == origins_of(carried, "a-d1")
    assert origins_of(carried, "a-z1") == origins_of(carried, "a-d2")
    assert origins_of(carried, "a-d1") != origins_of(carried, "a-d2")


@pytest.mark.parametrize(("second", "origins"), [("2031-03-08", 1), ("2031-03-15", 1), ("2031-03-16", 2)])
def test_what_one_voice_tells_without_a_day_is_one_deed_within_a_week_only(second: str, origins: int) -> None:
    readings = [
        reading(
            d,
            [act(f"a-{d}", d, day=None, said_in=f"s-{d}")],
            [mention("Petra Solm", d, "person")],
            [statement(f"s-{d}", d, "Petra Solm")],
            day=day,
        )
        for d, day in (("d1", "2031-03-08"), ("d2", second))
    ]
    history = History(readings)
    assert len({origins_of(history, name) for name in ("a-d1", "a-d2")}) == origins


def test_what_a_spokesman_says_rests_on_the_bodys_own_release() -> None:
    release = reading("d2", [act("a2", "d2")], day="2031-03-14")
    article = reading("d1", [act("a1", "d1", said_in="s1")], [MARR], [statement("s1", "d1", "Ilse Marr")])
    texts = {"d2": "Orvanian Ministry of Defence\n\nA release."}
    history = History([article, release], texts, BODY)
    assert origins_of(history, "a1") == origins_of(history, "a2")


def test_an_article_that_tells_in_its_own_voice_what_it_has_from_another_is_no_second_origin() -> None:
    release = reading("d2", [act("a2", "d2")], day="2031-03-12")
    told = [act("a1", "d1", said_in="s1"), act("a3", "d1", at=50)]
    texts = {"d2": "Orvanian Ministry of Defence\n\nA release."}
    article = reading("d1", told, [MARR], [statement("s1", "d1", "Ilse Marr")])
    assert len(History([article, release], texts, BODY).of("a3").origins) == 1
    seen = reading(
        "d1", [told[0], act("a3", "d1", at=50, basis="saw")], [MARR], [statement("s1", "d1", "Ilse Marr")]
    )
    assert len(History([seen, release], texts, BODY).of("a3").origins) == 2


def found(*decisions: Decision) -> Dependence:
    parts = [
        Origin(
            id=f"o{n}",
            root=f"d{n}",
            members=(OriginMember(document=f"d{n}", relation="root", of=None, why=""),),
        )
        for n in (1, 2)
    ]
    (one,) = dependences(parts, [], [], decisions, among=[("o1", "o2")])
    return one


def decision(kind: str, when: str, field: str | None = "independent") -> Decision:
    return Decision(
        id=kind + when,
        kind=kind,
        record="d1",
        other="d2",
        who="Ira Venn",
        when=when,
        why="met both",
        field=field,
    )  # type: ignore[arg-type]


def test_only_a_person_finds_independence_and_can_take_it_back() -> None:
    assert found().state == "not_found"
    assert found(decision("not_same", "2031-04-01")).state == "independent"
    assert found(decision("not_same", "2031-04-01", None)).state == "not_found"
    assert found(decision("not_same", "2031-04-01"), decision("unsure", "2031-04-02")).state == "not_found"


days_told = st.sampled_from(["2031-03-01", "2031-03-08", "2031-03-09", "2031-04-30", None])


@given(st.lists(st.tuples(days_told, days_told), max_size=8))
def test_no_pair_that_one_voice_can_mean_as_one_deed_is_passed_over(
    told: list[tuple[str | None, str | None]],
) -> None:
    acts = [act(f"a{n}", f"doc-{n}", day=day) for n, (day, _) in enumerate(told)]
    homes = {f"doc-{n}": Home("ori", written or UNDATED, None) for n, (_, written) in enumerate(told)}
    near = {frozenset((a.id, b.id)) for a, b in _pairs_of_those_days(acts, homes)}
    for a, b in combinations(acts, 2):
        if _of_those_days(a, b, homes) and one_deed(a, b):
            assert frozenset((a.id, b.id)) in near
