"""Perpetrators, victims, targets and weapons as the encoder marks them, given to the deeds they belong to.

Grammar ties a party to a deed within a clause. The encoder, taught on reports of killings, bombings and
kidnappings, also marks those whom no clause ties: 'the attack ... the mayor was among the dead'. Each goes to the
nearest deed that can have it; none makes a deed of its own.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from typing import Final

from chapeau.ground.spans import overlaps, span
from chapeau.read.labelled import Labelled
from chapeau.read.methods import VIOLENT
from chapeau.read.noun_kinds import can_do_deeds, noun_kind
from chapeau.read.parsed import Parsed
from chapeau.read.stretches import Stretch, of_kind, stretches
from chapeau.read.tokens import Doc, Token
from chapeau.read.who import Names
from chapeau.read.words import word_set, word_sets
from chapeau.records import Act, Mention, Method, PartyKind, Perpetrator, Span, Victim

SURE: Final = {"PerpInd": 0.4, "PerpOrg": 0.4, "Target": 0.45, "Victim": 0.4, "Weapon": 0.4}
"""The least probability that a phrase of a text has a role, all places together where it is marked. Chosen on muc4 dev, where F1 is flat within 0.05 of each."""
FAINT: Final = 0.25
"""The least probability at one place: with less, phrases came in that are marked everywhere a little and nowhere much."""
NOUNS: Final = ("NOUN", "PROPN", "NUM", "PRON")
EDGES: Final = ("ADP", "PUNCT", "CCONJ", "AUX", "SPACE")
DESCRIBING: Final = ("amod", "nummod")
SPEAKS: Final = 0.5
"""The least probability of a speaker, as in heard.py."""
DOERS: Final = ("PerpInd", "PerpOrg")
NEAR: Final = 600
"""Characters from a party outside a deed's sentence to its trigger: about four sentences."""
BODIES: Final[tuple[PartyKind, ...]] = ("organisation", "unit", "state")
FAMILIES: Final = VIOLENT | {"detention", "disappearance", "displacement", "deportation", "child_removal"}
"""Families of deeds that have somebody who does them and somebody or something that suffers them."""
ABLE: Final = {
    "Weapon": VIOLENT,
    "Target": frozenset({"attack", "destruction", "use_of_force", "taking", "threat", "deprivation"}),
}
"""Families of deeds that a weapon or a thing may be of: no bus is killed, abducted or hurt."""


def with_parties_told(
    acts: Sequence[Act], parsed: Parsed, names: Names, labelled: Labelled
) -> tuple[Act, ...]:
    """The acts with the parties and weapons that the encoder marks near them.

    An act's score is the mean of what the rules give it and of its surest mark: how likely it is that a deed with
    parties is told there at all.
    """
    marked = tuple(_marked(parsed, labelled))
    bodies = frozenset(_phrase(s, parsed)[1] for s in marked if s.kind == "PerpOrg")
    acts = tuple(_with_bodies(a, bodies, parsed) for a in acts)
    given: defaultdict[str, list[Stretch]] = defaultdict(list)
    settled = [m for m in names.places if m.kind == "place"]
    for stretch in marked:
        act = None if stretch.first in names.datelines else _deed_of(stretch, acts, parsed, settled)
        if act is not None:
            given[act.id].append(stretch)
    return tuple(_with(act, given[act.id], parsed, names) for act in acts)


def _with_bodies(act: Act, bodies: Collection[str], parsed: Parsed) -> Act:
    """The act, its doers bodies where the encoder marks them so and no list has the word for people: 'the Reapers'."""

    def of(doer: Perpetrator) -> Perpetrator:
        head = parsed.tokens(doer.start, doer.end).root
        words = re.sub(r"^the |\"", "", doer.text.lower())
        people = {head.lower_, head.lemma_.lower()} & (_people() | word_set("grammar", "personal_pronouns"))
        named = doer.kind in ("group", "individual") and words in bodies and not people
        return replace(doer, kind="organisation") if named else doer

    return replace(act, perpetrators=tuple(of(p) for p in act.perpetrators))


def _people() -> frozenset[str]:
    return word_sets(("parties", "group"), ("victims", "persons"), ("victims", "occupations"))


def _marked(parsed: Parsed, labelled: Labelled) -> Iterator[Stretch]:
    """Parties and weapons that are likely enough. Each further place that marks a phrase alike makes it likelier."""
    found = tuple(_candidates(parsed, labelled))
    doubt: defaultdict[tuple[str, str], float] = defaultdict(lambda: 1.0)
    for stretch in found:
        doubt[_phrase(stretch, parsed)] *= 1 - stretch.score
    for stretch in found:
        if stretch.score >= FAINT and 1 - doubt[_phrase(stretch, parsed)] >= SURE[stretch.kind]:
            yield stretch


def _phrase(stretch: Stretch, parsed: Parsed) -> tuple[str, str]:
    start, end = stretch.range(parsed.doc)
    return stretch.kind, parsed.text[start:end].lower()


def _candidates(parsed: Parsed, labelled: Labelled) -> Iterator[Stretch]:
    """All phrases that are marked. People who speak are not taken for those who did it; a body may be both."""
    speakers = [
        s for s in of_kind(stretches(parsed.doc, labelled.said, labelled), "source") if s.score >= SPEAKS
    ]
    for stretch in stretches(parsed.doc, labelled.role, labelled):
        whole = _whole(stretch, parsed.doc, labelled)
        speaks = stretch.kind == "PerpInd" and any(_shared(stretch, s) for s in speakers)
        if (
            whole is not None
            and not speaks
            and not (stretch.kind in DOERS and _only_thing(whole, parsed.doc))
        ):
            yield whole


def _only_thing(stretch: Stretch, doc: Doc) -> bool:
    """Whether what is marked as a doer is a thing: the uniforms of 'men who wore field uniforms'."""
    head = doc[stretch.first : stretch.last + 1].root
    return noun_kind(head) == "thing" and not can_do_deeds(head)


def _shared(one: Stretch, other: Stretch) -> bool:
    return one.first <= other.last and other.first <= one.last


def _whole(stretch: Stretch, doc: Doc, labelled: Labelled) -> Stretch | None:
    """The stretch from its first to its last noun, and on to the noun that it describes; None without a noun.

    A body is no description: of the 'Ridge Guard attack' it is the Ridge Guard; nor is what the next word's own mark
    sets apart ('Ridge Guard fighters').
    """
    first, last = stretch.first, stretch.last
    while last + 1 < len(doc) and doc[last].dep_ in DESCRIBING and doc[last].head.i == last + 1:
        body = doc[last].pos_ == "ADJ" and doc[last + 1].lower_ in word_set("organisations", "heads")
        if (stretch.kind == "PerpOrg" and not body) or labelled.role[last + 1][0][2:] not in (
            "",
            stretch.kind,
        ):
            return stretch
        last += 1
    while first < last and doc[first].pos_ in EDGES:
        first += 1
    while first < last and doc[last].pos_ not in NOUNS:
        last -= 1
    nouns = (doc[i].pos_ in NOUNS for i in range(first, last + 1))
    return replace(stretch, first=first, last=last) if any(nouns) else None


def _deed_of(stretch: Stretch, acts: Sequence[Act], parsed: Parsed, places: Sequence[Mention]) -> Act | None:
    """The deed that a party belongs to: the nearest of its sentence, else the nearest near it; none for a place."""
    start, end = stretch.range(parsed.doc)
    if any(m.start <= start and end <= m.end for m in places):
        return None
    if stretch.kind == "Victim" and _told_by(parsed.doc[stretch.first : stretch.last + 1].root):
        return None
    able = [a for a in acts if a.family in ABLE.get(stretch.kind, FAMILIES)]
    beside = [a for a in able if a.evidence.start <= start and end <= a.evidence.end]
    near = beside or [a for a in able if _near(a, stretch, parsed)]
    return min(near, key=lambda a: (_distance(a, start), a.triggers[0].start), default=None)


def _told_by(name: Token) -> bool:
    """Whether somebody is named only to tell who another is: the mayor of 'the mayor's wife', 'a brother of the mayor'."""
    if name.dep_ == "poss":
        return name.head.lemma_.lower() in word_set("victims", "related")
    preposition = name.head
    of = name.dep_ == "pobj" and preposition.lower_ in ("of", "to")
    return of and preposition.head.lemma_.lower() in word_set("victims", "related")


def _near(act: Act, stretch: Stretch, parsed: Parsed) -> bool:
    """Whether a party outside a deed's sentence may be of it: in its paragraph, and no second doer beside one it has."""
    start, _ = stretch.range(parsed.doc)
    if parsed.paragraph_at(start) != parsed.paragraph_at(act.triggers[0].start):
        return False
    return _distance(act, start) <= NEAR and not (stretch.kind in DOERS and act.perpetrators)


def _distance(act: Act, start: int) -> int:
    return min(abs(t.start - start) for t in act.triggers)


def _with(act: Act, given: Sequence[Stretch], parsed: Parsed, names: Names) -> Act:
    support = max((stretch.score for stretch in given), default=0.0)
    act = replace(act, score=round((act.score + support) / 2, 2))
    for stretch in given:
        printed = span(parsed.text, *stretch.range(parsed.doc))
        if stretch.kind == "Weapon":
            act = replace(act, methods=_armed(act.methods, printed))
        elif stretch.kind in DOERS:
            act = replace(act, perpetrators=_doing(act, printed, stretch.kind, names))
        else:
            act = replace(act, victims=_suffering(act, printed, stretch.kind, names))
    return act


def _armed(methods: tuple[Method, ...], printed: Span) -> tuple[Method, ...]:
    if any(overlaps(m, printed) for m in methods):
        return methods
    weapon = Method(start=printed.start, end=printed.end, text=printed.text, kind="weapon", key="other")
    return tuple(sorted((*methods, weapon), key=lambda m: m.start))


def _doing(act: Act, printed: Span, kind: str, names: Names) -> tuple[Perpetrator, ...]:
    if any(overlaps(p, printed) for p in (*act.perpetrators, *act.victims)):
        return act.perpetrators
    party = names.party(printed.start, printed.end)
    if party.actor is not None and any(p.actor == party.actor for p in act.perpetrators):
        return act.perpetrators
    body: PartyKind = party.kind if party.kind in BODIES else "organisation"
    people: PartyKind = party.kind if party.kind not in BODIES else "group"
    doer = Perpetrator(
        start=printed.start,
        end=printed.end,
        text=printed.text,
        kind=body if kind == "PerpOrg" else people,
        actor=party.actor,
        identified_by=next((p.identified_by for p in act.perpetrators), None),
    )
    return tuple(sorted((*act.perpetrators, doer), key=lambda p: p.start))


def _suffering(act: Act, printed: Span, kind: str, names: Names) -> tuple[Victim, ...]:
    known = [p for p in (*act.perpetrators, *act.victims) if overlaps(p, printed)]
    if known:
        return tuple(_longer(v, printed, kind) if known == [v] else v for v in act.victims)
    party = names.party(printed.start, printed.end)
    person = "individual" if party.kind == "individual" else "group"
    victim = Victim(
        start=printed.start,
        end=printed.end,
        text=printed.text,
        kind="object" if kind == "Target" else person,  # type: ignore[arg-type]
        actor=party.actor if kind == "Victim" else None,
        name=_name(printed, names) if kind == "Victim" else None,
    )
    return tuple(sorted((*act.victims, victim), key=lambda v: v.start))


def _longer(known: Victim, printed: Span, kind: str) -> Victim:
    """A thing as the encoder marks it, where it marks more: 'offices' that are 'offices of the millers' union'."""
    holds = printed.start <= known.start and known.end <= printed.end
    if kind != "Target" or known.kind != "object" or not holds:
        return known
    return replace(known, start=printed.start, end=printed.end, text=printed.text)


def _name(printed: Span, names: Names) -> str | None:
    """The person's name as printed, where the phrase holds one."""
    return next((m.text for m in names.mentions if m.kind == "person" and overlaps(m, printed)), None)
