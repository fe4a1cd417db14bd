"""What do we have before anyone has determined anything? A working draft, unsigned.

Signatures, dissents and a standard of proof come from named people: until then they are empty, and
the draft says so.
"""

from __future__ import annotations

from collections.abc import Iterable

from chapeau.ground.identity import record_id
from chapeau.records import Determination, Finding, RightOfReply


def draft(findings: Iterable[Finding], replies: Iterable[RightOfReply] = ()) -> Determination:
    """The working draft over these findings: no standard, no signers, every party's right of reply.

    A party with findings and no reply on record is `not_asked`. The order of either input is of no
    account.
    """
    made = sorted(findings, key=lambda finding: finding.id)
    ids = tuple(finding.id for finding in made)
    given = {reply.party: reply for reply in sorted(replies, key=_reply_order)}
    named = {finding.party for finding in made} - {"unattributed"}
    missing = {party: RightOfReply(party=party, state="not_asked") for party in named}
    return Determination(
        id=record_id("det", "working_draft", *ids),
        state="working_draft",
        findings=ids,
        replies=tuple(reply for _, reply in sorted((missing | given).items())),
    )


def _reply_order(reply: RightOfReply) -> tuple[int, str, str]:
    """Later states outrank earlier ones, so that of several replies of one party the furthest stands."""
    states = ("not_asked", "withheld", "asked", "answered")
    return states.index(reply.state), reply.reason or "", reply.answer or ""
