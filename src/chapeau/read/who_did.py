"""Who did what to whom? The acts of a text, each with its parties, place, time, counts and voice.

The words are data (vocabulary/acts.yaml); `triggers` finds them, `deeds` reads their grammar and drops
what only sounds like a deed, and here each deed becomes a record.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from chapeau.ground.identity import act_id
from chapeau.ground.spans import span
from chapeau.read import circumstances, how_sure, kinds_of_deed
from chapeau.read.because import Because, at
from chapeau.read.days_of_saying import times_of_doing
from chapeau.read.deed_places import located, own_places_because, with_neighbours, with_towns
from chapeau.read.deeds import Deed, deeds
from chapeau.read.held import account, held_because
from chapeau.read.how_many import Number
from chapeau.read.kinds_of_deed import with_hostages
from chapeau.read.lists_of_deeds import with_shared_agents
from chapeau.read.lists_of_persons import Lines, count, list_of, persons
from chapeau.read.methods import is_method_of_another, means, methods
from chapeau.read.parsed import Parsed
from chapeau.read.perpetrators import perpetrators
from chapeau.read.replies import reply
from chapeau.read.tokens import Token
from chapeau.read.victims import sexes_told, victims
from chapeau.read.who import Names, is_outlet
from chapeau.read.words import word_set
from chapeau.records import (
    Act,
    ActTime,
    Basis,
    Certainty,
    Count,
    Mention,
    Method,
    Perpetrator,
    Place,
    Span,
    Statement,
    Victim,
)

# What a rule reader knows of an act, as a score: the trigger, each kind of party, place and time. Until
# scores are calibrated on annotated texts, they only order: more of the deed told, more to check it by.
TRIGGER_SCORE, PART_SCORE, MOST = 0.4, 0.12, 0.9

# Families whose meaning in law hangs on custody, so that it is looked for beyond the deed's own clause.
BETTER_KNOWN_IN_CUSTODY = frozenset({"assault", "torture"})


class Told:
    """One text with all that was read of it before its acts."""

    def __init__(
        self,
        parsed: Parsed,
        names: Names,
        places: Sequence[Mention],
        times: Sequence[ActTime],
        numbers: Sequence[Number],
        statements: Sequence[Statement],
    ) -> None:
        self.parsed, self.names, self.times = with_towns(parsed, places), names, times
        self.numbers, self.statements = numbers, statements
        self.sexes = sexes_told(names)
        self.means = means(self.parsed.doc)
        found = deeds(self.parsed.doc)
        own = tuple(d for d in found if not is_method_of_another(d, found, self.means))
        listed = tuple(d for d in own if not d.alone or list_of(d, own, parsed.text))
        self.deeds = with_shared_agents(listed)
        self.said = tuple(said_in(d.head.idx, statements) for d in self.deeds)
        self.places = self._places(places)

    def _places(self, mentions: Sequence[Mention]) -> Mapping[int, tuple[Place, ...]]:
        """The places of each deed, by the place of its head."""
        heads = {d.head.i: d for d in self.deeds}
        locations = located(mentions, self.parsed)
        self.own_places = {
            i: own_places_because(d, locations, self._told_in(d), heads) for i, d in heads.items()
        }
        own = {i: tuple(p.value for p in found) for i, found in self.own_places.items()}
        return _taken_along(with_neighbours(own, self.deeds, self.parsed, locations), self.deeds)

    def _told_in(self, deed: Deed) -> tuple[Span, ...]:
        said = said_in(deed.head.idx, self.statements)
        return circumstances.told_in(circumstances.evidence(self.parsed, deed), said)


def acts(
    parsed: Parsed,
    names: Names,
    places: Sequence[Mention],
    times: Sequence[ActTime],
    numbers: Sequence[Number],
    statements: Sequence[Statement],
    document: str,
    made_by: str,
) -> tuple[Act, ...]:
    """The acts of a text in order of their first triggers; no two share a first trigger."""
    told = Told(parsed, names, places, times, numbers, statements)
    followers = _told_again(told.deeds)
    found = tuple(
        _act(told, deed, followers.get(deed.head.i, ()), document, made_by)
        for deed in told.deeds
        if not any(deed in later for later in followers.values())
    )
    doers = frozenset(p.actor for a in found for p in a.perpetrators) - {None}
    sure = tuple(
        replace(a, perpetrators=tuple(p for p in a.perpetrators if not _same_one(p, a))) for a in found
    )
    known = tuple(replace(a, victims=tuple(_unmistaken(v, a, doers) for v in a.victims)) for a in sure)
    return with_hostages(known, parsed.doc)


def _same_one(doer: Perpetrator, act: Act) -> bool:
    """'... as she filmed and arrested her': where both pronouns are one person's, the doer is misread."""
    other = {"he": "him", "she": "her"}.get(doer.text.lower())
    return doer.actor is not None and any(
        v.actor == doer.actor and v.text.lower() == other for v in act.victims
    )


def _unmistaken(victim: Victim, act: Act, doers: frozenset[str | None]) -> Victim:
    """No actor where a pronoun would make a victim of whoever does the act, or of a party that does deeds."""
    word = victim.text.lower()
    own = {p.actor for p in act.perpetrators} if word in word_set("grammar", "personal_pronouns") else set()
    parties = doers if word in word_set("grammar", "plural_pronouns") else frozenset()
    mistaken = victim.actor is not None and victim.actor in own | parties
    return replace(victim, actor=None, name=None) if mistaken else victim


def said_in(trigger: int, statements: Sequence[Statement]) -> Statement | None:
    """The innermost statement whose content holds this offset; None for the author's own voice."""
    holding = [
        (c.end - c.start, -c.start, s.id, s)
        for s in statements
        for c in s.content
        if c.start <= trigger < c.end
    ]
    return min(holding, key=lambda h: h[:3])[3] if holding else None


def _taken_along(
    places: Mapping[int, tuple[Place, ...]], deeds: Sequence[Deed]
) -> Mapping[int, tuple[Place, ...]]:
    """The places, with the end of the way of 'deported residents to ..., including children taken from ...'.

    Children told of inside a deed that leads people away were led where it led them.
    """
    found = dict(places)
    leading = {d.head.i: d for d in deeds if d.word.family in ("deportation", "displacement")}
    for deed in (d for d in deeds if d.word.family == "child_removal"):
        above = next((t.i for t in deed.head.ancestors if t.i in leading), None)
        ends = [p for p in places.get(above, ()) if p.role == "to"] if above is not None else []
        own = found[deed.head.i]
        found[deed.head.i] = (*own, *(p for p in ends if p.start not in {o.start for o in own}))
    return found


def _told_again(found: Sequence[Deed]) -> dict[int, tuple[Deed, ...]]:
    """'invaded, launching an attack': the attack is the invasion told again, by its head's place."""
    again: dict[int, tuple[Deed, ...]] = {}
    for deed in found:
        if deed.word.family == "invasion" and deed.trigger.shape == "verb":
            again[deed.head.i] = tuple(
                d for d in found if d.word.family == "attack" and _launched_under(d.head, deed.head)
            )
    return again


def _launched_under(attack: Token, verb: Token) -> bool:
    launching = attack.head if attack.dep_ == "dobj" else attack
    return launching.dep_ == "advcl" and launching.head == verb and launching.tag_ == "VBG"


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What a text tells of one deed, as found, before it is a record.

    `lines` are those of a list that names its victims; `kept` says what has them in somebody's hands.
    """

    deed: Deed
    said: Statement | None
    doers: tuple[Perpetrator, ...]
    lines: Lines
    sufferers: tuple[Victim, ...]
    how: tuple[Method, ...]
    sentence: Span
    where: tuple[Place, ...]
    when: ActTime | None
    many: tuple[Count, ...]
    kept: Because[bool] | None


def facts(told: Told, deed: Deed) -> Facts:
    """All that the text tells of this deed."""
    text = told.parsed.text
    said = said_in(deed.head.idx, told.statements)
    answered = reply(deed, said, told.statements)
    said = answered.statement if answered and answered.yes else said
    body = own_body(told.names, told.statements, said) if said else None
    doers = perpetrators(text, deed, told.names, said, body)
    lines = list_of(deed, told.deeds, text)
    sufferers = persons(text, lines, told.names) or victims(text, deed, told.names, told.sexes)
    many = circumstances.counts(deed, told.numbers, sufferers)
    better = deed.word.family in BETTER_KNOWN_IN_CUSTODY
    return Facts(
        deed=deed,
        said=said,
        doers=doers,
        lines=lines,
        sufferers=sufferers,
        how=methods(text, deed, told.means, told.deeds),
        sentence=circumstances.evidence(told.parsed, deed),
        where=told.places[deed.head.i],
        when=circumstances.time(
            deed, times_of_doing(deed, told.times, told.parsed, told.statements), told.parsed, said
        ),
        many=_counted(text, lines, deed, many),
        kept=held_because(deed, doers, account(deed, told.deeds, told.said, text)) if better else None,
    )


def _counted(text: str, lines: Lines, deed: Deed, told: tuple[Count, ...]) -> tuple[Count, ...]:
    """The counts of the deed's words, else of its list; the number of a table's row counts nobody."""
    if len(lines) == 1:
        return ()
    return (count(text, lines, deed),) if lines and not told else told


def _act(told: Told, deed: Deed, again: Sequence[Deed], document: str, made_by: str) -> Act:
    text, found = told.parsed.text, facts(told, deed)
    triggers = _spans(text, deed)
    return Act(
        id=act_id(document, triggers[0].start, triggers[0].end),
        document=document,
        made_by=made_by,
        type=type_because(found).value,
        triggers=(*triggers, *(s for d in again for s in _spans(text, d))),
        evidence=found.sentence,
        methods=found.how,
        perpetrators=found.doers,
        victims=found.sufferers,
        places=found.where,
        time=found.when,
        counts=found.many,
        extent=circumstances.extent(deed, found.many, found.sufferers, found.when),
        certainty=certainty_because(deed, found.said, told.statements).value,
        basis=basis_because(told, found).value,
        said_in=found.said.id if found.said else None,
        custody=custody_because(found).value,
        score=_score(found.doers, found.sufferers, found.where, found.when),
    )


def type_because(found: Facts) -> Because[str]:
    """The act's type, with what it rests on."""
    return kinds_of_deed.type_because(
        found.deed, found.how, found.kept is not None, found.doers, found.sufferers
    )


def basis_because(told: Told, found: Facts) -> Because[Basis]:
    """What the teller goes by, with what that rests on."""
    return how_sure.basis_because(
        told.parsed, found.deed.head, found.said, lambda s: speaker_words(told.names, told.statements, s)
    )


def custody_because(found: Facts) -> Because[bool | None]:
    """Whether the victim was in the perpetrator's hands, with what that rests on."""
    return found.kept or circumstances.custody_because(found.deed, found.sentence)


def _retraction(deed: Deed, statements: Sequence[Statement]) -> Statement | None:
    """The retraction that holds the deed, if any, however deep the deed stands in it."""
    at = deed.head.idx
    return next(
        (s for s in statements if s.stance == "retracts" and any(c.start <= at < c.end for c in s.content)),
        None,
    )


def certainty_because(
    deed: Deed, said: Statement | None, statements: Sequence[Statement]
) -> Because[Certainty]:
    """Whether the text says that it was done, with what that rests on."""
    retraction = _retraction(deed, statements)
    if retraction is not None:
        return how_sure.by_stance("denied", retraction)
    if said is not None and not any(c.start <= deed.head.idx < c.end for c in said.content):
        return Because("asserted", "act.certainty.answered", ((said.content[0].start, said.content[0].end),))
    answered = reply(deed, said, statements)
    if answered is not None:
        no = answered.statement.content[0]
        return Because("negated", "act.certainty.answered", ((no.start, no.end),))
    told = how_sure.certainty_because(deed.head, said, deed.trigger.tokens)
    announced = deed.word.family == "threat" and told.value == "threatened"
    return Because("asserted", "act.certainty.plain", at(deed.head)) if announced else told


def _spans(text: str, deed: Deed) -> tuple[Span, ...]:
    """The trigger's words, those that stand together as one span."""
    runs: list[list[Token]] = []
    for token in deed.trigger.tokens:
        if runs and runs[-1][-1].i + 1 == token.i:
            runs[-1].append(token)
        else:
            runs.append([token])
    return tuple(span(text, run[0].idx, run[-1].end_char) for run in runs)


def speaker_words(names: Names, statements: Sequence[Statement], statement: Statement) -> str:
    """What the text prints of a statement's speaker: every spelling, and the offices beside any of them."""
    speaker = statement.speaker
    if speaker is None:
        return ""
    if speaker.actor is None:
        return speaker.text
    printed = [s.speaker.text for s in statements if s.speaker and s.speaker.actor == speaker.actor]
    offices = [p.title.text for p in names.positions if p.actor == speaker.actor]
    return " ".join([*printed, *offices])


def own_body(names: Names, statements: Sequence[Statement], statement: Statement) -> str | None:
    """Whom the speaker says 'we' and 'our' for: the one body that the text names in the speaker's office.

    A body that speaks itself is its own, but for an outlet, which prints the words of others. None where the text names none
    beside the speaker, or several.
    """
    speaker = statement.speaker
    if speaker is None or speaker.actor is None:
        return None
    party = names.party(speaker.start, speaker.end)
    if party.kind in ("organisation", "unit", "state") and party.actor == speaker.actor:
        return None if is_outlet(speaker.text) else speaker.actor
    spans: list[Span] = [s.speaker for s in statements if s.speaker and s.speaker.actor == speaker.actor]
    spans += [p.title for p in names.positions if p.actor == speaker.actor]
    bodies = {b for s in spans for b in names.bodies_in(s.start, s.end)} - {speaker.actor}
    return bodies.pop() if len(bodies) == 1 else None


def _score(
    doers: Sequence[Perpetrator], sufferers: Sequence[Victim], where: Sequence[Place], when: ActTime | None
) -> float:
    parts = [doers, sufferers, where, when]
    return round(min(MOST, TRIGGER_SCORE + PART_SCORE * sum(bool(p) for p in parts)), 2)
