"""The sheet: what the case says in comments, what people say in fields, out and in again without loss."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chapeau.determine.propose import Proposal, of_sheet
from chapeau.determine.sheet import DissentRow, ReplyRow, Sheet, read_sheet, with_ids
from chapeau.determine.write_sheet import Asked, write_sheet
from chapeau.errors import DataInvalid, DeterminationRefused
from chapeau.records import Finding, Hypothesis, KnownBy, RightOfReply
from tests.determine.literal import FINDINGS, GAP, MARCH, NAMES, OF_ALL_DAYS, OTHER, finding, held, row, sheet


def asked(**more: object) -> Asked:
    first = Asked(
        case="Between two rivers", version=1, blocks=held(), replies=(RightOfReply(party="orvania", state="not_asked"),),
        wanted=2, names=NAMES, told_by={"ori-1": "01-market.txt"}, alone=frozenset(NAMES.values()),
    )  # fmt: skip
    return replace(first, **more)  # type: ignore[arg-type]


def written(by: Asked, carried: Sheet | None = None) -> str:
    return "".join(write_sheet(by, carried).lines)


def read(text: str) -> Sheet:
    """The sheet as it is taken back: parties by their ids."""
    return with_ids(read_sheet(text, name="s.toml"), NAMES)


def comments(text: str) -> str:
    """All that the sheet says in comments, unbroken."""
    return " ".join(
        " ".join(line.lstrip(" #") for line in text.splitlines() if line.lstrip().startswith("#")).split()
    )


def test_an_empty_sheet_decides_nothing_and_asks_for_everything() -> None:
    made = read(written(asked()))
    (block,) = made.finding
    assert not block.filled
    assert [e.element for e in block.element] == ["ICC-7-1-a/1", "ICC-7-1-a/2"]
    assert [(e.key, e.answer) for e in block.explanation] == [("other_party", "")]
    assert [(g.gap, g.acknowledged) for g in block.gap] == [(GAP, False)]
    assert [(r.party, r.state) for r in made.reply] == [("orvania", "not_asked")]
    assert (made.standard, made.signers) == ("", ())


def test_what_the_case_says_stands_above_each_element() -> None:
    text = comments(written(asked()))
    assert "1. Element number 1. (art. 7(1)(a), element 1) Only a person may say: whether it is so." in text
    assert "support: one origin, 01-market.txt" in text
    assert "Other explanation: Someone else did it. It would predict: Tellings that name another." in text


def test_who_objects_to_a_count_that_stands_is_named_as_who_denies_would_be() -> None:
    words = "1 incident is contested; 2 stand uncontested."
    counted = finding(1, contested=words, acts_against=("act-9",), origins_against=("ori-1",))
    text = comments(written(asked(blocks=held((counted, finding(2))))))
    assert f"Against: {words} In 1 telling, 01-market.txt." in text


def test_how_tellers_know_what_was_looked_for_and_a_bound_stand_there_as_what_they_are() -> None:
    looked = Hypothesis(
        key="other_party", wording="Someone else did it.", predicts="Others named.",
        looked_for=("tellings that name another party",), looked_in=3, bears_on=("act-9",),
    )  # fmt: skip
    known = KnownBy(basis="saw", acts=("act-1", "act-2"))
    told = replace(
        FINDINGS[0],
        known_by=(known,),
        admissions=("sta-1",),
        retractions=("sta-2", "sta-3"),
        hypotheses=(looked,),
    )
    text = comments(written(asked(blocks=held((told, replace(FINDINGS[1], hypotheses=(looked,)))))))
    assert "Known by: saw (2)." in text
    assert "Admitted in 1 statement. Taken back in 2 statements." in text
    assert "looked for tellings that name another party. Looked in 3 documents: 1 record found." in text
    assert "a field changes if 1 origin falls away." in text
    bound = replace(told, fragility=4, rules=("fragility.at_least",))
    assert "a field changes if at least 4 origins fall away." in comments(
        written(asked(blocks=held((bound,))))
    )


def test_what_was_filled_in_is_carried_over_whole() -> None:
    filled = sheet(
        row(modes=("25(3)(a)",), verdict="insufficient_information", reasons="Too little."),
        dissent=(DissentRow(who="B. Second", words="No."),),
        reply=(ReplyRow(party="orvania", state="answered", answer='It said "no".'),),
    )
    back = read(written(asked(), filled))
    assert back == replace(filled, case="Between two rivers", version=1)


def test_a_block_that_moved_keeps_its_reasons_and_asks_for_the_verdicts_anew() -> None:
    moved = held((FINDINGS[0], replace(FINDINGS[1], against="denied", origins_against=("ori-2",))))
    text = written(asked(blocks=moved), sheet())
    (block,) = read(text).finding
    assert not block.filled
    assert [e.reasons for e in block.element] == ["Seen by two.", "As reasoned."]
    assert "MOVED since" in text
    assert "Verdict before it moved: met" in text


def test_a_copy_or_what_is_only_shown_beside_is_no_move() -> None:
    copied = (replace(FINDINGS[0], acts_for=("act-1", "act-copy"), shown_beside=("sta-denial",)), FINDINGS[1])
    assert held(copied)[0].seen == held()[0].seen


@pytest.mark.parametrize(
    "field", ["alleged", "support", "against", "contested", "fragility", "gaps", "origins_for"]
)
def test_whatever_people_weigh_is_a_move(field: str) -> None:
    values = {
        "alleged": "no", "support": "independent", "against": "contradicted", "fragility": 2, "gaps": ("Another.",),
        "origins_for": ("ori-1", "ori-2"), "contested": "1 incident is contested; 2 stand uncontested.",
    }  # fmt: skip
    moved = (replace(FINDINGS[0], **{field: values[field]}), FINDINGS[1])  # type: ignore[arg-type]
    assert held(moved)[0].seen != held()[0].seen


@given(st.text(st.characters(exclude_categories=["Cs"])), st.text(st.characters(exclude_categories=["Cs"])))
def test_no_words_of_a_case_or_a_person_can_leave_their_place(told: str, said: str) -> None:
    other = Hypothesis(key="k", wording=told, predicts=told)
    strange = held(tuple(replace(f, hypotheses=(other,), gaps=(told,)) for f in FINDINGS))
    named = {"orvania": told}
    text = written(asked(blocks=strange, names=named, alone=frozenset({told})), sheet(row(reasons=said)))
    back = with_ids(read_sheet(text, name="s.toml"), named)
    assert [b.party for b in back.finding] == ["orvania"]
    assert [b.reasons for b in back.finding] == [said]
    assert [g.gap for b in back.finding for g in b.gap] == [told]


def test_a_misspelt_field_is_refused_and_named() -> None:
    with pytest.raises(
        DataInvalid, match=r"finding\[1\]\.element\[2\]\.reason$|finding\[1\]\.element\[2\]\.reason\."
    ):
        read_sheet(
            written(asked(), sheet()).replace('reasons = "As reasoned."', 'reason = "As"'), name="s.toml"
        )


def test_what_is_no_toml_is_refused_with_the_files_name() -> None:
    with pytest.raises(DataInvalid, match=r"notes\.txt"):
        read_sheet("verdict: met", name="notes.txt")


def test_a_party_can_be_named_by_its_name_unless_two_bear_it() -> None:
    named = sheet(row(party="Orvania"))
    assert with_ids(named, NAMES).finding[0].party == "orvania"
    assert with_ids(named, {"one": "Orvania", "two": "Orvania"}).finding[0].party == "Orvania"


# --- short enough to be filled gladly ------------------------------------------------------------------

UNTOLD = {
    "alleged": "no",
    "support": "none",
    "acts_for": (),
    "origins_for": (),
    "fragility": None,
    "hypotheses": (),
}


def untold(number: int, party: str = "ridge-guard", **more: object) -> Finding:
    return finding(number, party, **(UNTOLD | more))


NOTHING = (untold(1), untold(2))


def test_a_party_is_called_by_its_name_with_its_id_beside_it_and_by_its_id_where_two_bear_the_name() -> None:
    assert 'party = "Orvania"  # orvania\n' in written(asked())
    assert 'party = "orvania"  # Orvania\n' in written(asked(alone=frozenset()))


def test_what_has_neither_support_nor_question_stands_in_one_line_at_the_end_and_can_be_opened() -> None:
    blocks = held((*NOTHING, *FINDINGS))
    made = write_sheet(asked(blocks=blocks))
    assert (made.whole, made.folded) == (1, 1)
    assert made.lines[-1] == "#   7(1)(a) Murder, Ridge Guard, 2031-03-01 to 2031-03-31, XS\n"
    assert [row.party for row in read("".join(made.lines)).finding] == ["orvania"]
    opened = write_sheet(asked(blocks=blocks, opened=frozenset({"ICC-7-1-a"})))
    assert (opened.whole, opened.folded) == (2, 0)


@pytest.mark.parametrize(
    "more",
    [
        {"alleged": "yes", "support": "one_origin"},
        {"against": "denied"},
        {"contested": "1 incident is contested; 2 stand uncontested."},
        {"set_by_people": ("Opened by A. Analyst.",)},
        {"hypotheses": (replace(OTHER, bears_on=("act-9",)),)},
    ],
)
def test_support_for_the_crime_itself_or_any_question_keeps_a_block_whole(more: dict[str, object]) -> None:
    assert write_sheet(asked(blocks=held((untold(1, **more), untold(2))))).folded == 0


def test_support_for_the_attack_around_it_alone_makes_no_crime_to_decide() -> None:
    around = untold(2, alleged="yes", support="one_origin")
    assert write_sheet(asked(blocks=held((untold(1), around)))).folded == 1


def test_what_people_have_said_in_a_block_is_never_folded_away() -> None:
    said = row("", "", party="ridge-guard", seen="", explanation=(), gap=(), reasons="Looked at, and open.")
    made = write_sheet(asked(blocks=held(NOTHING)), sheet(said))
    assert (made.whole, made.folded) == (1, 0)
    assert read("".join(made.lines)).finding[0].reasons == "Looked at, and open."


def test_the_head_says_how_long_the_sheet_is_what_is_in_it_and_how_to_narrow_it() -> None:
    made = write_sheet(asked(blocks=held((*FINDINGS, *NOTHING))))
    text = "".join(made.lines)
    lines = text.count("\n")
    head = comments(text)
    assert f"{lines} lines: 1 block to decide; 1 more in a line each at the end." in head
    assert 'chapeau determine CASE --sheet FILE --party "Orvania" --provision "7(1)(a)"' in head
    assert "Orvania (orvania): 7(1)(a) Murder." in head


def test_what_the_law_says_and_an_explanation_predicts_stands_where_it_first_comes_up() -> None:
    two = held((*FINDINGS, finding(1, "ridge-guard"), finding(2, "ridge-guard")))
    text = comments(written(asked(blocks=two)))
    assert text.count("1. Element number 1.") == 2
    assert text.count("1. Element number 1. (art. 7(1)(a), element 1)") == 1
    assert text.count("Other explanation: Someone else did it.") == 2
    assert text.count("It would predict:") == 1


# --- sheets of the version before ----------------------------------------------------------------------


def test_a_sheet_of_the_version_before_is_taken_as_it_was() -> None:
    before = (Path(__file__).parent / "sheet-of-the-version-before.toml").read_text("utf-8")
    proposal = Proposal(who="A. Analyst", at="2031-05-02T09:00:00Z")
    old, new = (
        of_sheet(read(text), held(), NAMES, proposal) for text in (before, written(asked(), read(before)))
    )
    assert [part.verdict.value for part in old.parts] == ["met"]
    assert old == new


def test_what_a_sheet_said_of_the_days_told_then_is_carried_to_all_days_and_its_verdicts_given_anew() -> None:
    text = written(asked(blocks=held(OF_ALL_DAYS)), sheet())
    (block,) = read(text).finding
    assert (block.low, block.high, block.filled) == ("open", "open", False)
    assert [e.reasons for e in block.element] == ["Seen by two.", "As reasoned."]
    assert "MOVED since" in text
    with pytest.raises(DeterminationRefused, match="have moved since"):
        of_sheet(sheet(), held(OF_ALL_DAYS), NAMES, Proposal(who="A. Analyst", at="2031-05-02T09:00:00Z"))


def test_a_block_written_without_days_is_meant_of_all() -> None:
    filled = sheet(row(low="", high="", seen=held(OF_ALL_DAYS)[0].seen))
    made = of_sheet(filled, held(OF_ALL_DAYS), NAMES, Proposal(who="A. Analyst", at="2031-05-02T09:00:00Z"))
    assert [(part.verdict.value, part.when) for part in made.parts] == [("met", MARCH)]


def test_blocks_of_two_periods_that_are_no_more_are_not_taken_for_one_of_all_days() -> None:
    april = row(low="2031-04-01", high="2031-04-30")
    text = written(asked(blocks=held(OF_ALL_DAYS)), sheet(row(), april))
    assert [e.reasons for block in read(text).finding for e in block.element] == ["", ""]
