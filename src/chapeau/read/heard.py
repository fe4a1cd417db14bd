"""Who says what, as the encoder hears it: its sources, cues and contents, put together into attributions.

The encoder marks words as source, cue or content and points from each source and content to its cue. What
grammar and quotation marks show besides is kept where the encoder is silent on purpose: words within words of
others, headings and posts, silence and refusal. Stance, kind and day are read by the same rules for all.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

import numpy as np

from chapeau.read.cues import Attribution, Range, accused, lemma_of, speaker_range, subject_of, tidy
from chapeau.read.encoder import Seen
from chapeau.read.labelled import Labelled
from chapeau.read.parsed import Parsed
from chapeau.read.stance import stance
from chapeau.read.stretches import Stretch, of_kind, stretches
from chapeau.read.tokens import Token
from chapeau.read.words import word_set

SURE: Final = {"source": 0.5, "cue": 0.35, "content": 0.44}
"""The least mean probability of a run's words: best on the development texts, among some thirty settings."""
FAR: Final = 0.03
BESIDE: Final = 1.0
"""What a word between costs, and what standing side by side is worth, in the logits that point to a cue."""
SHARING: Final = 0.5
SIDE_BY_SIDE: Final = 2
"""A cue that is at least so sure may take the content beside it, at most so many words away (a comma, a mark of quotation)."""
LEADING_ON: Final = ("ADP", "DET", "NUM", "ADJ")
"""Words that no cue ends with, unless its speaker or content follows them."""
ANNOUNCING: Final = ("VERB", "AUX", "NOUN")
"""Of such a word a cue can be that stands without a speaker."""
KEPT_FORMS: Final = ("heading", "post", "hearsay")
"""Attributions that stand in the shape of the text rather than in its words."""
DOUBTED: Final = 0.7
"""Sureness below which the rules are right, as a rule, where they find a speaker in what the encoder takes for said."""
RELAYING: Final = ("clause", "passive_clause", "according")
"""Frames in which a verb is followed by what was said."""
ANSWERING: Final = ("denies", "admits")


def heard(parsed: Parsed, labelled: Labelled) -> list[Attribution]:
    """The attributions that the encoder hears, in order of their anchors."""
    found: list[Attribution] = []
    found_all = [s for s in stretches(parsed.doc, labelled.said, labelled) if s.score >= SURE[s.kind]]
    for seen in labelled.seen:
        places = {i: n for n, i in enumerate(seen.words.tolist())}
        here = [s for s in found_all if s.first in places]
        found += _of_window(parsed, here, seen, places)
    return sorted(found, key=lambda a: a.anchor)


def _of_window(
    parsed: Parsed, marked: Sequence[Stretch], seen: Seen, places: dict[int, int]
) -> Iterator[Attribution]:
    cues = list(_joined(parsed, of_kind(marked, "cue")))
    sources = _by_cue(of_kind(marked, "source"), cues, seen, places)
    contents = _by_cue(of_kind(marked, "content"), cues, seen, places)
    _share(cues, contents)
    for cue in cues:
        if contents.get(cue.first):
            made = _attribution(parsed, cue, sources.get(cue.first, []), contents[cue.first])
            if made.speaker is not None or parsed.doc[made.anchor].pos_ in ANNOUNCING:
                yield made


def _joined(parsed: Parsed, cues: Sequence[Stretch]) -> Iterator[Stretch]:
    """The cues, of which one without verb or noun is one with the next where that follows: 'earlier' and 'announced'."""
    before: Stretch | None = None
    for cue in cues:
        if before is not None and before.last + 1 == cue.first:
            cue = replace(before, last=cue.last, score=max(before.score, cue.score))
        elif before is not None:
            yield before
        announces = any(t.pos_ in ANNOUNCING for t in parsed.doc[cue.first : cue.last + 1])
        before = None if announces else cue
        if announces:
            yield cue
    if before is not None:
        yield before


def _by_cue(
    marked: Sequence[Stretch], cues: Sequence[Stretch], seen: Seen, places: dict[int, int]
) -> dict[int, list[Stretch]]:
    """The stretches of each cue, by the cue's first word."""
    found: dict[int, list[Stretch]] = {}
    for stretch in marked if cues else ():
        found.setdefault(_owner(stretch, cues, seen, places), []).append(stretch)
    return found


def _share(cues: Sequence[Stretch], contents: dict[int, list[Stretch]]) -> None:
    """Give a cue that was left without content the one that stands beside it, from a cue that has several."""
    for cue in cues:
        if cue.first in contents:
            continue
        spare = [
            (_between(piece, cue), piece.first, owner, piece)
            for owner, pieces in contents.items()
            for piece in pieces
            if len(pieces) > 1 and _between(piece, cue) <= SIDE_BY_SIDE and cue.score >= SHARING
        ]
        if spare:
            _, _, owner, piece = min(spare, key=lambda s: s[:2])
            contents[owner].remove(piece)
            contents[cue.first] = [piece]


def _owner(stretch: Stretch, cues: Sequence[Stretch], seen: Seen, places: dict[int, int]) -> int:
    """The first word of the cue that the stretch points to, the nearer of two as likely."""
    if len(cues) == 1:
        return cues[0].first
    rows = [[places[i]] for i in range(stretch.first, stretch.last + 1) if i in places]
    pointed = seen.cues[rows, [places[c.first] for c in cues]].mean(axis=0)
    apart = [_between(stretch, c) for c in cues]
    near = np.array([FAR * words - BESIDE * (words <= 1) for words in apart])
    return cues[int((pointed - near).argmax())].first


def _between(one: Stretch, other: Stretch) -> int:
    """Words between two stretches."""
    return max(one.first - other.last, other.first - one.last) - 1


def _attribution(
    parsed: Parsed, cue: Stretch, sources: Sequence[Stretch], contents: Sequence[Stretch]
) -> Attribution:
    cue = _trimmed(parsed, cue, [*sources, *contents])
    head = _head(parsed, cue)
    source = _nearest(_accusing(head, sources) if accused(head) else sources, cue)
    subject = _head(parsed, source) if source else subject_of(head)
    return Attribution(
        anchor=head.i,
        lemma=lemma_of(head),
        frame="heard",
        form="according" if head.lower_ == "according" else "noun" if head.pos_ == "NOUN" else "verb",
        cue=cue.range(parsed.doc),
        speaker=source.range(parsed.doc) if source else speaker_range(parsed, subject, head),
        contents=_contents(parsed, cue, contents),
        subject=subject.i if subject else None,
        heard=min(s.score for s in (cue, *contents, *([source] if source else []))),
    )


def _accusing(cue: Token, sources: Sequence[Stretch]) -> list[Stretch]:
    """Of 'officers accused of it by Ana Vell' those whom 'by' names: the others are accused."""
    by = subject_of(cue)
    return [s for s in sources if by is not None and s.first <= by.i <= s.last]


def _contents(parsed: Parsed, cue: Stretch, contents: Sequence[Stretch]) -> list[Range]:
    """What was said: of the cue's own sentence or quoted, where there is any such; a stray word elsewhere is not."""
    said = [r for r in (tidy(parsed.text, *c.range(parsed.doc)) for c in contents) if r]
    own = parsed.sentence_at(parsed.doc[cue.first].idx)
    near = [r for r in said if (r[0] < own.end and own.start < r[1]) or _quoted(parsed, r)]
    return near or said


def _trimmed(parsed: Parsed, cue: Stretch, parts: Sequence[Stretch]) -> Stretch:
    """The cue without small words at its end that lead to no part of it: 'said', of 'said at a rally'."""
    last, begins = cue.last, {p.first for p in parts}
    while last > cue.first and parsed.doc[last].pos_ in LEADING_ON and last + 1 not in begins:
        last -= 1
    return cue if last == cue.last else replace(cue, last=last)


def _quoted(parsed: Parsed, said: Range) -> bool:
    """Whether what was said begins in quotation marks, or with a mark of one or two characters."""
    return any(parsed.in_quotation(said[0] + mark) for mark in range(3))


def _nearest(marked: Sequence[Stretch], to: Stretch) -> Stretch | None:
    return min(marked, key=lambda s: min(abs(s.first - to.last), abs(to.first - s.last)), default=None)


def _head(parsed: Parsed, stretch: Stretch) -> Token:
    """The word of a stretch on which its others hang: a verb of a cue, if it has one."""
    words = [t for t in parsed.doc[stretch.first : stretch.last + 1] if not t.is_space]
    if stretch.kind == "cue":
        verbs = [t for t in words if t.pos_ == "VERB"]
        words = verbs or words
    inside = set(words)
    return next((t for t in words if t.head is t or t.head not in inside), words[0])


def with_what_grammar_shows(
    parsed: Parsed, of_encoder: Sequence[Attribution], of_rules: Sequence[Attribution]
) -> list[Attribution]:
    """What the encoder hears; frames of the rules where both agree; and what only the rules can show."""
    of_encoder = [
        a for a in of_encoder if a.contents and not _gainsaid(a, of_rules) and not _asked_of(parsed, a)
    ]
    by_anchor = {a.anchor: a for a in of_rules}
    for mine in of_encoder:
        its = by_anchor.get(mine.anchor)
        if its is not None:
            mine.frame, mine.form, mine.quoted = its.frame, its.form, its.quoted
        mine.quoted = mine.quoted or any(_quoted(parsed, r) for r in mine.contents)
    besides = [a for a in of_rules if _only_rules(parsed, a, of_encoder)]
    return sorted((a for a in (*of_encoder, *besides) if a.contents), key=lambda a: (a.anchor, a.contents))


def _asked_of(parsed: Parsed, attribution: Attribution) -> bool:
    """Whether 'you', in a question, are asked what you saw or said: you have not said it."""
    subject = None if attribution.subject is None else parsed.doc[attribution.subject].lower_
    return subject == "you" and parsed.sentence_at(parsed.doc[attribution.anchor].idx).text.endswith("?")


def _gainsaid(mine: Attribution, of_rules: Sequence[Attribution]) -> bool:
    """Whether the encoder, none too sure, takes for what was said part of those who, by grammar, say it."""
    return (mine.heard or 0) < DOUBTED and any(
        its.cue and mine.cue and its.speaker and its.contents and _overlap(its.cue, mine.cue)
        and any(_overlap(its.speaker, c) for c in mine.contents)
        for its in of_rules
    )  # fmt: skip


def _only_rules(parsed: Parsed, attribution: Attribution, of_encoder: Sequence[Attribution]) -> bool:
    """Whether an attribution of the rules adds to what the encoder hears.

    Outside all that was heard, it does. Words within words of others, which the encoder was not taught to hear, do where
    they relay somebody's word or take a stance to it: 'she said that a guard had told her', 'he said the army denied it'.
    """
    cue = attribution.cue
    if cue is None:
        return not _held(attribution.contents[0], of_encoder)
    if any(a.cue and a.cue[0] < cue[1] and cue[0] < a.cue[1] for a in of_encoder):
        return False
    if attribution.frame == "silence" or attribution.form in KEPT_FORMS or not _held(cue, of_encoder):
        return True
    relays = attribution.frame in RELAYING and attribution.lemma in word_set("saying", "relaying")
    return relays or stance(parsed, attribution) in ANSWERING


def _overlap(one: Range, other: Range) -> bool:
    """Whether two ranges share a character."""
    return one[0] < other[1] and other[0] < one[1]


def _held(place: Range, of_encoder: Sequence[Attribution]) -> bool:
    """Whether a place stands inside words that the encoder hears as somebody's."""
    return any(a <= place[0] and place[1] <= b for e in of_encoder for a, b in e.contents)
