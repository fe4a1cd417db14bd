"""Text as it comes: how much worse does each reader read it when it is lower case, unmarked or scanned?

Each variant changes a text letter by letter and never its length, so that the annotations of the clean
text hold, and the spans of a reading can be given the clean text's words before they are scored: what is
measured is what was found, not how it is spelt.
"""

from __future__ import annotations

import json
import random
import zlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from bench.figures import SPLITS, Split, documents_of, look_up, scored
from bench.readers import named_readers
from chapeau.read.format import reading_json
from chapeau.read.reader import Reader, Text

NOISED = 0.02
"""Share of letters and digits that a bad scan confuses."""
SEED = 7
CONFUSED = {
    "l": "1", "1": "l", "o": "0", "0": "o", "s": "5", "5": "s", "i": "l", "e": "c", "c": "e", "h": "b",
    "b": "h", "n": "u", "u": "n", "a": "o", "t": "f", "f": "t", "r": "t", "m": "n", "g": "q", "d": "a",
}  # fmt: skip
QUOTES = "“”\"«»„‘’'"
MARKS = frozenset(".,;:!?()[]-–—…") | frozenset(QUOTES)

TASKS = ("polnear", "hrdsattack", "muc4", "indiapolice")
FIGURES = {
    "polnear": ("attribution.f1", "content.f1"),
    "hrdsattack": ("violation_type.f1", "victim_name_fuzzy.f1"),
    "muc4": ("all_head.f1",),
    "indiapolice": ("kill.f1", "force.f1"),
}

Variant = Callable[[str, random.Random], str]


def clean(text: str, chance: random.Random) -> str:  # noqa: ARG001
    """The text as it is."""
    return text


def lower_case(text: str, chance: random.Random) -> str:  # noqa: ARG001
    """Every letter small, where its small form is one letter."""
    return "".join(c.lower() if len(c.lower()) == 1 else c for c in text)


def upper_case(text: str, chance: random.Random) -> str:  # noqa: ARG001
    """Every letter a capital, where its capital is one letter."""
    return "".join(c.upper() if len(c.upper()) == 1 else c for c in text)


def without_marks(text: str, chance: random.Random) -> str:  # noqa: ARG001
    """No punctuation: a blank in the place of each mark, but for apostrophes inside words."""
    return "".join(" " if c in MARKS and not _inside_word(text, i) else c for i, c in enumerate(text))


def without_paragraphs(text: str, chance: random.Random) -> str:  # noqa: ARG001
    """One line: a blank in the place of each line's end."""
    return text.replace("\n", " ").replace("\r", " ")


def straight_quotes(text: str, chance: random.Random) -> str:  # noqa: ARG001
    """Every double quotation mark the straight one."""
    return "".join('"' if c in "“”«»„" else c for c in text)


def broken_quotes(text: str, chance: random.Random) -> str:
    """Every second quotation mark gone, by lot."""
    return "".join(" " if c in '“”"«»„' and chance.random() < 0.5 else c for c in text)


def scanned(text: str, chance: random.Random) -> str:
    """Two letters in a hundred mistaken for one that looks like them."""
    return "".join(_mistaken(c) if chance.random() < NOISED else c for c in text)


VARIANTS: tuple[Variant, ...] = (
    clean, lower_case, upper_case, without_marks, without_paragraphs, straight_quotes, broken_quotes, scanned,
)  # fmt: skip


def _inside_word(text: str, at: int) -> bool:
    return text[at] in "’'-" and text[at - 1 : at].isalnum() and text[at + 1 : at + 2].isalnum()


def _mistaken(letter: str) -> str:
    return CONFUSED.get(letter.lower(), letter)


def varied(variant: Variant, text: str, seed: int = SEED) -> str:
    """The variant of a text: the same text and seed give the same."""
    return variant(text, random.Random(seed * 1_000_003 + zlib.crc32(text.encode("utf-8"))))


@dataclass(frozen=True, slots=True)
class Noised:
    """One figure (percent) of one reader on one variant of a split."""

    reader: str
    split: str
    variant: str
    figure: str
    value: float


def noised(sample: int | None) -> Iterator[Noised]:
    """Every figure of every reader on every variant, over the first `sample` documents of each split."""
    splits = [s for s in SPLITS if s.task in TASKS and s.name.endswith("/dev")]
    for name, reader in named_readers():
        for split in splits:
            documents = documents_of(split)[:sample]
            for variant in VARIANTS:
                found = _score(reader, split, documents, variant)
                for figure in FIGURES[split.task]:
                    yield Noised(name, split.name, variant.__name__, figure, look_up(found, figure))


def _score(
    reader: Reader, split: Split, documents: Sequence[dict[str, Any]], variant: Variant
) -> dict[str, Any]:
    found = (json.dumps(_read(reader, document, variant), ensure_ascii=False) for document in documents)
    return scored(split, found, {str(d["id"]) for d in documents})


def _read(reader: Reader, document: dict[str, Any], variant: Variant) -> Any:
    text = varied(variant, document["text"])
    reading = reader.read(Text(id=document["id"], text=text, date=document["date"]))
    return respelt(json.loads(reading_json(reading)), document["text"], text)


def respelt(found: Any, clean_text: str, noised_text: str) -> Any:
    """A reading with the clean text's words in its spans, and in names that stand in such a span."""
    if isinstance(found, list):
        return [respelt(part, clean_text, noised_text) for part in found]
    if not isinstance(found, dict):
        return found
    own = {key: respelt(value, clean_text, noised_text) for key, value in found.items()}
    start, end = own.get("start"), own.get("end")
    if isinstance(start, int) and isinstance(end, int) and "text" in own:
        own["text"] = clean_text[start:end]
        if "name" in own:
            own["name"] = _respelt_name(own["name"], clean_text, noised_text[:end], start)
    return own


def _respelt_name(name: object, clean_text: str, noised_text: str, start: int) -> object:
    at = noised_text.find(name, start) if isinstance(name, str) else -1
    return clean_text[at : at + len(str(name))] if at >= 0 else name
