"""Which words tell of deeds, and what does each take to count? A checked view of `vocabulary/acts.yaml`."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, fields
from functools import cache
from typing import Any, Literal, get_args

from chapeau.errors import DataInvalid
from chapeau.read.words import vocabulary
from chapeau.records import Family

Undergoer = Literal["object", "subject", "at", "bomb", "either_side", "found", "described", "owner", "none"]
Suffers = Literal["person", "thing", "either", "any", "none", "land", "child"]
Needs = Literal["any", "undergoer", "agent", "both", "party", "thing", "land"]
Form = Literal["base", "s", "past", "ing"]

GAP = "*"


@dataclass(frozen=True, slots=True, kw_only=True)
class DeedWord:
    """A group of words that tell of one kind of deed, with what they take to count.

    The fields mean what the head of `vocabulary/acts.yaml` says. `needs` holds for verbs and phrases,
    `noun_needs` for nouns.
    """

    family: str
    verbs: tuple[str, ...] = ()
    nouns: tuple[str, ...] = ()
    phrases: tuple[str, ...] = ()
    kind: str | None = None
    undergoer: Undergoer = "object"
    suffers: Suffers = "any"
    needs: Needs = "any"
    noun_needs: Needs = "any"
    not_of: frozenset[str] = frozenset()
    not_by: frozenset[str] = frozenset()
    not_beside: frozenset[str] = frozenset()
    beside: frozenset[str] = frozenset()
    not_with: frozenset[str] = frozenset()
    method: str | None = None
    custody: bool | None = None
    in_custody: str | None = None
    alone: bool = False
    alone_general: bool = False
    bomb: bool = False

    @property
    def type(self) -> str:
        """The act's type: family, or family.kind."""
        return f"{self.family}.{self.kind}" if self.kind and self.kind != "by_method" else self.family


@dataclass(frozen=True, slots=True)
class DeedPhrase:
    """Lemmas in a row, `*` for up to five words between."""

    lemmas: tuple[str, ...]
    word: DeedWord


@dataclass(frozen=True, slots=True)
class ActWords:
    """All words of deeds, by form. `forms` maps an inflected form to its verb's lemma and its form."""

    forms: dict[str, tuple[str, Form]]
    verbs: dict[str, tuple[DeedWord, ...]]
    nouns: dict[str, tuple[DeedWord, ...]]
    phrases: dict[str, tuple[DeedPhrase, ...]]
    families: tuple[str, ...]

    def lemma(self, form: str, otherwise: str) -> str:
        """The lemma of a verb's form, else what the tagger says."""
        found = self.forms.get(form)
        return found[0] if found else otherwise


@cache
def act_words() -> ActWords:
    """The vocabulary of deeds, checked, loaded once a process. Raises DataInvalid."""
    groups = [_deed_word(family, group) for family, listed in vocabulary("acts").items() for group in listed]
    return ActWords(
        forms=_forms(groups),
        verbs=_by_word((lemma, g) for g in groups for lemma in g.verbs),
        nouns=_by_word((lemma, g) for g in groups for lemma in g.nouns),
        phrases=_by_first(groups),
        families=tuple(vocabulary("acts")),
    )


def _deed_word(family: str, group: dict[str, Any]) -> DeedWord:
    plain = {key: value for key, value in group.items() if key != "why"}
    _check(family, plain)
    for key in ("verbs", "nouns", "phrases"):
        plain[key] = tuple(str(word) for word in plain.get(key, ()))
    for key in ("not_of", "not_by", "not_beside", "beside", "not_with"):
        plain[key] = frozenset(str(word).lower() for word in plain.get(key, ()))
    if "noun_needs" not in plain:
        plain["noun_needs"] = plain.get("needs", "any")
    return DeedWord(family=family, **plain)


def _check(family: str, group: dict[str, Any]) -> None:
    allowed = {"undergoer": Undergoer, "suffers": Suffers, "needs": Needs, "noun_needs": Needs}
    if family not in get_args(Family):
        raise _invalid(f"'{family}' is no family")
    for key, value in group.items():
        if key not in {f.name for f in fields(DeedWord)}:
            raise _invalid(f"'{key}' under {family} is no condition")
        if key in allowed and value not in get_args(allowed[key]):
            raise _invalid(f"'{key}: {value}' under {family} means nothing")


def _invalid(what: str) -> DataInvalid:
    return DataInvalid(f"In vocabulary/acts.yaml {what}.", hint="See the head of that file.")


def _by_word(pairs: Any) -> dict[str, tuple[DeedWord, ...]]:
    found: defaultdict[str, list[DeedWord]] = defaultdict(list)
    for word, group in pairs:
        found[word].append(group)
    return {word: tuple(groups) for word, groups in found.items()}


def _by_first(groups: list[DeedWord]) -> dict[str, tuple[DeedPhrase, ...]]:
    found: defaultdict[str, list[DeedPhrase]] = defaultdict(list)
    for group in groups:
        for phrase in group.phrases:
            lemmas = tuple(phrase.split())
            found[lemmas[0]].append(DeedPhrase(lemmas, group))
    longest_first = {
        first: tuple(sorted(phrases, key=lambda p: (-len(p.lemmas), p.lemmas)))
        for first, phrases in found.items()
    }
    return dict(sorted(longest_first.items()))


def _forms(groups: list[DeedWord]) -> dict[str, tuple[str, Form]]:
    lemmas = {verb for g in groups for verb in g.verbs} | set(vocabulary("inflections")["irregular"])
    forms: dict[str, tuple[str, Form]] = {}
    for lemma in sorted(lemmas):
        for form, kind in inflected(lemma):
            forms.setdefault(form, (lemma, kind))
    return forms


def inflected(lemma: str) -> tuple[tuple[str, Form], ...]:
    """All forms of an English verb: by rule, or from `vocabulary/inflections.yaml`."""
    irregular = vocabulary("inflections")["irregular"].get(lemma)
    past = tuple(irregular) if irregular else (_stem(lemma) + "ed",)
    return (
        (lemma, "base"),
        (_third_person(lemma), "s"),
        *((form, "past") for form in past),
        (_ing_stem(lemma) + "ing", "ing"),
    )


def _doubled(lemma: str) -> str:
    return lemma + lemma[-1] if lemma in vocabulary("inflections")["doubling"] else lemma


def _stem(lemma: str) -> str:
    if lemma.endswith("e"):
        return lemma[:-1]
    if lemma.endswith("y") and lemma[-2] not in "aeiou":
        return lemma[:-1] + "i"
    return _doubled(lemma)


def _ing_stem(lemma: str) -> str:
    if lemma.endswith("ie"):
        return lemma[:-2] + "y"
    if lemma.endswith("e") and not lemma.endswith("ee"):
        return lemma[:-1]
    return _doubled(lemma)


def _third_person(lemma: str) -> str:
    if lemma.endswith(("s", "sh", "ch", "x", "z")):
        return lemma + "es"
    if lemma.endswith("y") and lemma[-2] not in "aeiou":
        return lemma[:-1] + "ies"
    return lemma + "s"
