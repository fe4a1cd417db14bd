"""Whose words stand in quotation marks? Each quotation goes to the attribution that announces it."""

from __future__ import annotations

from chapeau.ground.spans import overlaps
from chapeau.read.cues import Attribution, Range, bare, speech_verb, subject_of
from chapeau.read.parsed import Parsed
from chapeau.read.tokens import Token
from chapeau.records import Span

WORDS_OF_A_SENTENCE = 4
"""Fewer words in quotation marks, with no mark that ends a clause, are a phrase inside a sentence."""
MARKS = "“”„‟«»\"'‘’`"
REACH = 30
"""Tokens between a quotation and its cue; '..., said' with title and apposition seldom needs twenty."""


def with_quotations(parsed: Parsed, found: list[Attribution]) -> list[Attribution]:
    """The attributions with the quotations that belong to them, in order of their anchors.

    A cue after the quotation in the same sentence comes first ('"...", she said'), then one before it;
    a quotation with neither goes on with the speaker before it: the next sentence of the same
    quotation, or the next paragraph of it.
    """
    by_anchor = {a.anchor: a for a in found if a.form in ("verb", "according", "heading")}
    last: Attribution | None = None
    for quotation in (q for q in parsed.quotations if _whole(q)):
        token = _cue_after(parsed, quotation) or _cue_before(parsed, quotation)
        if token is not None:
            last = by_anchor.setdefault(token.i, bare(parsed, token))
        else:
            last = _goes_on(parsed, quotation, last, by_anchor)
        if last is not None:
            last.quoted = True
            last.contents.append(marked(parsed.text, quotation))
    others = [a for a in found if a.anchor not in by_anchor or by_anchor[a.anchor] is not a]
    made = [a for a in (*by_anchor.values(), *others) if a.contents]
    for attribution in made:
        if attribution.frame != "silence":
            attribution.contents = pieces(parsed, attribution)
    return sorted((a for a in made if a.contents), key=lambda a: a.anchor)


def marked(text: str, quotation: Span) -> Range:
    """The quotation with its marks."""
    start, end = quotation.start, quotation.end
    while start and text[start - 1] in MARKS:
        start -= 1
    while end < len(text) and text[end] in MARKS:
        end += 1
    return start, end


def pieces(parsed: Parsed, attribution: Attribution) -> list[Range]:
    """The contents joined where they overlap, and cut where the cue and the speaker interrupt them."""
    cut = [r for r in (attribution.cue, attribution.speaker) if r]
    joined: list[Range] = []
    for start, end in sorted(attribution.contents):
        if joined and start <= joined[-1][1] + 1:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    kept = [piece for whole in joined for piece in _without(whole, cut)]
    text = parsed.text
    return [(a, b) for a, b in (_trim(text, *k) for k in kept) if sum(c.isalnum() for c in text[a:b]) > 1]


def _without(whole: Range, cuts: list[Range]) -> list[Range]:
    """A range without the parts that the cuts cover."""
    left = [whole]
    for low, high in cuts:
        left = [
            part for a, b in left for part in ([(a, b)] if high <= a or low >= b else [(a, low), (high, b)])
            if part[0] < part[1]
        ]  # fmt: skip
    return left


def _trim(text: str, start: int, end: int) -> Range:
    while start < end and text[start] in " \t\r\n\u00a0,;:—–":
        start += 1
    while end > start and text[end - 1] in " \t\r\n\u00a0,;:—–":
        end -= 1
    return start, end


def _whole(quotation: Span) -> bool:
    """Whether a quotation is somebody's sentence, not a phrase or a name in marks."""
    words = quotation.text.split()
    clause = quotation.text[-1] in ",.?!…—"
    starts = quotation.text[0].isupper() or quotation.text[0] in "…."
    return (clause and (len(words) > 1 or starts)) or (len(words) >= WORDS_OF_A_SENTENCE and starts)


def _cue_after(parsed: Parsed, quotation: Span) -> Token | None:
    if quotation.text[-1] == "." and not quotation.text.endswith("..."):
        return None
    for token in _tokens_after(parsed, quotation):
        if speech_verb(token) and subject_of(token) is not None:
            return token
    return None


def _tokens_after(parsed: Parsed, quotation: Span) -> list[Token]:
    """Tokens from the quotation's end to the next sentence or quotation."""
    following = next((q.start for q in parsed.quotations if q.start > quotation.end), len(parsed.text))
    limit = min(following, parsed.paragraph_at(quotation.start).end)
    found: list[Token] = []
    for token in parsed.tokens(quotation.end, len(parsed.text)):
        if token.text in MARKS:
            continue
        if token.idx >= limit or token.text in (".", "!", "?", ";") or len(found) >= REACH:
            break
        found.append(token)
    return found


def _cue_before(parsed: Parsed, quotation: Span) -> Token | None:
    sentence = parsed.sentence_at(max(quotation.start - 2, 0))
    paragraph = parsed.paragraph_at(quotation.start)
    if sentence.start < paragraph.start or quotation.start - 1 <= paragraph.start:
        return None
    before = [
        t
        for t in parsed.tokens(max(sentence.start, paragraph.start), quotation.start - 1)
        if not parsed.in_quotation(t.idx)
    ]
    if before and before[-1].text in (".", "!", "?"):
        return None
    for token in reversed(before[-REACH:]):
        if speech_verb(token):
            return token
    return None


def _goes_on(
    parsed: Parsed, quotation: Span, last: Attribution | None, by_anchor: dict[int, Attribution]
) -> Attribution | None:
    """The attribution that an unannounced quotation continues, if the one before it is near enough."""
    here = parsed.paragraph_at(quotation.start)
    nearest = None
    for anchor, attribution in sorted(by_anchor.items()):
        before = attribution.cue is not None and attribution.cue[0] < quotation.start
        if before and attribution.form != "heading" and not parsed.in_quotation(parsed.doc[anchor].idx):
            nearest = attribution
    candidate = nearest or last
    if candidate is None or candidate.cue is None:
        return None
    cue_paragraph = parsed.paragraph_at(candidate.cue[0])
    if overlaps(cue_paragraph, here):
        return candidate
    numbers = {p.start: i for i, p in enumerate(parsed.paragraphs)}
    reach = max(
        parsed.paragraph_at(max(b for _, b in candidate.contents) - 1).start if candidate.contents else 0,
        cue_paragraph.start,
    )
    return (
        candidate if numbers[here.start] - numbers[reach] == 1 and quotation.start - here.start <= 1 else None
    )
