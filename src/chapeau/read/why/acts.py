"""Why does an act say what it says? Its type, parties, means, place, time, numbers, and how sure it is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from chapeau.read.because import Because, Range, at, each_at
from chapeau.read.circumstances import counts_because, extent_because
from chapeau.read.deeds import Deed
from chapeau.read.methods import methods_because
from chapeau.read.perpetrators import role_because
from chapeau.read.rules import Grounds
from chapeau.read.victims import victims_because
from chapeau.read.when import time_because
from chapeau.read.who_did import (
    Facts,
    Told,
    basis_because,
    certainty_because,
    custody_because,
    facts,
    type_because,
)
from chapeau.read.why.fields import LEFT_OPEN
from chapeau.read.why.reason import Why, why
from chapeau.records import Act, Perpetrator, Place, Span, Statement, Victim


@dataclass(frozen=True, slots=True)
class _Case:
    """One act with the deed it was made of and all that was read of its text."""

    grounds: Grounds
    told: Told
    found: Facts
    act: Act

    @property
    def text(self) -> str:
        return self.told.parsed.text

    @property
    def deed(self) -> Deed:
        return self.found.deed

    def why(self, field: str, because: Because[Any], note: str = "") -> Why:
        return why(self.text, self.act.id, field, because, note=note)


def why_acts(grounds: Grounds, acts: tuple[Act, ...], statements: tuple[Statement, ...]) -> Iterator[Why]:
    """Reasons for every decided field of these acts of one text."""
    told = Told(grounds.parsed, grounds.names, grounds.places, grounds.times, grounds.numbers, statements)
    deeds = {d.trigger.tokens[0].idx: d for d in told.deeds}
    for act in acts:
        case = _Case(grounds, told, facts(told, deeds[act.triggers[0].start]), act)
        yield from _of_words(case)
        yield from _of_parties(case)
        yield from _of_circumstances(case)
        yield from _of_voice(case)


def _range(span: Span) -> Range:
    return span.start, span.end


# --- the words that tell it ------------------------------------------------------------------------


def _of_words(case: _Case) -> Iterator[Why]:
    act, kind = case.act, type_because(case.found)
    if act.type == kind.value:
        yield case.why("type", kind)
    else:
        words = (*kind.words, *(_range(v) for v in act.victims))
        yield case.why("type", Because(act.type, "act.type.hostages", words, kind.entry))
    own = {t.idx for t in case.deed.trigger.tokens}
    for n, trigger in enumerate(act.triggers):
        rule = "act.trigger.word" if trigger.start in own else "act.trigger.told_again"
        yield case.why(f"triggers[{n}]", Because(trigger, rule, (_range(trigger),)))
    yield case.why(
        "evidence", Because(act.evidence, "act.evidence.sentence", each_at(case.deed.trigger.tokens))
    )
    means = methods_because(case.text, case.deed, case.told.means, case.told.deeds)
    for n, method in enumerate(act.methods):
        tied = next((m for m in means if m.value == method), None)
        if tied is not None:
            yield case.why(f"methods[{n}]", tied)


# --- who, and to whom ------------------------------------------------------------------------------


def _of_parties(case: _Case) -> Iterator[Why]:
    for n, doer in enumerate(case.act.perpetrators):
        yield from _of_doer(case, doer, f"perpetrators[{n}]")
    if case.found.lines:
        for n, victim in enumerate(case.act.victims):
            yield from _of_listed(case, victim, f"victims[{n}]")
        return
    sufferers = {
        phrase.start: (phrase, told)
        for phrase, told in victims_because(case.text, case.deed, case.told.names, case.told.sexes)
    }
    for n, victim in enumerate(case.act.victims):
        if victim.start not in sufferers:
            yield from _of_marked(case, victim, f"victims[{n}]")
            continue
        phrase, told = sufferers[victim.start]
        placed = dict(case.deed.done_to).get(phrase.token.i, "named_beside")
        words = (phrase.range, *at(case.deed.head))
        yield case.why(f"victims[{n}]", Because(victim, f"act.victim.{placed}", words))
        yield from _told_of(case, victim, f"victims[{n}]", told)
        if victim.kind == "object" and victim.actor is not None:
            yield case.why(f"victims[{n}].actor", Because(victim.actor, "actor.told_again", (phrase.range,)))


def _of_marked(case: _Case, victim: Victim, field: str) -> Iterator[Why]:
    """What rules tell of a victim whom a head marked; that it is one, the head says (heads.py)."""
    if victim.actor is not None:
        yield case.why(f"{field}.actor", _actor(case, victim, victim.actor))
    if victim.name is not None:
        yield case.why(f"{field}.name", Because(victim.name, "act.victim.name.printed", (_range(victim),)))


def _of_doer(case: _Case, doer: Perpetrator, field: str) -> Iterator[Why]:
    token = next((t for t in case.deed.agents if doer.start <= t.idx < doer.end), None)
    if token is not None:
        rule = f"act.perpetrator.{dict(case.deed.done_by)[token.i]}"
        yield case.why(field, Because(doer, rule, (_range(doer), *at(case.deed.head))))
        yield case.why(f"{field}.kind", Because(doer.kind, "act.perpetrator.kind", at(token)))
    if doer.actor is not None:
        yield case.why(f"{field}.actor", _actor(case, doer, doer.actor))
    yield case.why(f"{field}.role", role_because(case.deed))
    said = case.found.said
    if doer.identified_by is not None and said is not None and said.speaker is not None:
        word = Because(doer.identified_by, "act.perpetrator.on_the_word_of", (_range(said.speaker),))
        yield case.why(f"{field}.identified_by", word)


def _actor(case: _Case, phrase: Span, actor: str) -> Because[str]:
    """Whom the phrase means; 'we' and 'our' are the speaker's own side."""
    told = case.told.names.party_because(phrase.start, phrase.end)
    said = case.found.said
    if told.value.actor not in (None, actor):
        return Because(actor, "actor.told_again", (_range(phrase),))
    if told.value.actor != actor and said is not None and said.speaker is not None:
        return Because(actor, "actor.own_side", (_range(phrase), _range(said.speaker)))
    return Because(actor, told.rule, told.words)


def _told_of(case: _Case, victim: Victim, field: str, told: dict[str, Because[Any]]) -> Iterator[Why]:
    for name, because in told.items():
        held = getattr(victim, name)
        if held is None or held in LEFT_OPEN:
            continue
        yield case.why(f"{field}.{name}", _actor(case, victim, held) if name == "actor" else because)


def _of_listed(case: _Case, victim: Victim, field: str) -> Iterator[Why]:
    line = next((m for m in case.found.lines if m.start("name") == victim.start), None)
    if line is None:
        yield from _of_marked(case, victim, field)
        return
    whole = Because(victim, "act.victim.list_line", (line.span(),))
    yield case.why(field, whole)
    for name in ("kind", "actor", "name", "occupation", "sex", "age_group"):
        held = getattr(victim, name)
        if held is not None and held not in LEFT_OPEN:
            yield case.why(f"{field}.{name}", _actor(case, victim, held) if name == "actor" else whole)


# --- where, when, how many -------------------------------------------------------------------------


def _of_circumstances(case: _Case) -> Iterator[Why]:
    act, deed = case.act, case.deed
    for n, place in enumerate(act.places):
        yield from _of_place(case, place, f"places[{n}]")
    if act.time is not None:
        words = (_range(act.time), *at(deed.head))
        yield case.why("time", Because(act.time, "act.time.nearest", words))
        if act.time.precision is not None:
            resolved = time_because(case.told.parsed, act.time, case.grounds.date)
            yield case.why("time.precision", resolved)
    numbers = counts_because(deed, case.told.numbers, case.found.sufferers)
    for n, count in enumerate(act.counts):
        listed = Because(count, "act.count.list", (_range(count),))
        own = next((c for c in numbers if c.value == count), listed)
        yield case.why(f"counts[{n}]", own)
        yield case.why(f"counts[{n}].of", Because(count.of, f"{own.rule}", own.words))
        yield case.why(
            f"counts[{n}].basis", Because(count.basis, f"act.count.{count.basis}", (_range(count),))
        )
    yield case.why("extent", extent_because(deed, case.found.many, case.found.sufferers, case.found.when))


def _of_place(case: _Case, place: Place, field: str) -> Iterator[Why]:
    own = (p for p in case.told.own_places[case.deed.head.i] if p.value == place)
    because = next(own, None) or _elsewhere(case, place)
    yield case.why(field, because)
    yield case.why(
        f"{field}.role", Because(place.role, f"act.place.role.{place.role}", because.words, because.entry)
    )
    if place.id is not None:
        found = Because(place.id, "act.place.gazetteer", (_range(place),), place.id)
        yield case.why(f"{field}.id", found)


def _elsewhere(case: _Case, place: Place) -> Because[Place]:
    """A place that the deed's own words do not tell."""
    rule = "act.place.taken_along" if place.role == "to" else "act.place.told_beside"
    return Because(place, rule, (_range(place), *at(case.deed.head)))


# --- how sure, and by whose voice ------------------------------------------------------------------


def _of_voice(case: _Case) -> Iterator[Why]:
    act, said = case.act, case.found.said
    yield case.why("certainty", certainty_because(case.deed, said, case.told.statements))
    yield case.why("basis", basis_because(case.told, case.found))
    if said is not None:
        holder = next(c for c in said.content if c.start <= case.deed.head.idx < c.end)
        cue = said.cue or said.speaker
        words = tuple(_range(s) for s in (cue, holder) if s is not None)
        yield case.why("said_in", Because(said.id, "act.said_in.innermost", words))
    if act.custody is not None:
        yield case.why("custody", custody_because(case.found))
    yield case.why("score", Because(act.score, "act.score.parts"), note=_parts(act))


def _parts(act: Act) -> str:
    told = {"doer": act.perpetrators, "victim": act.victims, "place": act.places, "time": act.time}
    return "told: " + ", ".join(["deed", *(name for name, held in told.items() if held)])
