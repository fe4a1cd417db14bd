"""Which signatures make a determination of a proposal?"""

from __future__ import annotations

from dataclasses import replace

from chapeau.determine.propose import Proposal, of_sheet
from chapeau.determine.signing import Key, key_of, sign
from chapeau.pipeline.versions import why_not, with_signatures
from chapeau.records import Determination
from tests.determine.literal import NAMES, held, sheet

AT = "2031-05-02T09:00:00Z"
ANALYST, STRANGER = key_of(bytes(range(32)), "A. Analyst"), key_of(bytes(range(1, 33)), "C. Stranger")


def proposed() -> Determination:
    return of_sheet(sheet(), held(), NAMES, Proposal(who="A. Analyst", at=AT))


def test_all_who_are_named_make_it_a_determination() -> None:
    assert with_signatures(proposed(), [sign(proposed(), ANALYST, AT)]).state == "determined"


def test_whoever_is_not_named_signs_nothing_however_well_the_signature_holds() -> None:
    strange = sign(proposed(), STRANGER, AT)
    assert "not among those who are to sign" in (why_not(strange, proposed()) or "")
    made = with_signatures(proposed(), [sign(proposed(), ANALYST, AT), strange])
    assert [s.signer for s in made.signatures] == ["A. Analyst"]


def by_two() -> Determination:
    return of_sheet(
        sheet(signers=("A. Analyst", "B. Second")), held(), NAMES, Proposal(who="A. Analyst", at=AT, wanted=2)
    )


def test_one_key_under_two_names_is_one_person() -> None:
    signatures = [sign(by_two(), ANALYST, AT), sign(by_two(), Key("B. Second", ANALYST.private), AT)]
    made = with_signatures(by_two(), signatures)
    assert (made.state, len(made.signatures)) == ("proposed", 1)


def test_a_signature_over_content_that_does_not_bear_its_id_does_not_count() -> None:
    other = replace(proposed(), id="det-of-something-else")
    assert why_not(sign(other, ANALYST, AT), other) == "the determination does not bear the id of its content"
