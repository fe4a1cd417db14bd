"""How was it done, and with what? Methods and weapons that a sentence ties to a deed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from chapeau.ground.spans import span
from chapeau.read.because import Because, at
from chapeau.read.deeds import Deed
from chapeau.read.tokens import Doc, Token
from chapeau.read.words import vocabulary, word_set
from chapeau.records import Method, MethodKind

# The families that a weapon or method can belong to.
VIOLENT = frozenset(
    {
        "killing",
        "injury",
        "torture",
        "assault",
        "attack",
        "use_of_force",
        "destruction",
        "rape",
        "sexual_violence",
        "abduction",
        "taking",
        "threat",
        "deprivation",
    }
)


@dataclass(frozen=True, slots=True)
class Means:
    """A method or weapon as the text words it, before it is known whose deed it belongs to."""

    tokens: tuple[Token, ...]
    kind: MethodKind
    key: str

    @property
    def head(self) -> Token:
        """The word that carries its grammar."""
        inside = set(self.tokens)
        return next((t for t in self.tokens if t.head not in inside), self.tokens[-1])

    @property
    def entry(self) -> str:
        """Its line in the vocabulary."""
        return f"methods.yaml/{self.kind}s/{self.key}"


def means(doc: Doc) -> tuple[Means, ...]:
    """Every method and weapon that a text names, longest wordings first, none inside another."""
    found: list[Means] = []
    at = 0
    for token in doc:
        if token.i < at:
            continue
        longest = _longest(token)
        if longest is not None:
            found.append(longest)
            at = longest.tokens[-1].i + 1
    return tuple(found)


def methods(text: str, deed: Deed, all_means: Sequence[Means], deeds: Sequence[Deed]) -> tuple[Method, ...]:
    """The means that belong to this deed, in order."""
    return tuple(m.value for m in methods_because(text, deed, all_means, deeds))


def methods_because(
    text: str, deed: Deed, all_means: Sequence[Means], deeds: Sequence[Deed]
) -> tuple[Because[Method], ...]:
    """The means that belong to this deed, in order, each with what ties it to the deed."""
    if deed.word.family not in VIOLENT:
        return ()
    own = list(_own(deed, all_means, deeds))
    found = {
        (m.tokens[0].i, m.key): Because(_record(text, m), rule, at(*m.tokens, deed.head), m.entry)
        for m, rule in own
    }
    by_word = _by_word(text, deed)
    if by_word is not None and not any(
        by_word.start < m.value.end and m.value.start < by_word.end for m in found.values()
    ):
        words = ((by_word.start, by_word.end),)
        found[(deed.head.i, by_word.key)] = Because(by_word, "act.method.word", words, by_word.key)
    return tuple(found[key] for key in sorted(found))


def _own(deed: Deed, all_means: Sequence[Means], deeds: Sequence[Deed]) -> Iterator[tuple[Means, str]]:
    """The means that belong to the deed, each with the rule; one that a list adds to such a one belongs with it."""
    before: Means | None = None
    for found in all_means:
        rule = _belongs(found, deed, deeds)
        if rule is None and before is not None and _adds_to(before, found):
            rule = "act.method.listed"
        before = found if rule else None
        if rule:
            yield found, rule


def _adds_to(before: Means, found: Means) -> bool:
    """Whether nothing but a comma or 'and' stands between two methods: 'beatings, electrocution, and mock executions'."""
    between = found.tokens[0].doc[before.tokens[-1].i + 1 : found.tokens[0].i]
    joined = all(t.lower_ in (",", "and", "or", "&") for t in between) and len(between) > 0
    return joined and before.kind == found.kind == "method"


def is_method_of_another(deed: Deed, deeds: Sequence[Deed], all_means: Sequence[Means]) -> bool:
    """Whether the deed's word only says how another deed was done ('torture through beatings')."""
    if deed.agents or deed.undergoers or not deed.word.alone:
        return False
    own = [m for m in all_means if set(m.tokens) & set(deed.trigger.tokens)]
    return any(_belongs(m, d, deeds) is not None for m in own for d in deeds if d is not deed)


def _longest(token: Token) -> Means | None:
    wordings, lemma, word = _wordings(), token.lemma_.lower(), token.lower_
    if lemma not in wordings and word not in wordings:
        return None
    for first in sorted({lemma, word} & wordings.keys()):
        for words, kind, key in wordings[first]:
            tokens = token.doc[token.i : token.i + len(words)]
            if len(tokens) == len(words) and all(
                w in (t.lower_, t.lemma_.lower()) for w, t in zip(words, tokens, strict=True)
            ):
                return Means(tuple(tokens), kind, key)
    return None


@cache
def _wordings() -> dict[str, tuple[tuple[tuple[str, ...], MethodKind, str], ...]]:
    found: defaultdict[str, list[tuple[tuple[str, ...], MethodKind, str]]] = defaultdict(list)
    kinds: tuple[MethodKind, MethodKind] = ("weapon", "method")
    for kind in kinds:
        for key, wordings in vocabulary("methods")[f"{kind}s"].items():
            for wording in wordings:
                words = tuple(wording.split())
                found[words[0]].append((words, kind, key))
    return {first: tuple(sorted(w, key=lambda x: (-len(x[0]), x))) for first, w in found.items()}


def _belongs(found: Means, deed: Deed, deeds: Sequence[Deed]) -> str | None:
    """The rule that ties the means to the deed, if any."""
    head = found.head
    if head.sent != deed.head.sent or set(found.tokens) & set(deed.trigger.tokens):
        return None
    if found.kind == "weapon":
        return _is_weapon_of(found, deed, deeds)
    return _tied(head, deed)


def _tied(head: Token, deed: Deed) -> str | None:
    if _governs_means(deed.head, head):
        return "act.method.governed"
    return "act.method.modifier" if _is_modifier(head, deed) else None


def _is_weapon_of(found: Means, deed: Deed, deeds: Sequence[Deed]) -> str | None:
    head = found.head
    if head in deed.instruments or set(deed.instruments) & set(found.tokens):
        return "act.method.instrument"
    if any(t in deed.undergoers or t in deed.agents for t in found.tokens):
        return None
    tied = _tied(head, deed)
    if tied or head.lemma_.lower() in word_set("methods", "ambiguous_weapons"):
        return tied
    return "act.method.nearest" if _nearest(head, deeds) is deed and not _ruled_out(found) else None


def _ruled_out(found: Means) -> bool:
    """Whether an encoder that looked at a weapon sees none: 'they burned the post and seized rifles'."""
    told = found.head.doc.labelled
    return told is not None and not any(told.role[t.i][0].endswith("Weapon") for t in found.tokens)


def _nearest(head: Token, deeds: Sequence[Deed]) -> Deed | None:
    near = [d for d in deeds if d.head.sent == head.sent and d.word.family in VIOLENT]
    return min(near, key=lambda d: (abs(d.head.i - head.i), d.head.i), default=None)


def _governs_means(deed: Token, head: Token) -> bool:
    first = head
    while (
        first.dep_ in ("conj", "appos", "dobj")
        and first.head.pos_ in ("NOUN", "PROPN", "VERB")
        and first.head != deed
    ):
        first = first.head
    above = first.head
    if first.dep_ == "pobj" and above.lower_ in word_set("grammar", "by_means_of") and above.head == deed:
        return above.lower_ not in ("in", "of", "from") or (
            above.head.pos_ == "VERB" and above.lower_ == "from"
        )
    return first.dep_ in ("advcl", "dobj") and above == deed


def _is_modifier(head: Token, deed: Deed) -> bool:
    """'rocket attack', 'execution-style killings'."""
    return head.dep_ in ("compound", "amod", "nmod") and (
        head.head == deed.head or (head.head.head == deed.head and head.head.dep_ == "compound")
    )


def _record(text: str, found: Means) -> Method:
    return _method(text, found.tokens[0], found.tokens[-1], found.kind, found.key)


def _method(text: str, first: Token, last: Token, kind: MethodKind, key: str) -> Method:
    printed = span(text, first.idx, last.end_char)
    return Method(start=printed.start, end=printed.end, text=printed.text, kind=kind, key=key)


def _by_word(text: str, deed: Deed) -> Method | None:
    told = deed.word.method
    if told is None:
        return None
    lemmas = [t.lemma_.lower() for t in deed.trigger.tokens]
    key = told
    if told == "by_word":
        key = next(
            (vocabulary("methods")["by_word"][w] for w in lemmas if w in vocabulary("methods")["by_word"]), ""
        )
        key = key or next((m.key for t in deed.trigger.tokens for m in [_longest(t)] if m), "")
    return _method(text, deed.trigger.tokens[0], deed.trigger.tokens[0], "method", key) if key else None
