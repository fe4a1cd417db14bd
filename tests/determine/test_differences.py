"""What moved between two versions, and by which source; copies, denials and words that judge move nothing."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chapeau.assess.elements import law
from chapeau.assess.findings import findings
from chapeau.determine.differences import Version, difference
from chapeau.determine.propose import Proposal, of_sheet
from chapeau.determine.sheet import ExplanationRow, FindingRow
from chapeau.determine.snapshots import snapshot
from chapeau.ground.settings import Settings
from chapeau.records import (
    Act,
    Cited,
    Decision,
    Difference,
    Finding,
    HeldDocument,
    Incident,
    Origin,
    Period,
    Snapshot,
    Statement,
)
from tests.assess.literal import act, incident, material, on, origin, place, statement, victim
from tests.determine.literal import FINDINGS, MARCH, NAMES, OF_ALL_DAYS, OTHER, held, row, sheet


def state(
    findings: tuple[Finding, ...] = FINDINGS,
    documents: tuple[HeldDocument, ...] = (),
    cited: tuple[Cited, ...] = (),
    **more: Any,
) -> Snapshot:
    fields: dict[str, Any] = {"decisions": (), "law": "edition 1", "rules": "r1"}
    return snapshot(findings, documents, cited, **(fields | more))


def text(name: str, origin_: str | None = None, reading: str = "reader 1") -> HeldDocument:
    return HeldDocument(
        document=f"doc-{name}", source=f"src-{name}", origin=origin_ or f"ori-{name}", reading=reading
    )


def cited(record: str, name: str) -> Cited:
    return Cited(record=record, document=f"doc-{name}", origins=(f"ori-{name}",))


def decision(name: str, record: str, kind: Any = "reject", **more: Any) -> Decision:
    return Decision(
        id=name, kind=kind, record=record, who="A. Analyst", when="2031-05-01T09:00:00Z", why="Read.", **more
    )


def moved(before: Snapshot, after: Snapshot, *decisions: Decision) -> Difference:
    return difference(Version(before), Version(after), decisions)


ONE = (text("1"),)
ONE_CITED = (cited("act-orvania", "1"),)
SECOND = replace(
    FINDINGS[0], support="several_origins_no_dependence_found", origins_for=("ori-1", "ori-2"), acts_for=("act-2", "act-orvania"),
    fragility=2,
)  # fmt: skip


def test_a_version_compared_with_itself_moves_nothing() -> None:
    assert moved(state(documents=ONE, cited=ONE_CITED), state(documents=ONE, cited=ONE_CITED)).moves == ()


def test_findings_whose_ids_held_the_days_told_are_the_same_where_they_are_asked_of_all_days() -> None:
    made = moved(state(documents=ONE, cited=ONE_CITED), state(OF_ALL_DAYS, ONE, ONE_CITED))
    assert made.moves == ()
    other = replace(OF_ALL_DAYS[0], support="none")
    (move,) = moved(
        state(documents=ONE, cited=ONE_CITED), state((other, OF_ALL_DAYS[1]), ONE, ONE_CITED)
    ).moves
    assert (move.finding, move.state, move.period) == (FINDINGS[0].id, "moved", MARCH)


def test_findings_of_a_period_that_the_case_names_are_none_of_all_days() -> None:
    april = replace(FINDINGS[1], id="fin-april", element="ICC-7-1-a/3")
    made = moved(state(), state((*OF_ALL_DAYS, april)))
    assert {m.state for m in made.moves} == {"gone", "new"}


def test_a_day_more_that_is_told_moves_nothing() -> None:
    later = Period(low="2031-03-01", high="2031-04-09")
    wider = tuple(replace(f, span=later) for f in OF_ALL_DAYS)
    assert moved(state(OF_ALL_DAYS), state(wider)).moves == ()


def test_a_second_origin_moves_its_findings_fields_and_is_named_as_what_moved_them() -> None:
    after = state((SECOND, FINDINGS[1]), (*ONE, text("2")), (*ONE_CITED, cited("act-2", "2")))
    made = moved(state(documents=ONE, cited=ONE_CITED), after)
    (move,) = made.moves
    assert (move.finding, move.state) == (SECOND.id, "moved")
    assert [(c.field, c.before, c.after) for c in move.changes] == [
        ("support", "one_origin", "several_origins_no_dependence_found"), ("fragility", "1", "2"), ("origins_for", "1", "2"),
    ]  # fmt: skip
    assert [(c.kind, c.record, c.source) for c in move.causes] == [("text_came", "doc-2", "src-2")]
    assert [d.document for d in made.came] == ["doc-2"]


def test_a_count_of_which_more_is_contested_moves_though_it_stands() -> None:
    one, two = (f"{n} contested; 5 stand uncontested." for n in ("1 incident is", "2 incidents are"))
    before, after = (state((replace(FINDINGS[0], contested=words), FINDINGS[1])) for words in (one, two))
    (move,) = moved(before, after).moves
    assert [(c.field, c.before, c.after) for c in move.changes] == [("contested", one, two)]


def test_a_copy_that_came_with_a_second_origin_is_not_what_moved_it() -> None:
    copied = replace(SECOND, acts_for=("act-2", "act-copy", "act-orvania"))
    texts = (*ONE, text("copy", "ori-1"), text("2"))
    after = state((copied, FINDINGS[1]), texts, (*ONE_CITED, cited("act-copy", "copy"), cited("act-2", "2")))
    (move,) = moved(state(documents=ONE, cited=ONE_CITED), after).moves
    assert [c.record for c in move.causes] == ["doc-2"]


def test_an_origin_whose_root_is_found_later_is_the_same_origin() -> None:
    renamed = replace(FINDINGS[0], origins_for=("ori-0",), acts_for=("act-0", "act-orvania"))
    texts = (text("0"), text("1", "ori-0"))
    after = state((renamed, FINDINGS[1]), texts, (*ONE_CITED, cited("act-0", "0")))
    assert moved(state(documents=ONE, cited=ONE_CITED), after).moves == ()


def test_a_text_that_went_is_named_as_what_moved_it() -> None:
    before = state((SECOND, FINDINGS[1]), (*ONE, text("2")), (*ONE_CITED, cited("act-2", "2")))
    made = moved(before, state(documents=ONE, cited=ONE_CITED))
    (move,) = made.moves
    assert [(c.kind, c.record) for c in move.causes] == [("text_went", "doc-2")]
    assert [d.document for d in made.went] == ["doc-2"]


def test_a_text_read_otherwise_is_named_as_that() -> None:
    gone = replace(FINDINGS[0], alleged="no", support="none", acts_for=(), origins_for=(), fragility=None)
    after = state((gone, FINDINGS[1]), (text("1", reading="reader 2"),))
    (move,) = [m for m in moved(state(documents=ONE, cited=ONE_CITED), after).moves if m.finding == gone.id]
    assert [(c.kind, c.record) for c in move.causes] == [("read_otherwise", "doc-1")]


CONTESTED = replace(FINDINGS[0], against="contradicted", acts_against=("act-x",), origins_against=("ori-1",))
CONTESTED_CITED = (*ONE_CITED, cited("act-x", "1"))


def causes(made: Difference) -> list[tuple[str, str]]:
    (move,) = made.moves
    return [(c.kind, c.record) for c in move.causes]


def test_a_decision_on_what_a_finding_rests_on_is_what_moved_it_and_one_on_another_record_is_not() -> None:
    before = state((CONTESTED, FINDINGS[1]), ONE, CONTESTED_CITED)
    after = state(documents=ONE, cited=ONE_CITED, decisions=("dec-1", "dec-2"))
    given = (decision("dec-1", "act-x"), decision("dec-2", "act-elsewhere"))
    assert causes(moved(before, after, *given)) == [("decision", "dec-1")]


@pytest.mark.parametrize(
    "about",
    [
        {"record": "act-elsewhere", "other": "act-orvania"},
        {"record": "doc-1", "other": "doc-elsewhere"},
        {"record": "ori-1"},
        {"record": "orvania", "other": "ridge-guard"},
    ],
)
def test_a_decision_on_two_of_which_a_finding_rests_on_one_on_its_text_origin_or_party_can_have_moved_it(
    about: dict[str, str],
) -> None:
    after = state(
        (replace(FINDINGS[0], support="independent"), FINDINGS[1]), ONE, ONE_CITED, decisions=("dec-1",)
    )
    given = decision("dec-1", kind="same", **about)
    assert causes(moved(state(documents=ONE, cited=ONE_CITED), after, given)) == [("decision", "dec-1")]


def test_a_decision_that_takes_back_another_is_about_what_that_one_was_about() -> None:
    before = state(documents=ONE, cited=ONE_CITED, decisions=("dec-1",))
    after = state((CONTESTED, FINDINGS[1]), ONE, CONTESTED_CITED, decisions=("dec-1", "dec-2"))
    given = (decision("dec-1", "act-x"), decision("dec-2", "dec-1", "withdraw"))
    assert causes(moved(before, after, *given)) == [("decision", "dec-2")]


def test_a_decision_is_named_beside_a_text_where_both_bear_on_the_finding() -> None:
    before = state((CONTESTED, FINDINGS[1]), ONE, CONTESTED_CITED)
    after = state(
        (SECOND, FINDINGS[1]), (*ONE, text("2")), (*ONE_CITED, cited("act-2", "2")), decisions=("dec-1",)
    )
    assert causes(moved(before, after, decision("dec-1", "act-x"))) == [
        ("decision", "dec-1"), ("text_came", "doc-2"),
    ]  # fmt: skip


COPIED = replace(FINDINGS[0], acts_for=("act-copy", "act-orvania"))
COPY_CAME = ((*ONE, text("copy", "ori-1")), (*ONE_CITED, cited("act-copy", "copy")))


def test_a_copy_that_came_is_not_what_moved_a_finding_that_a_person_moved() -> None:
    before = state((CONTESTED, FINDINGS[1]), ONE, CONTESTED_CITED)
    after = state((COPIED, FINDINGS[1]), *COPY_CAME, decisions=("dec-1",))
    assert causes(moved(before, after, decision("dec-1", "act-x"))) == [("decision", "dec-1")]


def test_a_copy_that_came_is_not_what_moved_a_finding_whose_text_is_read_otherwise() -> None:
    documents, told = COPY_CAME
    found = replace(CONTESTED, acts_for=COPIED.acts_for)
    again = (text("1", reading="reader 2"), *documents[1:])
    after = state((found, FINDINGS[1]), again, (*told, cited("act-x", "1")))
    assert causes(moved(state(documents=ONE, cited=ONE_CITED), after)) == [("read_otherwise", "doc-1")]


def test_a_copy_that_went_is_not_what_moved_a_finding() -> None:
    found = replace(CONTESTED, acts_for=COPIED.acts_for)
    documents, told = COPY_CAME
    before = state((found, FINDINGS[1]), documents, (*told, cited("act-x", "1")))
    after = state(documents=ONE, cited=ONE_CITED, decisions=("dec-1",))
    assert causes(moved(before, after, decision("dec-1", "act-x"))) == [("decision", "dec-1")]


def test_a_text_of_its_own_that_repeats_what_an_origin_there_told_is_not_what_moved_a_finding() -> None:
    repeated = Cited(record="act-copy", document="doc-2", origins=("ori-1",))
    found = replace(CONTESTED, acts_for=COPIED.acts_for)
    before = state((CONTESTED, FINDINGS[1]), ONE, CONTESTED_CITED)
    after = state(
        (replace(found, against="none", acts_against=(), origins_against=()), FINDINGS[1]),
        (*ONE, text("2")), (*ONE_CITED, repeated), decisions=("dec-1",),
    )  # fmt: skip
    assert causes(moved(before, after, decision("dec-1", "act-x"))) == [("decision", "dec-1")]


def test_other_law_is_said_once_where_a_new_origin_explains_the_move() -> None:
    after = state(
        (SECOND, FINDINGS[1]),
        (*ONE, text("2")),
        (*ONE_CITED, cited("act-2", "2")),
        law="edition 2",
        rules="r2",
    )
    made = moved(state(documents=ONE, cited=ONE_CITED), after)
    assert causes(made) == [("text_came", "doc-2")]
    assert made.law == ("law: edition 1 then, edition 2 now", "rules: r1 then, r2 now")


def test_law_and_rules_both_changed_are_both_named_where_nothing_else_explains_a_move() -> None:
    gap = replace(FINDINGS[0], gaps=("A new gap.",))
    made = moved(state(documents=ONE), state((gap, FINDINGS[1]), ONE, law="edition 2", rules="r2"))
    assert causes(made) == [("law", ""), ("rules", "")]


def test_other_law_and_other_rules_are_named() -> None:
    gap = replace(FINDINGS[0], gaps=("A new gap.",))
    made = moved(state(documents=ONE), state((gap, FINDINGS[1]), ONE, law="edition 2"))
    assert [c.kind for c in made.moves[0].causes] == ["law"]
    assert made.law == ("law: edition 1 then, edition 2 now",)


def test_what_nothing_new_explains_was_linked_otherwise() -> None:
    contested = replace(FINDINGS[0], against="contradicted")
    (move,) = moved(state(documents=ONE), state((contested, FINDINGS[1]), ONE)).moves
    assert [c.kind for c in move.causes] == ["linked_otherwise"]


def test_a_new_block_is_new_in_all_its_elements_by_what_brought_its_conduct() -> None:
    context = replace(FINDINGS[1], acts_for=(), origins_for=(), alleged="no", support="none", fragility=None)
    after = state((FINDINGS[0], context), ONE, ONE_CITED)
    made = moved(state((), ()), after)
    assert [m.state for m in made.moves] == ["new", "new"]
    assert {tuple(c.record for c in m.causes) for m in made.moves} == {("doc-1",)}


# --- verdicts ------------------------------------------------------------------------------------------


def determined(number: int, *rows: FindingRow, on_: str = "reasonable_grounds_inquiry") -> Version:
    proposal = Proposal(who="A. Analyst", at="2031-05-02T09:00:00Z", version=number)
    made = of_sheet(sheet(*rows, standard=on_), held(), NAMES, proposal)
    return Version(state(documents=ONE, cited=ONE_CITED), made)


def test_may_amount_to_then_met_now_is_said_of_the_crime_and_of_nothing_but_a_persons_verdict() -> None:
    made = difference(determined(1, row("met", "may_amount_to")), determined(2, row("met", "met")))
    (crime,) = made.crimes
    assert (crime.party_name, crime.category, crime.before, crime.after) == (
        "Orvania", "crimes_against_humanity", "may_amount_further_investigation", "met",
    )  # fmt: skip
    (move,) = made.moves
    assert (move.state, move.causes) == ("verdict_only", ())
    assert [(c.field, c.after) for c in move.changes] == [("verdict", "met")]


def test_another_standard_alone_is_a_move() -> None:
    made = difference(determined(1), determined(2, on_="beyond_reasonable_doubt"))
    assert {c.field for m in made.moves for c in m.changes} == {"standard"}
    assert (made.crimes[0].standard_before, made.crimes[0].standard_after) == (
        "reasonable_grounds_inquiry", "beyond_reasonable_doubt",
    )  # fmt: skip


def test_against_the_case_as_it_is_verdicts_are_not_compared() -> None:
    now = Version(state(documents=ONE, cited=ONE_CITED))
    made = difference(determined(1), now)
    assert (made.earlier, made.later, made.moves, made.crimes) == (1, 0, (), ())


def test_war_crimes_then_crimes_against_humanity_now() -> None:
    first, second = determined(1), determined(2)
    assert first.determination is not None
    (part,) = first.determination.parts
    as_war_crime = replace(
        first.determination, parts=(replace(part, crime="ICC-8-2-a-i", category="war crime"),)
    )
    made = difference(Version(first.snapshot, as_war_crime), second)
    assert {(c.category, c.before, c.after) for c in made.crimes} == {
        ("war_crimes", "met", None), ("crimes_against_humanity", None, "met"),
    }  # fmt: skip


def test_what_a_determination_rested_on_and_is_gone_is_named() -> None:
    made = difference(determined(1), Version(state((), ())))
    assert [d.document for d in made.rested_on] == ["doc-1"]


# --- explanations that were answered -------------------------------------------------------------------


def bearing(*records: str) -> tuple[Finding, ...]:
    other = replace(OTHER, bears_on=records)
    return tuple(replace(f, hypotheses=(other,)) for f in FINDINGS)


def answered(
    *records: str, texts: tuple[HeldDocument, ...] = ONE, told: tuple[Cited, ...] = ONE_CITED
) -> Version:
    """Version 1, over findings on whose other explanation these bear."""
    found = bearing(*records)
    blocks = held(found)
    filled = sheet(row(seen=blocks[0].seen))
    made = of_sheet(filled, blocks, NAMES, Proposal(who="A. Analyst", at="2031-05-02T09:00:00Z"))
    return Version(state(found, texts, told), made)


def now(*records: str, texts: tuple[HeldDocument, ...], told: tuple[Cited, ...]) -> Version:
    return Version(state(bearing(*records), texts, told))


BEARS = cited("sta-2", "2")


def test_what_is_found_of_an_explanation_after_it_was_answered_is_said_though_no_finding_moves() -> None:
    later = now("sta-2", texts=(*ONE, text("2")), told=(*ONE_CITED, BEARS))
    made = difference(answered(), later)
    assert made.moves == ()
    assert [(b.party, b.key, b.wording, b.records) for b in made.bearing] == [
        ("orvania", "other_party", "Someone else did it.", ("sta-2",))
    ]


def test_a_copy_of_what_bore_on_an_explanation_already_is_not_said() -> None:
    before = answered("sta-2", texts=(*ONE, text("2")), told=(*ONE_CITED, BEARS))
    texts = (*ONE, text("2"), text("copy", "ori-2"))
    later = now("sta-2", "sta-copy", texts=texts, told=(*ONE_CITED, BEARS, cited("sta-copy", "copy")))
    assert difference(before, later).bearing == ()
    third = now("sta-2", "sta-3", texts=(*texts, text("3")), told=(*ONE_CITED, BEARS, cited("sta-3", "3")))
    assert [b.records for b in difference(before, third).bearing] == [("sta-3",)]


def test_where_a_snapshot_of_before_cites_nothing_that_bears_its_origins_are_looked_up_in_the_later() -> None:
    before = answered("sta-2", texts=(*ONE, text("2")))
    texts = (*ONE, text("2"), text("copy", "ori-2"))
    later = now("sta-2", "sta-copy", texts=texts, told=(*ONE_CITED, BEARS, cited("sta-copy", "copy")))
    assert difference(before, later).bearing == ()


def test_of_an_explanation_that_was_not_answered_nothing_is_said() -> None:
    blocks = held(bearing())
    filled = sheet(
        row("not_met", "not_met", seen=blocks[0].seen, explanation=(ExplanationRow(key="other_party"),))
    )
    made = of_sheet(filled, blocks, NAMES, Proposal(who="A. Analyst", at="2031-05-02T09:00:00Z"))
    before = Version(state(documents=ONE, cited=ONE_CITED), made)
    later = now("sta-2", texts=(*ONE, text("2")), told=(*ONE_CITED, BEARS))
    assert difference(before, later).bearing == ()


# --- generated histories: what moves nothing -----------------------------------------------------------

KILLING = act(
    "a", "killing.shooting", victims=(victim(status_at_time="civilian"),), places=(place("XS"),), time=None
)
EVENT = {"time": on("2031-03-12"), "place": place("XS")}
NOISE = st.lists(st.sampled_from(["copy", "repost", "denial", "no_comment", "word"]), min_size=1, max_size=6)


def case(noise: list[str]) -> Snapshot:
    """One killing told once, and after it so many copies, reposts, bare denials, silences and words that judge."""
    acts: list[Act] = [KILLING]
    said: list[Statement] = []
    first: list[str] = ["a"]
    others: list[Origin] = []
    for n, kind in enumerate(noise):
        name = f"n{n}"
        if kind in ("copy", "repost"):
            acts.append(replace(KILLING, id=f"act-{name}", document=name))
            first.append(name)
            continue
        others.append(origin(name))
        acts.append(replace(KILLING, id=f"act-{name}", document=name, certainty="denied"))
        stances = {"denial": "denies", "no_comment": "declines", "word": "asserts"}
        words = ("widespread", "systematic", "crimes_against_humanity") if kind == "word" else ()
        said.append(statement(name, stances[kind], words=words))
    return taken(acts, said, (origin(*first), *others))


def taken(acts: list[Act], said: list[Statement], origins: tuple[Origin, ...]) -> Snapshot:
    event: Incident = replace(incident(*acts, **EVENT), id="inc-1")
    found = findings(law(), material([event], acts, said, origins), Settings())
    home = {m.document: o.id for o in origins for m in o.members}
    documents = [HeldDocument(document=d, source=f"src-{d}", origin=o, reading="r") for d, o in home.items()]
    told = [Cited(record=a.id, document=a.document, origins=(home[a.document],)) for a in acts]
    return snapshot(found, documents, told, decisions=(), law="l", rules="r")


@settings(deadline=None, max_examples=60)
@given(NOISE)
def test_copies_reposts_bare_denials_silence_and_words_that_judge_move_nothing(noise: list[str]) -> None:
    made = moved(case([]), case(noise))
    assert len(made.came) == len(noise)
    assert made.moves == ()


def test_a_second_telling_of_its_own_does_move_it() -> None:
    second = replace(KILLING, id="act-b", document="b")
    after = taken([KILLING, second], [], (origin("a"), origin("b")))
    made = moved(case([]), after)
    assert {c.record for m in made.moves for c in m.causes} == {"b"}
    assert any(c.field == "support" for m in made.moves for c in m.changes)


@pytest.mark.parametrize("reverse", [False, True])
def test_the_order_of_what_is_compared_never_matters(reverse: bool) -> None:
    before, after = case([]), case(["copy", "denial"])
    turned = replace(
        after, findings=after.findings[::-1], documents=after.documents[::-1], cited=after.cited[::-1]
    )
    assert moved(before, turned if reverse else after).moves == ()
