"""A mixed corpus: of twenty documents, nineteen hold neither deed nor attribution.

    python -m bench.mixed --out FOLDER --documents 400 --seed 7

Most of what reaches a reader is not about deeds at all. The nineteen are made by a seeded grammar
(mixed.yaml) of recipes, manuals, timetables, match reports and the like, 300 to 900 words each; they use
the words of deeds as such texts do ('beat the eggs', 'charge the battery'). The twentieth is an
article of the development splits beside the checkout, which is why the corpus is made and not shipped.
The same seed gives the same bytes.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from bench.figures import SHARED, lines_of

GRAMMAR = Path(__file__).with_suffix(".yaml")
ARTICLES = ("polnear/dev", "hrdsattack/dev")
ONE_IN = 20
WORDS = (300, 900)
RARE, RARELY = "~ ", 1 / 8
SLOT = re.compile(r"\{(?:(\d+)-(\d+)|(\w+))\}")
PARAGRAPH = (3, 7)
"""Sentences of a paragraph, lines of a list twice as many."""


@dataclass(frozen=True, slots=True)
class Item:
    """One document of the corpus, and its kind: one of the grammar's, or the split it was taken from."""

    id: str
    kind: str
    text: str


@cache
def grammar() -> dict[str, Any]:
    """The grammar, as its file holds it."""
    loaded: dict[str, Any] = yaml.safe_load(GRAMMAR.read_text("utf-8"))
    return loaded


def corpus(documents: int, seed: int, articles: Sequence[tuple[str, str]]) -> Iterator[Item]:
    """So many documents; every twentieth is one of `articles` (kind, text), each used once before any again."""
    chance = random.Random(seed)
    waiting: list[tuple[str, str]] = []
    for number in range(documents):
        if number % ONE_IN == ONE_IN // 2 and articles:
            waiting = waiting or chance.sample(articles, len(articles))
            kind, text = waiting.pop()
        else:
            kind = chance.choice(sorted(grammar()["kinds"]))
            text = everyday(kind, chance)
        yield Item(f"mixed-{number:05d}", kind, text)


def everyday(kind: str, chance: random.Random) -> str:
    """One text of a kind: a title, then its parts in turn until it is long enough."""
    rules = grammar()["kinds"][kind]
    wanted = chance.randint(*WORDS)
    paragraphs = [_expanded(chance.choice(rules["title"]), rules, chance)]
    words, part = 0, 0
    while words < wanted:
        name = rules["parts"][part % len(rules["parts"])]
        paragraph = _paragraph(name, rules, chance)
        paragraphs.append(paragraph)
        words, part = words + len(paragraph.split()), part + 1
    return "\n\n".join(paragraphs) + "\n"


def _paragraph(part: str, rules: dict[str, Any], chance: random.Random) -> str:
    listed = part in rules["lines"]
    wanted = chance.randint(*PARAGRAPH) * (2 if listed else 1)
    patterns = [
        p.removeprefix(RARE) for p in rules[part] if not p.startswith(RARE) or chance.random() < RARELY
    ]
    chosen = (
        [chance.choice(patterns) for _ in range(wanted)]
        if listed
        else chance.sample(patterns, min(len(patterns), wanted))
    )
    return ("\n" if listed else " ").join(_expanded(pattern, rules, chance) for pattern in chosen)


def _expanded(pattern: str, rules: dict[str, Any], chance: random.Random) -> str:
    def filled(slot: re.Match[str]) -> str:
        low, high, name = slot.groups()
        if name is None:
            return str(chance.randint(int(low), int(high)))
        choices = rules.get(name) or grammar()["common"][name]
        return SLOT.sub(filled, str(chance.choice(choices)))

    text = SLOT.sub(filled, pattern)
    return text[:1].upper() + text[1:]


def articles() -> list[tuple[str, str]]:
    """The articles of the development splits, in order."""
    return [(split, line["text"]) for split in ARTICLES for line in lines_of(f"{split}.jsonl")]


def write(folder: Path, documents: int, seed: int) -> Path:
    """The corpus as one JSONL file that `chapeau read` takes; the path of the file."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "mixed.jsonl"
    lines = (
        json.dumps({"id": item.id, "text": item.text, "date": None, "kind": item.kind}, ensure_ascii=False)
        for item in corpus(documents, seed, articles())
    )
    path.write_text("".join(line + "\n" for line in lines), "utf-8")
    return path


def main(arguments: Sequence[str] | None = None) -> int:
    """Write the corpus; 0, or 5 where the articles beside the checkout are missing."""
    parser = argparse.ArgumentParser(prog="python -m bench.mixed", description=__doc__.splitlines()[0])
    parser.add_argument("--out", type=Path, required=True, help="folder to write mixed.jsonl into")
    parser.add_argument("--documents", type=int, default=400)
    parser.add_argument("--seed", type=int, default=7)
    given = parser.parse_args(arguments)
    if not SHARED.is_dir():
        print("The articles of the mixed corpus (../shared) are not here; nothing was made.", file=sys.stderr)
        return 5
    print(f"Written: {write(given.out, given.documents, given.seed)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
