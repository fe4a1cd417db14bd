"""The sheet: what the case says in comments, what people say in fields, out and in again without loss."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chapeau.determine.sheet import Asked, DissentRow, ReplyRow, Sheet, read_sheet, with_ids, write_sheet
from chapeau.errors import DataInvalid
from chapeau.records import Hypothesis, KnownBy, RightOfReply
from tests.determine.literal import FINDINGS, GAP, NAMES, held, row, sheet


def asked(**more: object) -> Asked:
    first = Asked(
        case="Between two rivers", version=1, blocks=held(), replies=(RightOfReply(party="orvania", state="not_asked"),),
        wanted=2, names=NAMES, told_by={"ori-1": "01-market.txt"},
    )  # fmt: skip
    return replace(first, **more)  # type: ignore[arg-type]


def written(by: Asked, carried: Sheet | None = None) -> str:
    return "".join(write_sheet(by, carried))


def test_an_empty_sheet_decides_nothing_and_asks_for_everything() -> None:
    made = read_sheet(written(asked()), name="s.toml")
    (block,) = made.finding
    assert not block.filled
    assert [e.element for e in block.element] == ["ICC-7-1-a/1", "ICC-7-1-a/2"]
    assert [(e.key, e.answer) for e in block.explanation] == [("other_party", "")]
    assert [(g.gap, g.acknowledged) for g in block.gap] == [(GAP, False)]
    assert [(r.party, r.state) for r in made.reply] == [("orvania", "not_asked")]
    assert (made.standard, made.signers) == ("", ())


def test_what_the_case_says_stands_above_each_element() -> None:
    text = written(asked())
    assert "# 1. Element number 1. (art. 7(1)(a), element 1)" in text
    assert "support: one origin, 01-market.txt" in text
    assert "# Only a person may say: whether it is so" in text
    assert "Other explanation: Someone else did it." in text


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
    text = " ".join(
        written(asked(blocks=held((told, replace(FINDINGS[1], hypotheses=(looked,))))))
        .replace("#", "")
        .split()
    )
    assert "Known by: saw (2)." in text
    assert "Admitted in 1 statement. Taken back in 2 statements." in text
    assert "looked in 3 documents for tellings that name another party: 1 record found." in text
    assert "a field changes if 1 origin falls away." in text
    bound = replace(told, fragility=4, rules=("fragility.at_least",))
    assert "a field changes if at least 4 origins fall away." in " ".join(
        written(asked(blocks=held((bound,)))).replace("#", "").split()
    )


def test_what_was_filled_in_is_carried_over_whole() -> None:
    filled = sheet(
        row(modes=("25(3)(a)",), verdict="insufficient_information", reasons="Too little."),
        dissent=(DissentRow(who="B. Second", words="No."),),
        reply=(ReplyRow(party="orvania", state="answered", answer='It said "no".'),),
    )
    back = read_sheet(written(asked(), filled), name="s.toml")
    assert back == replace(filled, case="Between two rivers", version=1)


def test_a_block_that_moved_keeps_its_reasons_and_asks_for_the_verdicts_anew() -> None:
    moved = held((FINDINGS[0], replace(FINDINGS[1], against="denied", origins_against=("ori-2",))))
    text = written(asked(blocks=moved), sheet())
    (block,) = read_sheet(text, name="s.toml").finding
    assert not block.filled
    assert [e.reasons for e in block.element] == ["Seen by two.", "As reasoned."]
    assert "MOVED since" in text
    assert "Verdict before it moved: met" in text


def test_a_copy_or_what_is_only_shown_beside_is_no_move() -> None:
    copied = (replace(FINDINGS[0], acts_for=("act-1", "act-copy"), shown_beside=("sta-denial",)), FINDINGS[1])
    assert held(copied)[0].seen == held()[0].seen


@pytest.mark.parametrize("field", ["alleged", "support", "against", "fragility", "gaps", "origins_for"])
def test_whatever_people_weigh_is_a_move(field: str) -> None:
    values = {
        "alleged": "no", "support": "independent", "against": "contradicted", "fragility": 2, "gaps": ("Another.",),
        "origins_for": ("ori-1", "ori-2"),
    }  # fmt: skip
    moved = (replace(FINDINGS[0], **{field: values[field]}), FINDINGS[1])  # type: ignore[arg-type]
    assert held(moved)[0].seen != held()[0].seen


@given(st.text(st.characters(exclude_categories=["Cs"])), st.text(st.characters(exclude_categories=["Cs"])))
def test_no_words_of_a_case_or_a_person_can_leave_their_place(told: str, said: str) -> None:
    other = Hypothesis(key="k", wording=told, predicts=told)
    strange = held(tuple(replace(f, hypotheses=(other,), gaps=(told,)) for f in FINDINGS))
    back = read_sheet(written(asked(blocks=strange), sheet(row(reasons=said))), name="s.toml")
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
