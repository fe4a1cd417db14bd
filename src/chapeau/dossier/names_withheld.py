"""Whose names stay in the case? Those of victims and witnesses, replaced wherever they are printed.

Each character of a name becomes one '█' (a victim's) or '▓' (a witness's), so that every offset
still holds; pages print a run of them as '[name of a victim]' or '[name of a witness]'. Text hashes
and ids stay those of the text as preserved, which is how a reader with access checks the rest.

A name is taken from: a victim's `name`, and persons named inside an individual victim's words; persons
named as the speaker of a statement on which an act with basis 'saw' or 'experienced' rests; and the
author of a source that is a testimony; and every person on a list (of rows stay sex, age, death, place and status;
names, numbers, addresses, days of birth, headers and all cells as printed do not). Of such words only those are a name that are capitalised (or of
a script without capitals) and not in `data/no_names.yaml`: 'the pharmacist', 'A man', 'him' and 'One'
name nobody and stay. In the documents that print such a name, its single words are
replaced too, as are other spellings that the reader joined under one actor; so are they in the sources, origins and actors of
those documents, and in names of files, addresses and actors' keys in small letters too. What people write (reasons,
determinations, what they declare of lists) and names of files that were skipped lose the single words of all documents.
Words are compared without accents and other marks, composed or not. Too much is replaced
rather than too little: whoever needs the names has the case.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, is_dataclass, replace
from functools import cache, cached_property
from importlib import resources
from typing import Any

import yaml

from chapeau.dossier.view import CaseView
from chapeau.ground.codec import from_plain, to_plain
from chapeau.ground.names import folded, slug
from chapeau.records import (
    Act,
    Actor,
    ActorLink,
    CasualtyList,
    Decision,
    Determination,
    Difference,
    Document,
    Listed,
    Mention,
    NamedVictim,
    Origin,
    Part,
    Person,
    PersonLink,
    Skipped,
    Source,
    Undercounted,
    Withdrawal,
)

VICTIM, WITNESS = "█", "▓"


def _marks() -> str:
    """Accents and vowel signs that follow a letter (Unicode's Mn and Mc), and joiners, for a set of a pattern.

    Python's `\\w` knows none of them: without them 'José', decomposed, ends at its last accent.
    """
    found = [c for c in map(chr, range(0x300, 0x1F000)) if unicodedata.category(c) in ("Mn", "Mc")]
    return re.escape("".join(found)) + "\u200c\u200d\U000e0100-\U000e01ef"


_MARKS = _marks()
_LETTERS = rf"[^\W_](?:[^\W_]|[{_MARKS}])*"
_WORD = re.compile(rf"{_LETTERS}(?:['’]{_LETTERS})*")
_SIGN = re.compile(rf"[\w{_MARKS}]")
_POSSESSIVE = re.compile("['’]s$", re.IGNORECASE)
#: A name's single word is replaced only from three letters on: 'Al', 'de' and initials would take
#: ordinary words with them, and mean little without the rest.
_LEAST_LETTERS = 3
#: Words in lower case that stand inside names: 'van der', 'ibn', 'al'.
_LONGEST_PARTICLE = 3


@dataclass(frozen=True, slots=True)
class Withheld:
    """Names by their first word (folded), each with its mark; and single words by document."""

    names: Mapping[str, tuple[tuple[tuple[str, ...], str], ...]]
    words: Mapping[str, Mapping[str, str]]
    keys: Mapping[str, str]

    def __bool__(self) -> bool:
        return bool(self.names)

    def mask(self, text: str, document: str | None = None) -> str:
        """The same text, as long as before, without the names; single words only of this document's."""
        return self.masked(text, self.words.get(document or "", {}))

    def masked(self, text: str, words: Mapping[str, str], *, any_case: bool = False) -> str:
        """The same, with these single words; in small letters too where a text has no capitals to tell a name by."""
        marks = list(text)
        for start, end, mark in self._found(text, words, any_case=any_case):
            marks[start:end] = [mark] * (end - start)
        return "".join(marks)

    def key(self, actor: str, words: Mapping[str, str]) -> str:
        """An actor's key that gives no name away: a relative's ('ada-orlo-brother') holds one, too."""
        return self.keys.get(actor) or self.masked(actor, words, any_case=True)

    def printed_in(self, documents: Iterable[str]) -> Mapping[str, str]:
        """The single words that are withheld in these documents."""
        found: dict[str, str] = {}
        for document in documents:
            found.update(self.words.get(document, {}))
        return found

    def _found(
        self, text: str, words: Mapping[str, str], *, any_case: bool
    ) -> Iterator[tuple[int, int, str]]:
        tokens = [_token(m) for m in _WORD.finditer(text)]
        for i, (start, end, bare) in enumerate(tokens):
            if bare in words and (any_case or _as_a_name_begins(text[start])):
                yield start, end, words[bare]
            for name, mark in self.names.get(bare, ()):
                if tuple(t[2] for t in tokens[i : i + len(name)]) == name:
                    yield start, tokens[i + len(name) - 1][1], mark


def _token(found: re.Match[str]) -> tuple[int, int, str]:
    """Where a word stands, without its possessive ending, and the word folded."""
    bare = _POSSESSIVE.sub("", found.group())
    return found.start(), found.start() + len(bare), folded(bare)


def _as_a_name_begins(letter: str) -> bool:
    """Capital, or of a script that has no capitals."""
    return not letter.islower() and not letter.isdigit()


def withheld(view: CaseView) -> Withheld:
    """All names that a redacted dossier of this case does not print."""
    marks: dict[str, str] = {}
    printed: defaultdict[str, set[str]] = defaultdict(set)
    phrases: set[str] = set()
    for document, phrase, mark in _named(view):
        for name in names_in(phrase):
            marks[name] = VICTIM if VICTIM in (mark, marks.get(name)) else WITNESS
            printed[document].add(name)
            phrases |= {phrase, name}
    return Withheld(_by_first_word(marks), _single_words(printed, marks, _public_words(view)), _keys(phrases))


def names_in(phrase: str) -> tuple[str, ...]:
    """The names in some words: runs of capitalised words that could be part of one, with particles between.

    'the pharmacist Orin van der Weyll' holds 'Orin van der Weyll'; 'A man' holds none.
    """
    found: list[str] = []
    start = end = None
    for word in _WORD.finditer(phrase):
        if _in_a_name(word.group()):
            start, end = word.start() if start is None else start, word.end()
        elif start is not None and not _joins(word.group()):
            found.append(phrase[start:end])
            start = None
    return (*found, phrase[start:end]) if start is not None else tuple(found)


def _in_a_name(word: str) -> bool:
    return _as_a_name_begins(word[0]) and _bare(word) not in _no_names()


def _joins(word: str) -> bool:
    return word.islower() and len(word) <= _LONGEST_PARTICLE and _bare(word) not in _no_names()


def _bare(word: str) -> str:
    return folded(_POSSESSIVE.sub("", word))


@cache
def _no_names() -> frozenset[str]:
    listed = yaml.safe_load(
        (resources.files("chapeau.dossier") / "data" / "no_names.yaml").read_text("utf-8")
    )
    return frozenset(str(word) for words in listed.values() for word in words)


def words_of(name: str) -> tuple[str, ...]:
    """A name's words, folded."""
    return tuple(map(_bare, _WORD.findall(name)))


def _named(view: CaseView) -> Iterator[tuple[str, str, str]]:
    for source in view.sources():
        if source.account is not None and source.author:
            yield "", source.author, WITNESS
    for row in view.listed():
        yield from (
            ("", name, VICTIM) for name in (row.name, f"{row.family or ''} {row.given or ''}".strip()) if name
        )
    for document in view.read_facts():
        persons = [m for m in view.mentions_of(document.document) if m.kind == "person"]
        for act in view.acts_of(document.document):
            for name, mark in _people(view, act, persons):
                yield act.document, name, mark


def _people(view: CaseView, act: Act, persons: list[Mention]) -> Iterator[tuple[str, str]]:
    for victim in act.victims:
        spans = [victim] if victim.kind == "individual" else []
        yield from (
            (name, VICTIM) for name in _spellings(spans, victim.actor if victim.name else None, persons)
        )
        if victim.name:
            yield victim.name, VICTIM
    if act.basis in ("saw", "experienced") and act.said_in is not None:
        speaker = view.statement(act.said_in).speaker
        if speaker is not None:
            yield from ((name, WITNESS) for name in _spellings([speaker], speaker.actor, persons))


def _spellings(spans: list[Any], actor: str | None, persons: list[Mention]) -> Iterator[str]:
    for person in persons:
        inside = any(person.start < s.end and s.start < person.end for s in spans)
        if inside or (actor is not None and person.actor == actor):
            yield person.text


def _by_first_word(marks: Mapping[str, str]) -> dict[str, tuple[tuple[tuple[str, ...], str], ...]]:
    found: defaultdict[str, set[tuple[tuple[str, ...], str]]] = defaultdict(set)
    for name, mark in marks.items():
        words = words_of(name)
        if len(words) > 1 or len(words[0]) >= _LEAST_LETTERS:
            found[words[0]].add((words, mark))
    return {first: tuple(sorted(names)) for first, names in sorted(found.items())}


def _single_words(
    printed: Mapping[str, set[str]], marks: Mapping[str, str], public: frozenset[str]
) -> dict[str, dict[str, str]]:
    single: dict[str, dict[str, str]] = {}
    for document, names in printed.items():
        single[document] = {
            word: marks[name]
            for name in sorted(names)
            for word in words_of(name)
            if len(word) >= _LEAST_LETTERS and word not in _no_names() and word not in public
        }
    return single


def _public_words(view: CaseView) -> frozenset[str]:
    """Words of parties' names: a victim called as a party is loses the full name only."""
    parties = {finding.party for finding in view.findings()}
    return frozenset(w for a in view.actors() if a.id in parties for w in words_of(a.name))


def _keys(phrases: Iterable[str]) -> dict[str, str]:
    return {slug(name): f"person-{i}" for i, name in enumerate(sorted(phrases), start=1)}


class Masked:
    """A case as a redacted dossier sees it: every record of `view` without the withheld names."""

    def __init__(self, view: CaseView, names: Withheld) -> None:
        self._view = view
        self._names = names

    @cached_property
    def _of_source(self) -> Mapping[str, tuple[str, ...]]:
        """By source the documents in it that print a withheld name."""
        found: defaultdict[str, tuple[str, ...]] = defaultdict(tuple)
        for document in self._names.words:
            if document:
                found[self._view.document(document).source] += (document,)
        return found

    @cached_property
    def _all_words(self) -> Mapping[str, str]:
        return self._names.printed_in(self._names.words)

    @cached_property
    def _reasons(self) -> tuple[tuple[str, str], ...]:
        """Reasons of decisions that print a name, longest first, and how they are shown: links repeat them."""
        return self._shown_otherwise(d.why for d in self._view.decisions())

    @cached_property
    def _lists(self) -> tuple[tuple[str, str], ...]:
        """Names of lists that print one, and how they are shown: what is estimated by them repeats them."""
        return self._shown_otherwise(made.name for made in self._view.lists())

    def _shown_otherwise(self, texts: Iterable[str]) -> tuple[tuple[str, str], ...]:
        masked = {t: self._names.masked(t, self._all_words, any_case=True) for t in texts}
        return tuple(
            sorted(((t, m) for t, m in masked.items() if m != t), key=lambda pair: (-len(pair[0]), pair[0]))
        )

    @cached_property
    def _headers(self) -> Mapping[tuple[str, str], str]:
        """For each list and header the number of its column: in a table without headers, its first person stands there."""
        return {
            (made.id, c.header): f"column {n}"
            for made in self._view.lists()
            for n, c in reversed([*enumerate(made.columns, start=1)])
        }

    def _without_headers(self, record: Any) -> Any:
        if isinstance(record, Listed):
            cells = tuple(
                replace(c, header=self._headers.get((record.list, c.header), _all(c.header)))
                for c in record.cells
            )
            return replace(record, cells=cells)
        if isinstance(record, CasualtyList):
            columns = tuple(replace(c, header=self._headers[record.id, c.header]) for c in record.columns)
            return replace(record, columns=columns)
        return record

    def _words_of(self, record: Any) -> Mapping[str, str]:
        """The single words that are withheld in the documents that a record is about."""
        if isinstance(record, Actor):
            return self._names.printed_in(d for name in record.names for d in name.documents)
        if isinstance(record, Origin):
            return self._names.printed_in(member.document for member in record.members)
        if isinstance(record, Source):
            return self._names.printed_in(self._of_source.get(record.id, ()))
        if isinstance(record, _OF_ALL):
            return self._all_words
        about = record.id if isinstance(record, Document) else getattr(record, "document", None)
        return self._names.words.get(about or "", {})

    def __getattr__(self, name: str) -> Any:
        found = getattr(self._view, name)
        return self._called(found) if callable(found) else self._without(found)

    def _called(self, method: Any) -> Any:
        def call(*arguments: str) -> Any:
            given = method(*arguments)
            if isinstance(given, Iterator):
                return map(self._without, given)
            if isinstance(given, tuple):
                return tuple(map(self._without, given))
            return self._without(given)

        return call

    def _without(self, record: Any) -> Any:
        if not is_dataclass(record) or isinstance(record, type):
            return record
        words = self._words_of(record)
        shown = self._without_headers(_without_persons(record, self._names, words))
        small = _IN_SMALL_LETTERS | _IN_SMALL_LETTERS_OF.get(type(shown), frozenset())
        plain = self._plain(to_plain(shown), words, small)
        return from_plain(type(shown), plain, what=getattr(shown, "id", "a record"))

    def _plain(
        self, value: Any, words: Mapping[str, str], small: frozenset[str], any_case: bool = False
    ) -> Any:
        if isinstance(value, dict):
            return {k: self._field(k, v, words, small) for k, v in value.items()}
        if isinstance(value, (list, tuple)):
            return [self._plain(item, words, small, any_case) for item in value]
        if not isinstance(value, str):
            return value
        for name, shown in self._lists:
            value = value.replace(name, shown)
        return self._names.masked(value, words, any_case=any_case)

    def _field(self, key: str, value: Any, words: Mapping[str, str], small: frozenset[str]) -> Any:
        if key in _KEPT:
            return value
        if key in _OWN:
            return self._plain(value, {}, small)
        if key in _ACTORS and isinstance(value, str):
            return self._names.key(value, words)
        if key in _ACTORS and isinstance(value, (list, tuple)):
            return [
                self._names.key(v, words) if isinstance(v, str) else self._plain(v, words, small)
                for v in value
            ]
        if key == "why" and isinstance(value, str):
            for reason, shown in self._reasons:
                value = value.replace(reason, shown)
        return self._plain(value, words, small, key in small)


def _without_persons(record: Any, names: Withheld, words: Mapping[str, str]) -> Any:
    """What lists and links say of a person without what tells who it is."""
    if isinstance(record, Listed):
        told: dict[str, Any] = {n: _all(v) for n in _TELLING if (v := getattr(record, n)) is not None}
        return replace(
            record,
            cells=tuple(replace(cell, text=_all(cell.text)) for cell in record.cells),
            **told,
            born=None,
        )
    if isinstance(record, NamedVictim):
        return replace(record, name=_all(record.name))
    if isinstance(record, Person):
        masked = tuple(sorted({_all(name) for name in record.names}))
        return replace(record, name=_all(record.name), names=masked, born=None)
    if isinstance(record, PersonLink):
        return _link_without(record)
    if isinstance(record, Actor) and any(
        names.masked(name.text, words) != name.text for name in record.names
    ):
        return replace(record, links=tuple(_link_without(link) for link in record.links))
    return record


def _link_without(link: Any) -> Any:
    """A link whose parts compare names: what was found stays, and the words that were compared do not."""
    parts = tuple(_part_without(part) for part in link.score.parts)
    found: PersonLink | ActorLink = replace(link, score=replace(link.score, parts=parts))
    return found


def _part_without(part: Part) -> Part:
    if part.name not in _OF_NAMES:
        return part
    return replace(
        part, left=_all(part.left), right=_all(part.right), why=re.sub(r" \([^)]*\)", "", part.why)
    )


def _all(text: str) -> str:
    """The same length, and nothing of it."""
    return _SIGN.sub(VICTIM, text)


_TELLING = ("name", "given", "middle", "family", "address", "postcode", "identity", "number")
_OF_NAMES = ("word", "words", "missing", "order")

#: Fields that hold ids, hashes or closed words: no name stands in them.
_KEPT = frozenset(
    [
        "id",
        "document",
        "source",
        "blob",
        "text_hash",
        "said_in",
        "said_through",
        "start",
        "end",
        "media_type",
        "made_by",
        "type",
        "key",
        "kind",
        "role",
        "stance",
        "certainty",
        "basis",
        "extent",
        "precision",
        "relation",
        "state",
        "status_at_time",
        "sex",
        "age_group",
        "sensitivity",
        "how",
        "clock",
        "form",
    ]
)
_ACTORS = frozenset(["actor", "aliases", "towards"])
#: Fields whose words may stand in small letters: names of files and people, and addresses.
_IN_SMALL_LETTERS = frozenset(["name", "address"])
#: Such fields of one kind of record alone: elsewhere fields of these names hold closed words.
_IN_SMALL_LETTERS_OF: Mapping[type, frozenset[str]] = {
    Skipped: frozenset(["what", "message"]),
    Decision: frozenset(["why", "before", "after"]),
}
#: Fields that name people of the case's own, who put their names to what they did: only whole names are withheld there.
_OWN = frozenset(["who", "signer", "signers", "proposed_by", "declared_by", "entered_by", "taken_by", "by"])
#: What people write of a case as a whole, and what was not taken: any text's names may stand there.
_OF_ALL = (Skipped, Decision, Determination, Withdrawal, CasualtyList, Undercounted, Difference)


def redacted(view: CaseView) -> CaseView:
    """The case without the names of victims and witnesses; the same view where there are none."""
    names = withheld(view)
    masked: Any = Masked(view, names)
    return masked if names or next(iter(view.listed()), None) is not None else view


def printed_mark(text: str) -> Iterator[tuple[str, str | None]]:
    """A masked text in pieces: words with None, and runs of marks with the words that stand for them."""
    for piece in re.findall(
        rf"{VICTIM}(?:[ \-.'’{VICTIM}]*{VICTIM})?|{WITNESS}(?:[ \-.'’{WITNESS}]*{WITNESS})?|[^{VICTIM}{WITNESS}]+",
        text,
    ):
        yield piece, _STANDS_FOR.get(piece[0])


def in_plain_words(text: str) -> str:
    """A masked text with words in place of each run of marks, for files that are read without markup."""
    return "".join(words or piece for piece, words in printed_mark(text))


_STANDS_FOR = {VICTIM: "[name of a victim]", WITNESS: "[name of a witness]"}
