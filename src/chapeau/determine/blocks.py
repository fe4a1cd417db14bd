"""What is there to determine? Findings in blocks: one a party, provision, period and area, with all its elements."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from chapeau.ground.identity import digest_of
from chapeau.records import Finding, Hypothesis, Period, Provision

SEEN_DIGITS = 12
"""48 bits: enough to tell that a finding is not the one that was seen, and short enough for a line of a sheet."""

UNREAD = (
    "What it rests on was read by a machine alone. Needed: a person who accepts or corrects what was read."
)
UNREAD_IN_PART = "A part of what it rests on was read by a machine alone. Needed: a person who accepts or corrects what was read."


BlockKey = tuple[str, str, str, str, str]
"""Party, provision, the ends of the period, area."""


@dataclass(frozen=True, slots=True)
class Block:
    """One party, provision, period and area, with a finding for each element, in the statute's order."""

    party: str
    party_name: str
    provision: Provision
    period: Period
    area: str
    findings: tuple[Finding, ...]
    read_by_people: frozenset[str] = frozenset()
    """Of the tellings it rests on, those that a person accepted or corrected, or of whose origin one that tells the same."""
    origins: Mapping[str, tuple[str, ...]] = field(default_factory=dict, hash=False)
    """The origins of the records that bear on its other explanations."""

    @property
    def key(self) -> BlockKey:
        """What tells it from every other block."""
        return self.party, self.provision.id, *self.period.ends, self.area

    @property
    def when(self) -> Period:
        """The days to print."""
        return self.findings[0].when

    @property
    def seen(self) -> str:
        """Changes when a field of one of its findings, or an origin behind or against it, or one that bears on another
        explanation, does."""
        return "v" + digest_of(*(part for f in self.findings for part in self._weighed(f)))[:SEEN_DIGITS]

    @property
    def to_decide(self) -> bool:
        """Whether anything stands behind the crime itself or raises a question.

        Behind it: an element of its own is alleged; the attack or conflict around it is told of for other crimes too.
        A question: something speaks against it, bears on another explanation, or was set by people.
        """
        around = {e.id for e in self.provision.elements if e.kind == "contextual"}
        told = any(f.alleged == "yes" for f in self.findings if f.element not in around)
        asked = any(f.against != "none" or f.contested or f.set_by_people for f in self.findings)
        return told or asked or any(h.bears_on for h in self.hypotheses)

    @property
    def hypotheses(self) -> tuple[Hypothesis, ...]:
        """Its findings' other explanations, each once, with all that bears on one for any of them."""
        known: dict[str, Hypothesis] = {}
        for h in (h for f in self.findings for h in f.hypotheses):
            other = known.get(h.key, h)
            bears = tuple(sorted({*h.bears_on, *other.bears_on}))
            known[h.key] = replace(h, bears_on=bears, looked_in=max(h.looked_in, other.looked_in))
        return tuple(known.values())

    @property
    def gaps(self) -> tuple[str, ...]:
        """Its findings' gaps, each once; and how much of what they rest on no person has read."""
        return (*dict.fromkeys(gap for f in self.findings for gap in f.gaps), *self._unread)

    @property
    def tellings(self) -> frozenset[str]:
        """The acts that it rests on, for and against."""
        return frozenset(act for f in self.findings for act in (*f.acts_for, *f.acts_against))

    def _weighed(self, finding: Finding) -> tuple[str, ...]:
        """What of a finding a person weighs; copies and what is only shown beside are not in it."""
        return (
            finding.id,
            finding.alleged,
            finding.support,
            finding.against,
            *((finding.contested,) if finding.contested else ()),
            str(finding.fragility),
            *finding.gaps,
            "for",
            *finding.origins_for,
            "against",
            *finding.origins_against,
            "explanations",
            *(part for h in finding.hypotheses for part in (h.key, *self._bearing(h))),
        )

    def _bearing(self, other: Hypothesis) -> tuple[str, ...]:
        """That something bears on another explanation, and the origins of it; nothing where nothing does."""
        if not other.bears_on:
            return ()
        return "found", *sorted({o for record in other.bears_on for o in self.origins.get(record, ())})

    @property
    def _unread(self) -> tuple[str, ...]:
        if self.tellings <= self.read_by_people:
            return ()
        return (UNREAD if self.tellings.isdisjoint(self.read_by_people) else UNREAD_IN_PART,)

    @property
    def told(self) -> str:
        """The block in a line: '7(1)(a) Murder ..., Orvania, 2031-03-01 to 2031-03-31, XS'."""
        cited = self.provision.citation.rpartition("art. ")[2]
        return f"{cited} {self.provision.title}, {self.party_name}, {days_in_words(self.when)}, {self.area}"


def blocks(
    findings: Iterable[Finding],
    provisions: Iterable[Provision],
    names: Mapping[str, str],
    read_by_people: frozenset[str] = frozenset(),
    origins: Mapping[str, tuple[str, ...]] | None = None,
) -> tuple[Block, ...]:
    """The blocks of these findings: by party's name (unattributed last), statute's order, period and area.

    `origins` are those of the records that bear on other explanations.
    `read_by_people` are the acts that a person accepted or corrected, and those that tell the same from the same origins.
    """
    known = {p.id: p for p in provisions}
    order = {p: i for i, p in enumerate(known)}
    gathered: defaultdict[BlockKey, list[Finding]] = defaultdict(list)
    for f in findings:
        if f.provision in known:
            gathered[f.party, f.provision, *f.period.ends, f.area].append(f)
    told = origins or {}
    made = [_block(known[key[1]], names, found, read_by_people, told) for key, found in gathered.items()]
    return tuple(
        sorted(
            made,
            key=lambda b: (
                b.party == "unattributed",
                b.party_name,
                order[b.provision.id],
                b.when.low or "9999",
                b.when.high or "9999",
                b.key,
            ),
        )
    )


def days_in_words(period: Period) -> str:
    """'2031-03-01 to 2031-03-31', or that no day is told."""
    return " to ".join(day for day in (period.low, period.high) if day) or "date not told"


def _block(
    provision: Provision,
    names: Mapping[str, str],
    found: list[Finding],
    read_by_people: frozenset[str],
    origins: Mapping[str, tuple[str, ...]],
) -> Block:
    place = {element.id: i for i, element in enumerate(provision.elements)}
    first = found[0]
    name = "nobody named" if first.party == "unattributed" else names.get(first.party, first.party)
    ordered = sorted(found, key=lambda f: (place.get(f.element, len(place)), f.id))
    made = Block(first.party, name, provision, first.period, first.area, tuple(ordered))
    bearing = {r: origins[r] for h in made.hypotheses for r in h.bears_on if r in origins}
    return replace(made, read_by_people=made.tellings & read_by_people, origins=bearing)
