"""How are reasons printed for people? Each record under its sentence, its words marked, a line a field."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from chapeau.read.why.fields import records, value
from chapeau.read.why.reason import Explained, Why, meaning
from chapeau.records import (
    About,
    Act,
    ActTime,
    Amount,
    Characterisation,
    DocumentDate,
    Item,
    Mention,
    Reading,
    Response,
    SaidAt,
    Span,
    Statement,
)

LONGEST = 90
"""Characters of a quotation after which it is cut: with a field's name it fits a line of a terminal, or two."""
OPEN, CLOSE = "«", "»"
"""What stands around marked words: seldom in English texts, and read aloud by nobody."""


def lines(text: str, explained: Explained) -> Iterator[str]:
    """The whole of a reading with its reasons, a record after the other."""
    reading = explained.reading
    yield f"Document {reading.document}: {len(text):,} characters, read by {reading.made_by}"
    if not explained.why:
        yield "    nothing was read of it"
    reasons: defaultdict[str, list[Why]] = defaultdict(list)
    for why in explained.why:
        reasons[why.record].append(why)
    for name, record in records(reading):
        if reasons[name]:
            yield ""
            yield headline(record)
            yield from (f"    {line}" for line in _sentence(text, record, reasons[name]))
            yield from (f"    {line(record, why, text)}" for why in reasons[name])


def headline(record: Any) -> str:
    """What the record is, in the words of `chapeau show`."""
    if isinstance(record, Statement):
        said_by = record.speaker.text if record.speaker else "not named"
        return f"Statement {record.id}: said by {_plain(said_by)}, score {record.score:.2f}"
    if isinstance(record, Act):
        return f"Act {record.id}: {record.type}, {record.certainty}, score {record.score:.2f}"
    if isinstance(record, Response):
        return f"Response {record.id}: {record.kind}"
    if isinstance(record, Mention):
        return f"Mention [{record.start}:{record.end}]: {_plain(record.text)}"
    return "The document's date" if isinstance(record, Reading) else "About"


def line(record: Any, why: Why, text: str) -> str:
    """One field: 'perpetrators[0]: “guards” - subject of the trigger: “shot” (act.perpetrator.subject)'."""
    held = value(record, why.field)
    own = _range(held)
    quoted = [f"“{_plain(w.text)}”" for w in why.words if (w.start, w.end) != own]
    told = f" - {meaning(why)}" + (f": {', '.join(quoted)}" if quoted else "")
    note = f" [{why.note}]" if why.note else ""
    score = "" if why.score is None else f", {why.score:.2f}"
    return f"{why.field}: {_printed(held, text)}{told}{note} ({why.by}){score}"


def _sentence(text: str, record: Any, reasons: Sequence[Why]) -> Iterator[str]:
    """The sentence that an act or response rests on, or what was said, its words marked."""
    if isinstance(record, Act):
        yield _marked(text, record.evidence, _of_act(record))
    elif isinstance(record, Response):
        yield _marked(text, record.evidence, (w for why in reasons for w in why.words))
    elif isinstance(record, Statement):
        parts = [p for p in (record.speaker, record.cue, *record.content) if p is not None]
        whole = Span(start=min(p.start for p in parts), end=max(p.end for p in parts), text="")
        yield _marked(text, whole, [p for p in (record.speaker, record.cue) if p is not None])


def _of_act(act: Act) -> Iterator[Span]:
    yield from (*act.triggers, *act.perpetrators, *act.victims, *act.methods, *act.places, *act.counts)
    if act.time is not None:
        yield act.time


def _marked(text: str, within: Span, words: Iterable[Span]) -> str:
    """The stretch of text with these words in marks; of overlapping ones the first."""
    pieces, at = [], within.start
    for word in sorted(words, key=lambda w: (w.start, -w.end)):
        if at <= word.start and word.end <= within.end and word.end - word.start < within.end - within.start:
            pieces += [text[at : word.start], OPEN, text[word.start : word.end], CLOSE]
            at = word.end
    sentence = " ".join("".join([*pieces, text[at : within.end]]).split())
    return f"[{within.start}:{within.end}] “{sentence}”"


def _range(held: Any) -> tuple[int, int] | None:
    return (held.start, held.end) if isinstance(held, Span | Amount | Item | Characterisation) else None


def _printed(held: Any, text: str) -> str:
    """A field's value in a few words."""
    if isinstance(held, ActTime) and (held.low or held.high):
        return f"“{_plain(held.text)}”, {_period(held.low, held.high)}"
    if isinstance(held, Characterisation):
        return f"{held.key} “{_plain(text[held.start : held.end])}”"
    if isinstance(held, Amount | Item):
        return f"“{_plain(text[held.start : held.end])}”"
    if isinstance(held, Span):
        return f"“{_plain(held.text)}”"
    if isinstance(held, SaidAt | DocumentDate):
        return _period(held.low, held.high)
    if isinstance(held, About) or held is None:
        return "not said"
    if hasattr(held, "country"):
        return ", ".join(part for part in (held.city, held.region, held.country) if part)
    return (
        f"{held:.2f}"
        if isinstance(held, float)
        else str(held).lower()
        if isinstance(held, bool)
        else str(held)
    )


def _period(low: str | None, high: str | None) -> str:
    return str(low) if low == high else f"{low or 'open'} to {high or 'open'}"


def _plain(printed: str) -> str:
    """On one line, and no longer than a line holds."""
    words = " ".join(printed.split())
    return words if len(words) <= LONGEST else words[: LONGEST - 2].rstrip() + " …"
