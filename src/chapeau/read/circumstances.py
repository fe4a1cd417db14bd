"""When and how many, for one deed; told once, many times or as a whole; in whose hands?"""

from __future__ import annotations

import re
from collections.abc import Sequence

from chapeau.ground.dates import days_in
from chapeau.ground.spans import overlaps
from chapeau.read.because import Because, Range, at, each_at
from chapeau.read.deeds import Deed
from chapeau.read.how_many import Number
from chapeau.read.parsed import Parsed
from chapeau.read.tokens import Token
from chapeau.read.words import vocabulary, word_set, word_sets
from chapeau.records import (
    ActTime,
    Count,
    CountOf,
    Extent,
    Span,
    Statement,
    Victim,
)

COUNTED_AS: dict[str, CountOf] = {
    "killing": "killed",
    "injury": "injured",
    "disappearance": "missing",
    "detention": "detained",
    "abduction": "detained",
    "deportation": "displaced",
    "displacement": "displaced",
    "child_removal": "displaced",
    "evacuation": "displaced",
}
PLACE_BEFORE = re.compile(r"\s*[^\W\d_][^.\n:]{1,40},\s*")
DASH_BEHIND = re.compile(r"\s*,?\s*(?:\([^()\n]{1,40}\)\s*)?(?:--|—|–|-\s)")
"""A dateline's place before its day, and what ends it behind: perhaps an agency, and a dash."""
# From this many on, one figure sums up what no one event did: a toll, not an event.
MANY = 1000
# A figure for this many days or more is a toll for a period; battles and sieges told as one event are rarely longer.
LONG = 14


def evidence(parsed: Parsed, deed: Deed) -> Span:
    """The sentence that the deed is told in."""
    return parsed.sentence_at(deed.head.idx)


def told_in(sentence: Span, said: Statement | None) -> tuple[Span, ...]:
    """The part of the sentence that tells the deed: a statement's content, without who says it."""
    contents = said.content if said else ()
    return tuple(c for c in contents if overlaps(c, sentence)) or (sentence,)


# --- when ---------------------------------------------------------------------------------------------


def time(deed: Deed, times: Sequence[ActTime], parsed: Parsed, said_in: Statement | None) -> ActTime | None:
    """When: the nearest time of the deed's own sentence that is neither the time of saying so nor a dateline's."""
    sentence = parsed.sentence_at(deed.head.idx)
    here = [
        t
        for t in times
        if sentence.start <= t.start < sentence.end
        and not _time_of_saying(t, parsed)
        and not _of_a_dateline(t, parsed)
    ]
    if said_in is not None:
        here = [t for t in here if any(c.start <= t.start < c.end for c in said_in.content)]
    return min(here, key=lambda t: (_steps(deed.head, t, parsed), abs(t.start - deed.head.idx)), default=None)


def _of_a_dateline(time: ActTime, parsed: Parsed) -> bool:
    """Whether a paragraph opens with a place, this time and a dash: 'CORRIN, March 20 (Meridian Wire) - Soldiers ...'."""
    paragraph = parsed.paragraph_at(time.start)
    before = parsed.text[paragraph.start : time.start]
    return PLACE_BEFORE.fullmatch(before) is not None and DASH_BEHIND.match(parsed.text, time.end) is not None


def _time_of_saying(time: ActTime, parsed: Parsed) -> bool:
    found = parsed.doc.char_span(time.start, time.end)
    if found is None or not len(found):
        return False
    above = [found.root.head, found.root.head.head if found.root.head.dep_ == "prep" else found.root.head]
    if found.root.head.pos_ == "ADP":
        above.append(found.root.head.head)
    return any(t.lemma_.lower() in word_set("grammar", "reporting") for t in above)


def _steps(head: Token, time: ActTime, parsed: Parsed) -> int:
    """How many heads stand between the deed and the time: 0 where the time hangs on the deed."""
    found = parsed.doc.char_span(time.start, time.end)
    if found is None or not len(found):
        return len(parsed.doc)
    above = [t.i for t in (found.root, *found.root.ancestors)]
    return above.index(head.i) if head.i in above else len(above) + 1


# --- how many -----------------------------------------------------------------------------------------------


def counts(deed: Deed, numbers: Sequence[Number], victims: Sequence[Victim]) -> tuple[Count, ...]:
    """The quantities of those who suffered the deed, and of the deed itself ('three attacks')."""
    return tuple(c.value for c in counts_because(deed, numbers, victims))


def counts_because(
    deed: Deed, numbers: Sequence[Number], victims: Sequence[Victim]
) -> tuple[Because[Count], ...]:
    """The quantities with what ties each to the deed."""
    found = ((n, _counted(n, deed, victims)) for n in numbers)
    return tuple(
        Because(_count(n, of.value), of.rule, ((n.start, n.end), *of.words)) for n, of in found if of
    )


def _counted(number: Number, deed: Deed, victims: Sequence[Victim]) -> Because[CountOf] | None:
    if number.noun_start == deed.head.idx and deed.trigger.shape == "noun":
        return Because("events", "act.count.of_deed", at(deed.head))
    own = [t for t in deed.undergoers if number.noun_start == t.idx or number.start <= t.idx < number.end]
    people = [t for t in own if not any(v.kind == "object" and v.start <= t.idx < v.end for v in victims)]
    if people:
        return Because(COUNTED_AS.get(deed.word.family, "persons"), "act.count.of_victims", each_at(people))
    if (
        deed.word.suffers == "none"
        and number.noun_start is None
        and deed.head.sent.start_char <= number.start < deed.head.sent.end_char
        and deed.word.family == "killing"
    ):
        return Because("killed", "act.count.alone", at(deed.head))
    return None


def _count(number: Number, of: CountOf) -> Count:
    return Count(
        start=number.start,
        end=number.end,
        text=number.text,
        low=number.low,
        high=number.high,
        of=of,
        basis=number.basis,
    )


# --- once or many times, in whose hands ----------------------------------------------------------------------------


def extent(deed: Deed, counts: Sequence[Count], victims: Sequence[Victim], time: ActTime | None) -> Extent:
    """One event, a series of them, or a telling of many as one whole."""
    return extent_because(deed, counts, victims, time).value


def extent_because(
    deed: Deed, counts: Sequence[Count], victims: Sequence[Victim], time: ActTime | None
) -> Because[Extent]:
    """The extent with what it rests on."""
    many = [c for c in counts if (c.low or 0) >= MANY]
    if many:
        return Because("aggregate", "act.extent.many", ((many[0].start, many[0].end),))
    toll = [t for t in deed.trigger.tokens if t.lower_ == "toll"]
    if toll and (time is None or time.precision not in ("hour", "day")):
        return Because("aggregate", "act.extent.toll", at(*toll))
    if time is not None and (days_in(time) or 0) >= LONG and not any(v.kind == "individual" for v in victims):
        return Because("aggregate", "act.extent.long", ((time.start, time.end),))
    several = [c for c in counts if c.of == "events" and (c.low or 0) > 1]
    if several:
        return Because("series", "act.extent.several", ((several[0].start, several[0].end),))
    again = _repeating(deed)
    if again:
        return Because("series", "act.extent.repeated", at(*again))
    if _general_telling(deed, counts, victims, time):
        return Because("aggregate", "act.extent.general", at(deed.head))
    return Because("single", "act.extent.plain", at(deed.head))


def _repeating(deed: Deed) -> list[Token]:
    above = [deed.head.head.head] if deed.head.dep_ == "pobj" else []
    words = word_sets(("grammar", "again"), ("grammar", "series"))
    return [t for t in (*deed.head.children, *above) if t.lower_ in words]


def _habitual(deed: Deed) -> bool:
    return any(c.dep_ == "aux" and c.lemma_ == "have" for c in deed.head.children)


def _general_telling(
    deed: Deed, counts: Sequence[Count], victims: Sequence[Victim], time: ActTime | None
) -> bool:
    """No day, no number, no one person: 'killings of civilians', 'torture', 'children have been separated'."""
    if time is not None and time.precision in ("hour", "day"):
        return False
    if counts or any(v.kind == "individual" for v in victims):
        return False
    if deed.trigger.shape == "noun":
        return deed.head.tag_ in ("NNS", "NNPS") or not any(
            c.dep_ in ("det", "poss") for c in deed.head.children
        )
    return _habitual(deed) and not any(c.dep_ == "det" for t in deed.undergoers for c in t.children)


def custody(deed: Deed, sentence: Span) -> bool | None:
    """Whether the victim was in the perpetrator's hands, where the word or its clause says so."""
    return custody_because(deed, sentence).value


def custody_because(deed: Deed, sentence: Span) -> Because[bool | None]:
    """The custody with what it rests on."""
    if deed.word.custody:
        return Because(True, "act.custody.word", each_at(deed.trigger.tokens))
    if deed.word.family in ("attack", "destruction", "use_of_force", "taking", "threat", "invasion", "order"):
        return Because(None, "act.custody.not_said")
    clause = _own_words(deed)
    told = re.search(vocabulary("grammar")["in_hands"], clause, re.IGNORECASE)
    if told:
        return Because(True, "act.custody.in_hands", _where(told, sentence), told.group())
    told = re.search(vocabulary("grammar")["not_in_hands"], clause, re.IGNORECASE)
    if told and sentence.text:
        return Because(False, "act.custody.not_in_hands", _where(told, sentence), told.group())
    return Because(None, "act.custody.not_said")


def _where(told: re.Match[str], sentence: Span) -> tuple[Range, ...]:
    """Where the sentence prints the words; none where the clause that held them is not printed in one piece."""
    found = sentence.text.find(told.group())
    start = sentence.start + found
    return () if found < 0 else ((start, start + len(told.group())),)


def _own_words(deed: Deed) -> str:
    """The deed's own clause: what hangs on it, without further deeds' clauses and list parts."""
    tokens = [t for t in deed.head.subtree if not _cut_off(t, deed.head)]
    part: list[str] = []
    for token in sorted(tokens, key=lambda t: t.i):
        if token.text == ";" and token.i > deed.head.i:
            break
        part = [] if token.text == ";" else [*part, token.text_with_ws]
    return "".join(part)


def _cut_off(token: Token, head: Token) -> bool:
    while token != head:
        if (token.dep_ in ("conj", "ccomp", "parataxis") and token.pos_ in ("VERB", "AUX")) or (
            token.dep_ == "conj" and token.head == head
        ):
            return True
        token = token.head
    return False
