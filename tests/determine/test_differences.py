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
from chapeau.determine.sheet import FindingRow
from chapeau.determine.snapshots import snapshot
from chapeau.ground.settings import Settings
from chapeau.records import (
    Act,
    Cited,
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
from tests.determine.literal import FINDINGS, MARCH, NAMES, OF_ALL_DAYS, held, row, sheet


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


def moved(before: Snapshot, after: Snapshot) -> Difference:
    return difference(Version(before), Version(after))


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


def test_a_decision_is_named_where_no_text_came_or_went() -> None:
    decided = replace(FINDINGS[0], support="independent")
    after = state((decided, FINDINGS[1]), ONE, ONE_CITED, decisions=("dec-1",))
    (move,) = moved(state(documents=ONE, cited=ONE_CITED), after).moves
    assert [(c.kind, c.record) for c in move.causes] == [("decision", "dec-1")]


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
