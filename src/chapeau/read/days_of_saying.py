"""Which days are those of saying, and none of what is said? 'The UN on Tuesday called for a probe into a fire.'"""

from __future__ import annotations

from collections.abc import Sequence

from chapeau.ground.spans import overlaps
from chapeau.read.deeds import Deed
from chapeau.read.parsed import Parsed
from chapeau.read.tokens import Token
from chapeau.read.words import word_set
from chapeau.records import ActTime, Span, Statement

LATER = frozenset({"after", "before", "since", "following", "during"})
"""Prepositions that put a deed beside the verb in time, instead of laying it at somebody's door."""


def times_of_doing(
    deed: Deed, times: Sequence[ActTime], parsed: Parsed, statements: Sequence[Statement]
) -> tuple[ActTime, ...]:
    """The times of its sentence that may be the deed's: without those that stand with a cue, save where that cue tells the deed."""
    sentence = parsed.sentence_at(deed.head.idx)
    here = [t for t in times if sentence.start <= t.start < sentence.end]
    if not here:
        return ()
    saying = [
        (s, s.cue)
        for s in statements
        if s.cue and s.cue.text != ":" and overlaps(s.cue, sentence) and not _tells(s.cue, deed, parsed)
    ]
    laid = _laid_by(deed.head)
    return tuple(
        t
        for t in here
        if not any(_said_then(t, s, cue, parsed) for s, cue in saying)
        and not (laid is not None and _hangs_on(t, laid, parsed))
    )


def _laid_by(head: Token) -> Span | None:
    """The verb that lays the deed at somebody's door, with its subject: 'the court on Monday convicted him of killing'."""
    above, under = head, ""
    while above.dep_ in ("pcomp", "pobj", "prep", "conj", "dobj") and above.head != above:
        under = above.lower_ if above.pos_ == "ADP" or above.dep_ == "prep" else under
        above = above.head
    if above == head or under in LATER or above.lemma_.lower() not in word_set("parties", "imputation"):
        return None
    first = min((c.idx for c in above.children if c.dep_ in ("nsubj", "nsubjpass")), default=above.idx)
    return Span(start=first, end=above.end_char, text=above.text)


def _tells(cue: Span, deed: Deed, parsed: Parsed) -> bool:
    """Whether the cue is the deed ('threatened'), or stands beside it under one subject ('ordered ... and shot')."""
    own = parsed.tokens(cue.start, cue.end)
    words = {t.i for t in own}
    beside = _first_beside(deed.head)
    return any(t.i in words for t in deed.trigger.tokens) or (beside != deed.head and beside.i in words)


def _first_beside(token: Token) -> Token:
    while token.dep_ == "conj":
        token = token.head
    return token


def _said_then(time: ActTime, said: Statement, cue: Span, parsed: Parsed) -> bool:
    """Whether the time stands between speaker, cue and content, or hangs on the cue itself."""
    if time.start is None or any(c.start <= time.start < c.end for c in said.content):
        return False
    return _between(time.start, said, cue) or _hangs_on(time, cue, parsed)


def _between(at: int, said: Statement, cue: Span) -> bool:
    after = [c.start for c in said.content if c.start > cue.start]
    if said.speaker is not None and said.speaker.end <= at < cue.start:
        return True
    return bool(after) and cue.end <= at < min(after)


def _hangs_on(time: ActTime, cue: Span, parsed: Parsed) -> bool:
    found = parsed.doc.char_span(time.start, time.end)
    if found is None or not len(found):
        return False
    above = found.root.head
    while above.pos_ == "ADP" and above.head != above:
        above = above.head
    return cue.start <= above.idx < cue.end
