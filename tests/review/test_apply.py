"""Decisions applied to records."""

from __future__ import annotations

import json

from hypothesis import given
from hypothesis import strategies as st

from chapeau.ground.codec import to_plain
from chapeau.records import Act, CasualtyList, Decision, Perpetrator, Span
from chapeau.review.apply import DECLARED, apply

TEXT = "Soldiers of the Third Brigade shot two men in Halvern."


def act(name: str = "act-1", certainty: str = "asserted") -> Act:
    return Act(
        id=name,
        document="doc-1",
        made_by="rules 0.1",
        type="killing",
        triggers=(Span(start=30, end=34, text="shot"),),
        evidence=Span(start=0, end=len(TEXT), text=TEXT),
        perpetrators=(Perpetrator(start=0, end=29, text=TEXT[:29], kind="unit", actor="third-brigade"),),
        certainty=certainty,  # type: ignore[arg-type]
    )


def decision(kind: str, record: str = "act-1", when: int = 1, name: str = "", **more: object) -> Decision:
    values = {k: json.dumps(v) if k in ("before", "after") else v for k, v in more.items()}
    return Decision(
        id=name or f"dec-{kind}-{when}",
        kind=kind,  # type: ignore[arg-type]
        record=record,
        who="Ira Venn",
        when=f"2031-04-{when:02}T10:00:00Z",
        why="read again",
        **values,  # type: ignore[arg-type]
    )


def correct(
    when: int = 1,
    field: str = "certainty",
    before: object = "asserted",
    after: object = "denied",
    name: str = "",
) -> Decision:
    return decision(
        "correct", when=when, field=field, before=before, after=after, name=name or f"dec-{when}-{field}"
    )


def test_without_decisions_every_record_is_as_the_machine_left_it() -> None:
    applied = apply([act()], [])
    assert applied.records == (act(),)
    assert applied.reviewed == applied.unanchored == applied.pairs == ()


def test_a_correction_keeps_the_id_changes_the_field_and_names_the_person() -> None:
    applied = apply(
        [act()], [correct(field="perpetrators[0].actor", before="third-brigade", after="fourth-brigade")]
    )
    (changed,) = applied.records
    assert changed.id == "act-1"
    assert changed.perpetrators[0].actor == "fourth-brigade"
    assert changed.made_by == "Ira Venn"
    assert applied.reviewed[0].state == "corrected"


def test_a_correction_of_a_value_that_is_no_longer_there_is_listed_with_both_values() -> None:
    applied = apply([act(certainty="possible")], [correct()])
    assert applied.records == (act(certainty="possible"),)
    assert '"asserted"' in applied.unanchored[0].why
    assert '"possible"' in applied.unanchored[0].why


def test_a_correction_to_a_value_that_the_field_does_not_know_is_listed() -> None:
    applied = apply([act()], [correct(after="perhaps")])
    assert applied.records == (act(),)
    assert "cannot stand" in applied.unanchored[0].why


def test_what_makes_a_record_this_record_cannot_be_corrected() -> None:
    for field, before in (
        ("id", "act-1"),
        ("document", "doc-1"),
        ("evidence.text", TEXT),
        ("perpetrators[0].start", 0),
    ):
        applied = apply([act()], [correct(field=field, before=before, after="other")])
        assert applied.records == (act(),)
        assert len(applied.unanchored) == 1


def test_of_a_list_what_was_declared_can_be_corrected_and_nothing_else() -> None:
    made = CasualtyList(
        id="list-1", source="src-1", name="Register", scope="killed", inclusion="named", columns=(), rows=1, digest="0",
        entered_by="A. Analyst",
    )  # fmt: skip
    for field, before in to_plain(made).items():
        after = "news" if field == "kind" else "other"
        one = decision("correct", "list-1", field=field, before=before, after=after)
        applied = apply([made], [one])
        (left,) = applied.records
        changed = {name for name, value in to_plain(left).items() if value != to_plain(made)[name]}
        assert changed == ({field} if field in DECLARED else set())
        assert len(applied.unanchored) == (field not in DECLARED)


def test_a_path_that_leads_nowhere_is_listed() -> None:
    for field in ("perpetrators[3].actor", "colour", "certainty.deep", "", "perpetrators[x]"):
        applied = apply([act()], [correct(field=field)])
        assert [u.record for u in applied.unanchored] == ["act-1"]


def test_a_rejected_record_stays_among_the_records_and_is_left_out_of_the_standing() -> None:
    applied = apply([act(), act("act-2")], [decision("reject")])
    assert len(applied.records) == 2
    assert [r.id for r in applied.standing] == ["act-2"]
    assert applied.reviewed[0].state == "rejected"


def test_the_later_of_two_people_outranks_the_earlier() -> None:
    assert apply([act()], [decision("reject", when=1), decision("accept", when=2)]).rejected == frozenset()
    assert apply([act()], [decision("accept", when=1), decision("reject", when=2)]).rejected == {"act-1"}


def test_the_later_of_two_corrections_counts_whether_or_not_it_saw_the_earlier() -> None:
    for before in ("asserted", "denied"):
        applied = apply([act()], [correct(1), correct(2, before=before, after="possible")])
        assert applied.records[0].certainty == "possible"


def test_a_withdrawn_decision_is_as_if_it_had_not_been_made() -> None:
    applied = apply([act()], [correct(1, name="dec-1"), decision("withdraw", record="dec-1", when=2)])
    assert applied.records == (act(),)
    assert applied.unanchored == ()


def test_a_withdrawn_withdrawal_restores_the_decision() -> None:
    made = [
        decision("reject", when=1, name="dec-1"),
        decision("withdraw", record="dec-1", when=2, name="dec-2"),
        decision("withdraw", record="dec-2", when=3, name="dec-3"),
    ]
    assert apply([act()], made).rejected == {"act-1"}


def test_decisions_whose_records_are_gone_are_listed() -> None:
    made = [
        decision("accept", record="act-9", when=1),
        decision("same", when=2, other="act-9"),
        decision("withdraw", record="dec-9", when=3),
    ]
    applied = apply([act()], made)
    assert [u.decision for u in applied.unanchored] == sorted(d.id for d in made)
    assert applied.pairs == ()


def test_the_latest_decision_on_two_records_stands_whichever_is_named_first() -> None:
    made = [
        decision("same", when=1, other="act-2"),
        decision("not_same", record="act-2", when=2, other="act-1"),
    ]
    assert [d.kind for d in apply([act(), act("act-2")], made).pairs] == ["not_same"]


def test_documents_may_be_named_in_decisions_on_pairs() -> None:
    made = [decision("same", record="doc-1", other="doc-2")]
    assert len(apply([act()], made, others=["doc-1", "doc-2"]).pairs) == 1


DECISIONS = st.lists(
    st.one_of(
        st.builds(
            decision,
            st.sampled_from(["accept", "reject"]),
            st.sampled_from(["act-1", "act-9"]),
            st.integers(1, 9),
        ),
        st.builds(
            correct,
            st.integers(1, 9),
            st.just("certainty"),
            st.sampled_from(["asserted", "denied"]),
            st.sampled_from(["denied", "possible"]),
        ),
        st.integers(1, 9).map(lambda n: decision("withdraw", record=f"dec-reject-{n}", when=9)),
        st.integers(1, 9).map(lambda n: decision("not_same", when=n, other="act-2")),
    ),
    unique_by=lambda d: d.id,
)


@given(DECISIONS, st.randoms(use_true_random=False))
def test_the_order_in_which_decisions_are_given_does_not_matter(made: list[Decision], random: object) -> None:
    shuffled = list(made)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    records = [act(), act("act-2")]
    assert apply(records, made) == apply(records, shuffled)


@given(DECISIONS)
def test_every_decision_is_applied_withdrawn_outranked_or_listed(made: list[Decision]) -> None:
    applied = apply([act(), act("act-2")], made)
    taken_back = {d.record for d in made if d.kind == "withdraw"}
    seen = {d for r in applied.reviewed for d in r.decisions} | {u.decision for u in applied.unanchored}
    for d in made:
        if d.kind in ("accept", "reject", "correct") and d.id not in taken_back:
            assert d.id in seen


@given(DECISIONS)
def test_applying_twice_to_what_was_found_gives_the_same(made: list[Decision]) -> None:
    records = [act(), act("act-2")]
    assert apply(records, made + made) == apply(records, made)
