"""What did people determine, who signed it, and what has moved? The determined part of the front page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from chapeau.dossier.addresses import Addresses
from chapeau.dossier.catalogue import Catalogue
from chapeau.dossier.determined_words import (
    bears_more_in_words,
    cause_in_words,
    change_in_words,
    crime_move_in_words,
    is_whole,
    move_in_words,
    moves_by_block,
    standard_in_words,
    verdict_in_words,
    versions_in_words,
)
from chapeau.dossier.figures import Figure, counted_words
from chapeau.dossier.modes import BearingOnModes, ModeContext
from chapeau.dossier.view import CaseView
from chapeau.dossier.words import asked_of, day_words, say, short_citation
from chapeau.ground.identity import record_id
from chapeau.records import (
    Cause,
    Determination,
    DeterminedPart,
    Difference,
    Dissent,
    Element,
    Finding,
    FindingMove,
    Signature,
)


@dataclass(frozen=True, slots=True)
class ElementLine:
    """One element as it was decided: its words, what the texts gave for it then, verdict and reasons."""

    number: int
    wording: str
    citation: str
    support: str
    against: str
    verdict: str
    value: str
    reasons: str


@dataclass(frozen=True, slots=True)
class PartContext:
    """One determined part; `href` leads to the finding as it is now, `moved` says that it has moved since."""

    part: DeterminedPart
    anchor: str
    href: str
    crime: str
    cited: str
    mark: str
    when: str
    where: str
    verdict: str
    standard: str
    stricter: str
    modes: tuple[ModeContext, ...]
    elements: tuple[ElementLine, ...]
    moved: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class BlockContext:
    """What moved of one party, provision, period and area: in a line where it is new or gone whole."""

    head: str
    whole: str
    moves: tuple[tuple[str, str, tuple[str, ...]], ...]
    causes: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, slots=True)
class DifferenceContext:
    """What moved between two versions: in one word, of what was determined, and of the rest."""

    id: str
    words: str
    now: bool
    crimes: tuple[str, ...]
    law: tuple[str, ...]
    came: int
    went: int
    texts: tuple[str, ...]
    determined: tuple[BlockContext, ...]
    others: tuple[BlockContext, ...]
    withdrawn: tuple[tuple[str, str], ...]
    bearing: tuple[tuple[str, Figure], ...]


@dataclass(frozen=True, slots=True)
class DeterminedContext:
    """The latest determination, those before it, those that wait for signatures, and what moved."""

    made: Determination | None
    day: str
    standard: str
    parts: tuple[PartContext, ...]
    signatures: tuple[Signature, ...]
    dissents: tuple[Dissent, ...]
    replies: tuple[tuple[str, str, str, str], ...]
    earlier: tuple[tuple[str, str, str], ...]
    waiting: tuple[tuple[str, str], ...]
    differences: tuple[DifferenceContext, ...]


def since(view: CaseView) -> Difference | None:
    """What moved since the latest determination, where something did."""
    return next((made for made in view.differences() if made.later == 0), None)


def notice_state(view: CaseView) -> str:
    """Which notice stands at the head: working draft, determined, or determined and moved since."""
    state = view.determination.state
    moved = since(view)
    return "moved" if state == "determined" and moved is not None and moved.moves else state


def group_of(part: DeterminedPart) -> str:
    """The key of the findings' group that a part is of."""
    return record_id("grp", part.party, part.crime, *part.period.ends, part.area)


def verdicts_by_group(view: CaseView) -> dict[str, str]:
    """For each group that was determined its verdict in words; where it moved since, that it did."""
    made = view.determination
    if made.state != "determined":
        return {}
    moved = {move.finding for move in (since(view) or Difference(id="", earlier=0, later=0)).moves}
    words = {}
    for part in made.parts:
        given = verdict_in_words(part.verdict.value)
        if any(f.id in moved for f in part.findings):
            given = f"{given} (as signed; moved since)"
        words[group_of(part)] = given
    return words


def determined_context(
    view: CaseView, facts: Catalogue, at: Addresses, groups: Iterable[str]
) -> DeterminedContext | None:
    """The determined part of the front page; None where nothing was proposed yet."""
    versions = tuple(view.determinations())
    if not versions:
        return None
    made = view.determination if view.determination.state == "determined" else None
    elements = {e.id: e for p in view.provisions() for e in p.elements}
    named = _Named(view, facts, at, elements, frozenset(groups))
    return DeterminedContext(
        made=made,
        day=day_words(_signed_at(made)) if made else "",
        standard=standard_in_words(made.standard) if made else "",
        parts=tuple(named.part(part) for part in made.parts) if made else (),
        signatures=made.signatures if made else (),
        dissents=made.dissents if made else (),
        replies=tuple(named.replies(made)) if made else (),
        earlier=tuple(_earlier(versions, made)),
        waiting=tuple(_waiting(versions)),
        differences=tuple(named.difference(d) for d in reversed(tuple(view.differences()))),
    )


def _signed_at(made: Determination) -> str:
    return max((s.at for s in made.signatures), default=made.proposed_at or "")


def _earlier(versions: Iterable[Determination], made: Determination | None) -> Iterator[tuple[str, str, str]]:
    for other in versions:
        if other.state == "determined" and made is not None and other.id != made.id:
            who = ", ".join(s.signer for s in other.signatures)
            yield f"Version {other.version}", day_words(_signed_at(other)), who


def _waiting(versions: tuple[Determination, ...]) -> Iterator[tuple[str, str]]:
    """The latest version, if it is proposed and not signed by all; those before it that never were are passed over."""
    last = versions[-1]
    if last.state == "proposed":
        have = {s.signer for s in last.signatures}
        missing = ", ".join(n for n in last.signers if n not in have) or "nobody is named"
        yield f"Version {last.version}", missing


class _Named:
    """Looks up what ids are called, and where on the pages they stand."""

    def __init__(
        self,
        view: CaseView,
        facts: Catalogue,
        at: Addresses,
        elements: Mapping[str, Element],
        groups: frozenset[str],
    ) -> None:
        self.facts, self.at, self.elements, self.groups = facts, at, elements, groups
        self.provisions = {p.id: f"{short_citation(p.citation)} {p.title}" for p in view.provisions()}
        self.withdrawn = {w.source: f"withdrawn on {day_words(w.when)}" for w in view.withdrawals()}
        self.decisions = {d.id: d for d in view.decisions()}
        self.parts = view.determination.parts
        self.names = {part.party: part.party_name for made in view.determinations() for part in made.parts}
        self.modes = BearingOnModes(view, facts, at)
        found = since(view)
        self.moved = {move.finding: move for move in found.moves} if found else {}

    def party(self, party: str) -> str:
        return self.names.get(party) or self.facts.party(party)

    def part(self, part: DeterminedPart) -> PartContext:
        key = group_of(part)
        gives = part.rule_gives
        stricter = gives is not None and gives != part.verdict.value
        moved = [self.moved[f.id] for f in part.findings if f.id in self.moved]
        return PartContext(
            part=part, anchor=f"determined-{key}", href=self.at.group(key) if key in self.groups else "",
            crime=part.title, cited=short_citation(part.citation) if part.kind in ("provision", "category") else part.citation,
            mark=say("crime_kind", part.kind) if part.kind in ("characterisation", "violation") else "",
            when=asked_of(part.when),
            where=self.facts.area(part.area),
            verdict=verdict_in_words(part.verdict.value), standard=standard_in_words(part.verdict.standard),
            stricter=f"By the rule the elements would give: {verdict_in_words(gives)}. People decided more strictly."
            if stricter and gives else "",
            modes=self.modes.of(part),
            elements=tuple(self.element(n, f) for n, f in enumerate(part.findings, start=1)),
            moved=tuple(dict.fromkeys(f"{self.wording(m.element)} {change_in_words(c)}." for m in moved for c in m.changes)),
        )  # fmt: skip

    def element(self, number: int, finding: Finding) -> ElementLine:
        known = self.elements.get(finding.element)
        return ElementLine(
            number=number,
            wording=self.wording(finding.element),
            citation=known.citation if known else finding.element,
            support=say("support", finding.support) if finding.alleged == "yes" else say("alleged", "no"),
            against=finding.contested or say("against", finding.against),
            verdict=verdict_in_words(finding.verdict.value),
            value=finding.verdict.value,
            reasons=finding.verdict.reasons or "",
        )

    def wording(self, element: str) -> str:
        known = self.elements.get(element)
        return known.wording if known else element

    def replies(self, made: Determination) -> Iterator[tuple[str, str, str, str]]:
        for reply in made.replies:
            yield self.party(reply.party), say("reply", reply.state), reply.reason or "", reply.answer or ""

    def difference(self, made: Difference) -> DifferenceContext:
        named = {m.party for m in made.moves} | {b.party for b in made.bearing}
        parties = {party: self.party(party) for party in sorted(named)}
        decided = {f.id for part in self.parts for f in part.findings}
        own = [m for m in made.moves if m.finding in decided]
        rest = [m for m in made.moves if m.finding not in decided]
        gone = [(d.document, self.withdrawn[d.source]) for d in made.rested_on if d.source in self.withdrawn]
        return DifferenceContext(
            id=made.id, words=versions_in_words(made), now=made.later == 0,
            crimes=tuple(crime_move_in_words(move) for move in made.crimes), law=made.law,
            came=len(made.came), went=len(made.went), texts=tuple(d.document for d in made.came if d.document in self.facts.documents),
            determined=tuple(self.blocks(own, parties)), others=tuple(self.blocks(rest, parties)), withdrawn=tuple(gone),
            bearing=tuple(self.bearing(made, parties)),
        )  # fmt: skip

    def bearing(self, made: Difference, parties: Mapping[str, str]) -> Iterator[tuple[str, Figure]]:
        """What more bears on explanations that were answered: the records stand on the pages where it is the case as it is."""
        for more in made.bearing:
            words = bears_more_in_words(more, parties, self.provisions)
            yield (
                words[0].upper() + words[1:],
                counted_words(more.records if made.later == 0 else (), "record"),
            )

    def blocks(self, moves: list[FindingMove], parties: Mapping[str, str]) -> Iterator[BlockContext]:
        for head, found in moves_by_block(moves, parties, self.provisions, self.facts.areas):
            causes = dict.fromkeys(cause for move in found for cause in move.causes)
            yield BlockContext(
                head=head,
                whole=f"{move_in_words(found[0])}, with all its elements" if is_whole(found) else "",
                moves=()
                if is_whole(found)
                else tuple(
                    (self.wording(m.element), move_in_words(m), tuple(map(change_in_words, m.changes)))
                    for m in found
                ),
                causes=tuple(self.cause(cause) for cause in causes),
            )

    def cause(self, cause: Cause) -> tuple[str, str, str]:
        """What it was, what it is called, and where it stands (nowhere, if it went)."""
        fact = self.facts.documents.get(cause.record)
        if fact is not None:
            return say("cause", cause.kind), fact.cited, self.at.document(cause.record)
        decided = self.decisions.get(cause.record)
        if decided is not None:
            words = f"{decided.kind.replace('_', ' ')}, by {decided.who}"
            return say("cause", cause.kind), words, self.at.making(decided.id)
        if cause.source in self.withdrawn:
            return say("cause", cause.kind), f"{cause.source}, {self.withdrawn[cause.source]}", ""
        return cause_in_words(cause, {}), "", ""
