"""From a user's own model's answers to a reading: what stands in the text, and a count of what does not.

The same answers to the same text give the same reading. No voice is lost: where a deed that the model
tells as the author's own stands in a statement that our rules read, that statement is kept with it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from chapeau.ground.spans import overlaps
from chapeau.read.about import about
from chapeau.read.answered_acts import acts
from chapeau.read.answered_statements import chained, statements
from chapeau.read.answers import Answer, Dropped, Reason, SaidMention, answer_in, each
from chapeau.read.asked import Question
from chapeau.read.material import Material, material_of
from chapeau.read.reader import Text
from chapeau.read.responses import responses
from chapeau.read.rules import RuleReader, parties_of, with_parties
from chapeau.read.verbatim import occurrences
from chapeau.read.who_did import said_in
from chapeau.records import Act, Mention, Reading, Span, Statement

Answered = Sequence[tuple[Question, Answer]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """A reading with what became of the answers it was made from.

    `dropped` counts parts by reason. `otherwise` are deeds whose certainty our own rules read otherwise;
    `untold` the deeds that they read where the model tells of none at all; `voices` the statements that
    were taken from them because the model told their deeds as the author's own.
    """

    reading: Reading
    dropped: Mapping[Reason, int]
    otherwise: int = 0
    untold: int = 0
    voices: int = 0


def checked(text: Text, written: Sequence[tuple[Question, str]], rules: RuleReader, made_by: str) -> Checked:
    """The reading that these answers give. Raises AnswerUnusable where one of them is none."""
    answers = [(question, answer_in(words)) for question, words in written]
    material = material_of(text, rules, made_by)
    dropped: Dropped = Counter()
    own = statements(material, answers, dropped)
    voices = tuple(_voices(material, acts(material, answers, own, Counter()), own))
    said = chained(sorted((*own, *voices), key=_place)) if voices else own
    did = acts(material, answers, said, dropped)
    mentions = _mentions(material, answers, did, said, dropped)
    return Checked(
        reading=_reading(material, rules, said, did, mentions),
        dropped={reason: dropped[reason] for reason in sorted(dropped) if dropped[reason]},
        otherwise=sum(_otherwise(material, act) for act in did),
        untold=0 if did else len(material.by_rules.acts),
        voices=len(voices),
    )


def _reading(
    material: Material,
    rules: RuleReader,
    said: tuple[Statement, ...],
    did: tuple[Act, ...],
    mentions: tuple[Mention, ...],
) -> Reading:
    by_rules, made_by = material.by_rules, material.made_by
    return replace(
        by_rules,
        made_by=made_by,
        statements=said,
        acts=did,
        mentions=mentions,
        responses=responses(
            material.parsed, material.names, said, by_rules.date, material.times, material.document, made_by
        ),
        about=about(material.parsed, did, material.places, material.times, by_rules.date, rules.gazetteer),
    )


def _voices(material: Material, did: Sequence[Act], said: Sequence[Statement]) -> Iterator[Statement]:
    """The statements by the rules that hold a deed which no statement of the model's holds, with their relays."""
    by_id = {s.id: s for s in material.by_rules.statements}
    taken = {s.id for s in said}
    for act in did:
        voice = said_in(act.triggers[0].start, material.by_rules.statements) if act.said_in is None else None
        while voice is not None and voice.id not in taken:
            taken.add(voice.id)
            yield voice
            voice = by_id.get(voice.said_through or "")


def _place(statement: Statement) -> tuple[int, str]:
    return min(s.start for s in (statement.cue, *statement.content) if s is not None), statement.id


def _otherwise(material: Material, act: Act) -> bool:
    by_rules = material.deed_at(act.triggers[0])
    return by_rules is not None and by_rules.certainty != act.certainty


def _mentions(
    material: Material,
    answers: Answered,
    did: Sequence[Act],
    said: Sequence[Statement],
    dropped: Dropped,
) -> tuple[Mention, ...]:
    """Names and places by the rules, the parties of these deeds, and the model's names beside them."""
    known = (*material.places, *material.names.mentions)
    own = tuple(m for m in _named(material, answers, dropped) if not any(overlaps(m, k) for k in known))
    found = with_parties((*known, *own), parties_of(did, said), material.names)
    return tuple(replace(m, document=material.document) for m in found)


def _named(material: Material, answers: Answered, dropped: Dropped) -> Iterator[Mention]:
    for question, answer in answers:
        for said in each(SaidMention, answer.mentions, dropped):
            place = _where(material.text, question, said)
            if place is None:
                dropped["nowhere"] += 1
                continue
            actor = material.names.actor_of(place.start, place.end)
            yield Mention(
                start=place.start, end=place.end, text=place.text, document="", kind=said.kind, actor=actor
            )


def _where(text: str, question: Question, said: SaidMention) -> Span | None:
    sentences = occurrences(text, said.sentence, question.start, question.end)
    found = (p for s in sentences for p in occurrences(text, said.quote, s.start, s.end))
    return next(found, None)
