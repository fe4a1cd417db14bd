"""Who says what, as the encoder hears it: its sources, cues and contents, put together into attributions.

The encoder marks words as source, cue or content and points from each source and content to its cue. What
grammar and quotation marks show besides is kept where the encoder is silent on purpose: words within words of
others, headings and posts, silence and refusal. Stance, kind and day are read by the same rules for all.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

import numpy as np

from chapeau.read.cues import Attribution, Range, lemma_of, tidy
from chapeau.read.encoder import Seen
from chapeau.read.labelled import Labelled
from chapeau.read.parsed import Parsed
from chapeau.read.stance import stance
from chapeau.read.stretches import Stretch, of_kind, stretches
from chapeau.read.tokens import Token
from chapeau.read.words import word_set

SURE: Final = {"source": 0.45, "cue": 0.4, "content": 0.5}
"""The least mean probability of a run's words: best on the development texts, in steps of five hundredths."""
KEPT_FORMS: Final = ("heading", "post", "hearsay")
"""Attributions that stand in the shape of the text rather than in its words."""
RELAYING: Final = ("clause", "passive_clause", "according")
"""Frames in which a verb is followed by what was said."""


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
    cues = of_kind(marked, "cue")
    sources: dict[int | None, list[Stretch]] = {}
    contents: dict[int | None, list[Stretch]] = {}
    for stretch in marked:
        if stretch.kind != "cue":
            owner = _owner(stretch, cues, seen, places)
            (sources if stretch.kind == "source" else contents).setdefault(owner, []).append(stretch)
    for cue in cues:
        if cue.first in contents:
            yield _attribution(parsed, cue, sources.get(cue.first, []), contents[cue.first])


def _owner(stretch: Stretch, cues: Sequence[Stretch], seen: Seen, places: dict[int, int]) -> int | None:
    """The first word of the cue that most of the stretch points to."""
    if not cues:
        return None
    rows = [places[i] for i in range(stretch.first, stretch.last + 1) if i in places]
    columns = [places[c.first] for c in cues]
    pointed = seen.cues[np.ix_(rows, columns)]
    return cues[int(pointed.mean(axis=0).argmax())].first


def _attribution(
    parsed: Parsed, cue: Stretch, sources: Sequence[Stretch], contents: Sequence[Stretch]
) -> Attribution:
    head = _head(parsed, cue)
    speaker = _nearest(sources, cue)
    said = [c.range(parsed.doc) for c in contents]
    return Attribution(
        anchor=head.i,
        lemma=lemma_of(head),
        frame="heard",
        form="according" if head.lower_ == "according" else "noun" if head.pos_ == "NOUN" else "verb",
        cue=cue.range(parsed.doc),
        speaker=speaker.range(parsed.doc) if speaker else None,
        contents=[r for r in (tidy(parsed.text, a, b) for a, b in said) if r],
        subject=_head(parsed, speaker).i if speaker else None,
        heard=min(s.score for s in (cue, *contents, *([speaker] if speaker else []))),
    )


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
    by_anchor = {a.anchor: a for a in of_rules}
    for mine in of_encoder:
        its = by_anchor.get(mine.anchor)
        if its is not None:
            mine.frame, mine.form, mine.quoted = its.frame, its.form, its.quoted
        mine.quoted = mine.quoted or any(parsed.in_quotation(a + 1) for a, _ in mine.contents)
    besides = [a for a in of_rules if _only_rules(parsed, a, of_encoder)]
    return sorted((a for a in (*of_encoder, *besides) if a.contents), key=lambda a: (a.anchor, a.contents))


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
    relays = attribution.frame in RELAYING and attribution.lemma not in word_set("saying", "belief")
    return relays or stance(parsed, attribution) != "asserts"


def _held(place: Range, of_encoder: Sequence[Attribution]) -> bool:
    """Whether a place stands inside words that the encoder hears as somebody's."""
    return any(a <= place[0] and place[1] <= b for e in of_encoder for a, b in e.contents)
