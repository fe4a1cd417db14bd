"""The working draft: unsigned, and the same whatever the order."""

from __future__ import annotations

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from chapeau.determine.draft import draft
from chapeau.records import Finding, Period, RightOfReply

FINDINGS = st.lists(
    st.builds(
        lambda n, party: Finding(
            id=f"fin-{n}", party=party, provision="p", element="p/1", period=Period(), area="XO",
            alleged="no", support="none", against="none",
        ),
        st.integers(0, 20),
        st.sampled_from(["orvania", "teluria", "unattributed"]),
    ),
    unique_by=lambda finding: finding.id,
)  # fmt: skip
REPLIES = st.lists(
    st.builds(
        lambda party, state, reason: RightOfReply(party=party, state=state, reason=reason),
        st.sampled_from(["orvania", "teluria"]),
        st.sampled_from(["not_asked", "asked", "answered", "withheld"]),
        st.sampled_from([None, "a risk to witnesses"]),
    )
)


@settings(deadline=None, max_examples=100)
@given(FINDINGS, REPLIES)
def test_a_draft_is_unsigned_and_determines_nothing(
    findings: list[Finding], replies: list[RightOfReply]
) -> None:
    made = draft(findings, replies)
    assert made.state == "working_draft"
    assert (made.standard, made.signers, made.dissents, made.replaces) == (None, (), (), None)
    assert made.findings == tuple(sorted(f.id for f in findings))


@settings(deadline=None, max_examples=100)
@given(FINDINGS, REPLIES, st.randoms(use_true_random=False))
def test_order_never_matters(findings: list[Finding], replies: list[RightOfReply], random: Any) -> None:
    straight = draft(findings, replies)
    random.shuffle(findings)
    random.shuffle(replies)
    assert draft(findings, replies) == straight


@settings(deadline=None, max_examples=100)
@given(FINDINGS)
def test_every_named_party_has_its_right_of_reply_on_record(findings: list[Finding]) -> None:
    parties = {f.party for f in findings} - {"unattributed"}
    assert [(r.party, r.state) for r in draft(findings).replies] == [
        (p, "not_asked") for p in sorted(parties)
    ]


def test_of_several_replies_the_furthest_stands() -> None:
    asked = RightOfReply(party="orvania", state="asked")
    answered = RightOfReply(party="orvania", state="answered", answer="It was not us.")
    assert draft((), (answered, asked)).replies == (answered,)
