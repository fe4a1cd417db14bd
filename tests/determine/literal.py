"""Literal findings of an invented case, and a sheet that decides them, for tests of determining."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from chapeau.determine.blocks import Block, blocks
from chapeau.determine.sheet import ElementRow, ExplanationRow, FindingRow, GapRow, ReplyRow, Sheet
from chapeau.records import Element, Finding, Hypothesis, Period, Provision

NAMES = {"orvania": "Orvania", "ridge-guard": "Ridge Guard"}
GAP = "One origin only. Needed: a second."
OTHER = Hypothesis(key="other_party", wording="Someone else did it.", predicts="Tellings that name another.")
MARCH = Period(low="2031-03-01", high="2031-03-31")


def _element(number: int, kind: Any) -> Element:
    return Element(
        id=f"ICC-7-1-a/{number}", citation=f"art. 7(1)(a), element {number}", kind=kind, wording=f"Element number {number}.",
        machine="nothing", person="whether it is so", alleged_when="never",
    )  # fmt: skip


MURDER = Provision(
    id="ICC-7-1-a", body="Rome Statute", citation="ICC Elements of Crimes, art. 7(1)(a)", title="Murder", conflict="any",
    acts=("killing",), elements=(_element(1, "material"), _element(2, "contextual")),
)  # fmt: skip


def finding(number: int, party: str = "orvania", **more: Any) -> Finding:
    """A finding on one element of murder."""
    fields: dict[str, Any] = {
        "alleged": "yes", "support": "one_origin", "against": "none", "acts_for": (f"act-{party}",), "origins_for": ("ori-1",),
        "fragility": 1, "gaps": (GAP,), "hypotheses": (OTHER,),
    }  # fmt: skip
    return Finding(
        id=f"fin-{party}-{number}", party=party, provision="ICC-7-1-a", element=f"ICC-7-1-a/{number}", period=MARCH, area="XS",
        **(fields | more),
    )  # fmt: skip


FINDINGS = (finding(1), finding(2))
OF_ALL_DAYS = tuple(
    replace(f, id=f"{f.id}-all", period=Period(precision="range"), span=MARCH) for f in FINDINGS
)
"""The same findings asked of all days, of which days in March are told."""


def held(
    findings: tuple[Finding, ...] = FINDINGS,
    read: frozenset[str] = frozenset({"act-orvania", "act-ridge-guard"}),
) -> tuple[Block, ...]:
    """The blocks of these findings, of which people read what they rest on, or `read` alone."""
    return blocks(findings, (MURDER,), NAMES, read)


def row(first: str = "met", second: str = "met", **more: Any) -> FindingRow:
    """A block decided, with nothing left open."""
    fields: dict[str, Any] = {
        "element": (
            ElementRow(element="ICC-7-1-a/1", verdict=first, reasons="Seen by two."),
            ElementRow(element="ICC-7-1-a/2", verdict=second, reasons="As reasoned."),
        ),
        "explanation": (ExplanationRow(key="other_party", answer="Searched; nobody else was there."),),
        "gap": (GapRow(gap=GAP, acknowledged=True),),
    }
    made = FindingRow(
        party="orvania",
        provision="ICC-7-1-a",
        area="XS",
        low="2031-03-01",
        high="2031-03-31",
        seen=held()[0].seen,
    )
    return replace(made, **(fields | more))


def sheet(*rows: FindingRow, **more: Any) -> Sheet:
    """A sheet that could be signed by one person."""
    fields: dict[str, Any] = {
        "standard": "reasonable_grounds_inquiry", "signers": ("A. Analyst",), "reply": (ReplyRow(party="orvania", state="asked"),),
    }  # fmt: skip
    return Sheet(finding=rows or (row(),), **(fields | more))
