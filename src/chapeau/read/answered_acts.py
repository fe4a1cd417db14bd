"""Which deeds did a user's own model find? Those whose words stand in the text, as records.

What can be checked is checked: every phrase stands near its deed, every fact has words that say so,
who says it comes from the statements, where and when from our own rules. That a quoted perpetrator is
the one who did the quoted deed cannot be checked by machine: a person must (docs/endpoint.md).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar, cast

from chapeau.ground.identity import act_id
from chapeau.ground.spans import contains, overlaps
from chapeau.read.answered_statements import AGREED, ALONE, FAR
from chapeau.read.answers import (
    Answer,
    Dropped,
    SaidAct,
    SaidCount,
    SaidFact,
    SaidMethod,
    SaidPerpetrator,
    SaidPlace,
    SaidVictim,
    What,
    each,
    facts,
    type_of,
)
from chapeau.read.asked import Question, means_keys
from chapeau.read.material import Material
from chapeau.read.verbatim import nearest, occurrences
from chapeau.read.who_did import said_in
from chapeau.read.words import word_set
from chapeau.records import (
    Act,
    ActTime,
    AgeGroup,
    Basis,
    Certainty,
    Count,
    Method,
    Perpetrator,
    Place,
    Sex,
    Span,
    Statement,
    Victim,
    VictimStatus,
)

Found = TypeVar("Found", bound=Span)

OF_VICTIMS: tuple[What, ...] = ("occupation", "sex", "age_group", "status_at_time")
OF_DEEDS: tuple[What, ...] = ("certainty", "basis", "custody")
NOT_DONE = frozenset({"denies", "retracts"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Deed:
    """One deed while it is made: its trigger, the sentence that holds it, and who tells it."""

    material: Material
    question: Question
    trigger: Span
    evidence: Span
    voice: Statement | None
    dropped: Dropped

    def near(self, quote: str) -> Span | None:
        """Where quoted words stand: in the deed's sentence, else nearest to it; None, and counted, where too far."""
        found = occurrences(self.material.text, quote, self.question.start, self.question.end)
        inside = [f for f in found if contains(self.evidence, f)]
        place = nearest(inside or found, self.trigger.start)
        if place is None or abs(place.start - self.trigger.start) > FAR:
            self.dropped["nowhere" if place is None else "far"] += 1
            return None
        return place


def acts(
    material: Material,
    answers: Iterable[tuple[Question, Answer]],
    statements: Sequence[Statement],
    dropped: Dropped,
) -> tuple[Act, ...]:
    """The deeds of all pieces in order of their triggers; no two share one."""
    made: dict[str, Act] = {}
    for question, answer in answers:
        for said in each(SaidAct, answer.acts, dropped):
            type_ = type_of(said.type)
            trigger = _trigger(material, question, said, made, dropped) if type_ else None
            dropped["vocabulary"] += type_ is None
            if type_ is None or trigger is None:
                continue
            voice = said_in(trigger.start, statements)
            deed = Deed(
                material=material,
                question=question,
                trigger=trigger,
                evidence=material.parsed.sentence_at(trigger.start),
                voice=voice,
                dropped=dropped,
            )
            act = _act(deed, said, type_)
            made[act.id] = act
    return tuple(sorted(made.values(), key=lambda a: a.triggers[0].start))


def _trigger(
    material: Material, question: Question, said: SaidAct, made: dict[str, Act], dropped: Dropped
) -> Span | None:
    """The first place of the trigger, in a place of its sentence, that no deed has taken."""
    text = material.text
    sentences = occurrences(text, said.sentence, question.start, question.end)
    taken = False
    for trigger in (t for s in sentences for t in occurrences(text, said.trigger, s.start, s.end)):
        if act_id(material.document, trigger.start, trigger.end) not in made:
            return trigger
        taken = True
    dropped["twice" if taken else "nowhere"] += 1
    return None


def _act(deed: Deed, said: SaidAct, type_: str) -> Act:
    material, trigger = deed.material, deed.trigger
    known = {f.what: f for f in facts(said.facts, OF_DEEDS, deed.dropped)}
    return Act(
        id=act_id(material.document, trigger.start, trigger.end),
        document=material.document,
        made_by=material.made_by,
        type=type_,
        triggers=(trigger,),
        evidence=deed.evidence,
        methods=_once(_methods(deed, said)),
        perpetrators=_once(_perpetrators(deed, said)),
        victims=_once(_victims(deed, said)),
        places=_once(_places(deed, said)),
        time=_time(deed, said.time),
        counts=_once(_counts(deed, said)),
        extent=said.extent,
        certainty=_certainty(deed, known.get("certainty")),
        basis=_basis(deed, known.get("basis")),
        said_in=deed.voice.id if deed.voice else None,
        custody=_custody(deed, known.get("custody")),
        score=AGREED if _same_by_rules(deed, type_) else ALONE,
    )


def _once(found: Iterable[Found]) -> tuple[Found, ...]:
    """Each phrase once, in order of place."""
    by_place = {(f.start, f.end): f for f in found}
    return tuple(by_place[place] for place in sorted(by_place))


def _same_by_rules(deed: Deed, type_: str) -> bool:
    other = deed.material.deed_at(deed.trigger)
    return other is not None and other.family == type_.partition(".")[0]


# --- the parts of a deed -------------------------------------------------------------------------------


def _perpetrators(deed: Deed, said: SaidAct) -> Iterator[Perpetrator]:
    speaker = deed.voice.speaker if deed.voice else None
    for part in each(SaidPerpetrator, said.perpetrators, deed.dropped):
        place = deed.near(part.quote)
        if place is None:
            continue
        yield Perpetrator(
            start=place.start,
            end=place.end,
            text=place.text,
            kind=part.kind,
            actor=deed.material.names.actor_of(place.start, place.end),
            role=part.role,
            identified_by=speaker.text if speaker else None,
        )


def _victims(deed: Deed, said: SaidAct) -> Iterator[Victim]:
    for part in each(SaidVictim, said.victims, deed.dropped):
        place = deed.near(part.quote)
        if place is not None:
            yield _victim(deed, part, place)


def _victim(deed: Deed, said: SaidVictim, place: Span) -> Victim:
    told = {f.what: f for f in facts(said.facts, OF_VICTIMS, deed.dropped) if _is_said(deed, f)}
    person = said.kind != "object"
    name = deed.near(said.name) if said.kind == "individual" and said.name else None
    return Victim(
        start=place.start,
        end=place.end,
        text=place.text,
        kind=said.kind,
        actor=deed.material.names.actor_of(place.start, place.end) if person else None,
        name=name.text if name else None,
        occupation=told["occupation"].quote.lower() if "occupation" in told else None,
        sex=cast(Sex, told["sex"].value) if "sex" in told else "unknown",
        age_group=cast(AgeGroup, told["age_group"].value) if "age_group" in told else "unknown",
        status_at_time=cast(VictimStatus, told["status_at_time"].value)
        if "status_at_time" in told
        else "not_stated",
    )


def _is_said(deed: Deed, fact: SaidFact) -> bool:
    """Whether words near the deed say so; words that tell sex or age tell no status."""
    bare = word_set("victims", "sex", "man") | word_set("victims", "sex", "woman")
    bare |= word_set("victims", "age", "child") | word_set("victims", "age", "adult")
    words = set(fact.quote.lower().split())
    said = deed.near(fact.quote) is not None
    if said and fact.what == "status_at_time" and words <= bare | {"a", "an", "the"}:
        deed.dropped["unsaid"] += 1
        return False
    return said


def _methods(deed: Deed, said: SaidAct) -> Iterator[Method]:
    for part in each(SaidMethod, said.methods, deed.dropped):
        if part.key not in means_keys():
            deed.dropped["vocabulary"] += 1
            continue
        place = deed.near(part.quote)
        if place is not None:
            yield Method(start=place.start, end=place.end, text=place.text, kind=part.kind, key=part.key)


def _places(deed: Deed, said: SaidAct) -> Iterator[Place]:
    for part in each(SaidPlace, said.places, deed.dropped):
        place = deed.near(part.quote)
        if place is None:
            continue
        known = _known(place, (p for p in deed.material.places if p.kind == "place"))
        if known is None:
            yield Place(start=place.start, end=place.end, text=place.text, role=part.role)
            continue
        yield Place(
            start=known.start,
            end=known.end,
            text=known.text,
            role=part.role,
            lat=known.lat,
            lon=known.lon,
            precision=known.precision,
            id=known.id,
            country=known.country,
        )


def _time(deed: Deed, quote: str | None) -> ActTime | None:
    place = deed.near(quote) if quote else None
    if place is None:
        return None
    known = _known(place, deed.material.times)
    return known or ActTime(start=place.start, end=place.end, text=place.text)


def _counts(deed: Deed, said: SaidAct) -> Iterator[Count]:
    for part in each(SaidCount, said.counts, deed.dropped):
        place = deed.near(part.quote)
        number = _known(place, deed.material.numbers) if place else None
        if number is None:
            deed.dropped["number"] += place is not None
            continue
        yield Count(
            start=number.start,
            end=number.end,
            text=number.text,
            low=number.low,
            high=number.high,
            of=part.of,
            basis=number.basis,
        )


def _known(place: Span, known: Iterable[Found]) -> Found | None:
    """What the rules know at these words: of several, the one that shares most of them."""
    shared = [(min(k.end, place.end) - max(k.start, place.start), k) for k in known if overlaps(k, place)]
    return max(shared, key=lambda s: (s[0], -s[1].start), default=(0, None))[1]


# --- how sure, and on what ground ----------------------------------------------------------------------


def _certainty(deed: Deed, fact: SaidFact | None) -> Certainty:
    """As told, where words of the deed's sentence or of its cue say so; in a denial, denied.

    A model's bare word makes no deed undone: without such words it is what our own rules read there, and
    where they read nothing, possible.
    """
    if deed.voice is not None and deed.voice.stance in NOT_DONE:
        return "denied"
    if fact is None or fact.value == "asserted":
        return "asserted"
    if _in_sentence_or_cue(deed, fact.quote):
        return cast(Certainty, fact.value)
    deed.dropped["unsaid"] += 1
    by_rules = deed.material.deed_at(deed.trigger)
    return by_rules.certainty if by_rules else "possible"


def _in_sentence_or_cue(deed: Deed, quote: str) -> bool:
    cue = deed.voice.cue if deed.voice else None
    places: Sequence[Span] = [deed.evidence, *([cue] if cue else [])]
    return any(occurrences(deed.material.text, quote, p.start, p.end) for p in places)


def _basis(deed: Deed, fact: SaidFact | None) -> Basis:
    if fact is None or fact.value == "not_stated" or deed.near(fact.quote) is None:
        return "not_stated"
    return cast(Basis, fact.value)


def _custody(deed: Deed, fact: SaidFact | None) -> bool | None:
    if fact is None or deed.near(fact.quote) is None:
        return None
    return fact.value == "true"
