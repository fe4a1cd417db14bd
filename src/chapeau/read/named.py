"""Which stretches of a text are names of persons, organisations and units?

The parser's entities are the beginning; titles, handles, posts' signatures and the words that end an
organisation's name correct them.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import takewhile
from operator import attrgetter
from typing import Literal

from chapeau.ground.names import folded
from chapeau.ground.pronouns import is_pronoun
from chapeau.ground.spans import trimmed
from chapeau.read.parsed import Parsed
from chapeau.read.posts import Post
from chapeau.read.tokens import Run, Token
from chapeau.read.words import vocabulary, word_set, word_sets
from chapeau.records import Mention, Span

NameKind = Literal["person", "organisation", "unit"]
NamedBy = Literal[
    "entity", "handle", "signed", "unit", "organisation_word", "office_or_speech", "surname_again"
]
"""What makes a name of a stretch of text (`mention` in why/rules.yaml)."""

HANDLE = re.compile(r"(?<![\w@])@[A-Za-z]\w{1,29}")
POSSESSIVE = re.compile(r"['’]s?$")
UNIT = re.compile(
    r"(?:\d{1,3}(?:st|nd|rd|th)|First|Second|Third|Fourth|Fifth|Sixth|Seventh|Eighth|Ninth|Tenth)"
    r"(?: (?:[A-Z][\w-]+|of the|and)){0,4}"
)
AGE = re.compile(r",? \(?\d{1,2}\b(?:,|\)| years)")
LONGEST_PERSON = 4
"""Words in a person's name; longer runs of capitals are headlines or organisations."""
DESCRIPTION = 7
"""Words in which a text says after a name who that is: 'a former human rights lawyer'."""
NOT_OF_ONE = frozenset({"group", "community", "population", "party", "national", "minority", "body", "staff"})
DESIGNATION = re.compile(r"^[A-Z]{1,4}-?\d+\b")
DASHES = frozenset({"-", "--", "–", "—"})
START = attrgetter("start")
EDGE = " \t\r\n\u00a0,;:.()[]\"'“”‘’@—–-"


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """One name as printed, titles and possessive left out."""

    start: int
    end: int
    text: str
    kind: NameKind
    handle: bool = False
    by: NamedBy = "entity"


def named(parsed: Parsed, places: tuple[Mention, ...], posts: tuple[Post, ...]) -> tuple[Named, ...]:
    """All names of persons, organisations and units, in order, none overlapping another."""
    taken: list[Named] = []
    _take(_signed(posts), taken)
    _take(_handles(parsed), taken)
    _take(_units(parsed), taken)
    _take(_organisations(parsed), taken)
    _take(_persons(parsed, places), taken)
    _take(_entities(parsed), taken)
    _take(list(_again(parsed, taken)), taken)
    surnames = {folded(n.text).split()[-1] for n in taken if n.kind == "person" and " " in n.text}
    return tuple(n for n in taken if not _is_place(n, places, surnames))


def _take(found: Iterable[Named], taken: list[Named]) -> None:
    """Add the names that meet none of those taken, which are in order and apart."""
    for name in found:
        at = bisect_right(taken, name.start, key=START)
        follows = at == 0 or taken[at - 1].end <= name.start
        if follows and (at == len(taken) or name.end <= taken[at].start):
            taken.insert(at, name)


def _signed(posts: tuple[Post, ...]) -> Iterator[Named]:
    for post in posts:
        if post.author is not None:
            kind: NameKind = "organisation" if _organisation_word(post.author.text) else "person"
            yield _name(post.author, kind)
        if post.handle is not None:
            yield Named(
                start=post.handle.start,
                end=post.handle.end,
                text=post.handle.text,
                kind="person",
                handle=True,
                by="signed",
            )


def _handles(parsed: Parsed) -> Iterator[Named]:
    for m in HANDLE.finditer(parsed.text):
        yield Named(start=m.start(), end=m.end(), text=m.group(), kind="person", handle=True, by="handle")


def _units(parsed: Parsed) -> Iterator[Named]:
    """A number and, within a few capitalised words, a formation: '12th Guards Rifle Brigade'."""
    formations = word_set("organisations", "numbered_units")
    for m in UNIT.finditer(parsed.text):
        words = m.group().split()
        last = max((i for i, w in enumerate(words) if w.lower() in formations), default=0)
        if last:
            text = " ".join(words[: last + 1])
            yield Named(start=m.start(), end=m.start() + len(text), text=text, kind="unit", by="unit")


def _organisations(parsed: Parsed) -> Iterator[Named]:
    """Capitalised runs that hold an organisation's word: 'Ministry of Defence of Orvania'."""
    for run in _capitalised(parsed):
        words = [t.lower_ for t in run]
        heads = word_sets(("organisations", "heads"), ("organisations", "units"))
        titles = word_set("offices", "before")
        held = [i for i, w in enumerate(words) if w in heads and run[i].text[0].isupper()]
        if held and len(words) > 1 and (words[-1] in heads or "of" in words) and run[0].lower_ not in titles:
            low, high = run[0].idx, run[-1].end_char
            kind: NameKind = (
                "unit"
                if words[held[-1]] in word_set("organisations", "numbered_units") - {"group", "company"}
                else "organisation"
            )
            yield Named(start=low, end=high, text=parsed.text[low:high], kind=kind, by="organisation_word")


def _capitalised(parsed: Parsed) -> Iterator[list[Token]]:
    run: list[Token] = []
    for token in parsed.doc:
        small = token.lower_ in ("of", "for", "and", "the", "de", "del", "on")
        name = token.text[0].isupper() and token.pos_ in ("PROPN", "NOUN", "ADJ")
        if name or (run and small and _goes_on(token)):
            run.append(token)
            continue
        yield from _closed(run)
        run = []
    yield from _closed(run)


def _goes_on(token: Token) -> bool:
    following = token.nbor() if token.i + 1 < len(token.doc) else None
    if following is None:
        return False
    capital = following.text[0].isupper() and following.pos_ in ("PROPN", "NOUN", "ADJ")
    return (capital and token.lower_ != "and") or (
        token.lower_ in ("of", "for") and following.lower_ == "the"
    )


def _closed(run: list[Token]) -> Iterator[list[Token]]:
    """The run without small words at its end, and without 'Fighters of the' at its beginning."""
    group = len(run) > 2 and run[1].lower_ == "of" and _people(run[0])
    run = run[2 + (run[2].lower_ == "the") :] if group else run
    while run and run[-1].lower_ in ("of", "for", "and", "the", "de", "del", "on"):
        run = run[:-1]
    if run:
        yield run


def _people(token: Token) -> bool:
    word, known = token.lower_, word_set("organisations", "people")
    classes = vocabulary("organisations")["classes"]
    return (
        word in known or word.removesuffix("s") in known or any(word in words for words in classes.values())
    )


def _entities(parsed: Parsed) -> Iterator[Named]:
    for entity in parsed.doc.ents:
        kind = {"PERSON": "person", "ORG": "organisation"}.get(entity.label_)
        if kind is None:
            continue
        whole = _without_dateline(entity)
        if whole is None:
            continue
        first = _first_name(whole[0])
        low, high = _without_titles(parsed.text, first.idx, _end_of_name(whole, kind))
        text = parsed.text[low:high]
        if not any(c.isalpha() for c in text) or "\n" in text or _not_a_name(text):
            continue
        if not parsed.doc.text[low].isupper():
            continue
        is_organisation = kind == "organisation" or (_organisation_word(text) and " " in text)
        yield Named(start=low, end=high, text=text, kind="organisation" if is_organisation else "person")


def _end_of_name(entity: Run, kind: str) -> int:
    """Where a person's name ends: before 'Murder Case' in a headline."""
    after = [
        t for t in entity[1:] if kind == "person" and t.lower_ in word_set("organisations", "after_names")
    ]
    return after[0].nbor(-1).end_char if after else entity.end_char


def _without_dateline(entity: Run) -> Run | None:
    """The name without 'KESSIN - ' before it; None where only 'Gunmen of' is left."""
    dashes = [t.i for t in entity if t.text in DASHES and t.i > entity.start and t.nbor(-1).whitespace_]
    rest = entity.doc[dashes[-1] + 1 : entity.end] if dashes else entity
    small = [t for t in rest if t.lower_ not in ("of", "the")]
    return None if not small or (dashes and all(_people(t) for t in small)) else rest


def _persons(parsed: Parsed, places: tuple[Mention, ...]) -> Iterator[Named]:
    """Capitalised names that an office precedes, an age follows, or that speak: 'Ana Vell, 34, said'."""
    covered = {i for p in places if _known(p) for i in range(p.start, p.end)}
    listed = -1
    for run in _proper_runs(parsed):
        titled = list(takewhile(lambda t: _title(t) or t.lower_ in word_set("offices", "before"), run))
        name = run[len(titled) :]
        before = run[0].nbor(-1) if run[0].i else None
        office = bool(titled) or (before is not None and _title(before))
        called = len(name) > 1 and (_after_noun(run[0]) or listed == run[0].i - 2 or _before_noun(name[-1]))
        if not name or all(t.idx in covered for t in name) or (len(name) == 1 and not office):
            continue
        low, high = name[0].idx, name[-1].end_char
        text = parsed.text[low:high]
        if (
            len(name) <= LONGEST_PERSON
            and (office or called or _aged(parsed.text, high) or _speaks(name[-1]))
            and not _organisation_word(text)
        ):
            listed = _listed_on(name[-1]) if called else -1
            yield Named(start=low, end=high, text=text, kind="person", by="office_or_speech")


def _known(place: Mention) -> bool:
    """Whether the gazetteer has it; a name that only the grammar takes for a place's may be a person's."""
    return place.id is not None or place.country is not None


def _after_noun(first: Token) -> bool:
    """'the journalists / Ana Vell', 'his colleague, / Ana Vell,', 'identified as / Ana Vell'."""
    back = [t for t in first.doc[max(0, first.i - 2) : first.i] if t.sent == first.sent]
    if [t.lower_ for t in back] in (["identified", "as"], ["named", "as"]):
        return True
    if back and back[-1].text == "," and len(back) == 2:
        after = _after_run(first)
        back = back[:1] if after is not None and after.text in (",", ".") else []
    return bool(back) and back[-1].is_lower and back[-1].pos_ in ("NOUN", "ADJ") and _person_word(back[-1])


def _after_run(first: Token) -> Token | None:
    rest = (t for t in first.doc[first.i : first.i + LONGEST_PERSON + 2] if not t.text[:1].isupper())
    return next(rest, None)


def _before_noun(last: Token) -> bool:
    """'Ana Vell, a human rights lawyer,', 'Ana Vell, who': a word for people tells what the name is."""
    rest = list(last.doc[last.i + 1 : last.i + 2 + DESCRIPTION])
    comma = bool(rest) and rest[0].text in (",", *DASHES)
    rest = rest[1:] if comma else rest
    if rest and rest[0].lower_ in ("who", "whom", "whose"):
        return True
    if not comma or not rest or rest[0].pos_ not in ("DET", "PRON", "NUM", "ADJ", "NOUN"):
        return False
    phrase = list(takewhile(lambda t: t.pos_ in ("DET", "PRON", "NUM", "ADJ", "NOUN", "PROPN"), rest))
    return phrase[-1].is_lower and phrase[-1].pos_ == "NOUN" and _person_word(phrase[-1])


def _person_word(token: Token) -> bool:
    listed = word_sets(("victims", "persons"), ("victims", "occupations"))
    return bool({token.lower_, token.lemma_.lower()} & listed) and token.lower_ not in NOT_OF_ONE


def _listed_on(last: Token) -> int:
    """Where 'and' or a comma stands after a name, so that the next name is one of the same list."""
    following = last.doc[last.i + 1] if last.i + 1 < len(last.doc) else None
    return last.i if following is not None and following.lower_ in (",", "and") else -1


def _proper_runs(parsed: Parsed) -> Iterator[list[Token]]:
    run: list[Token] = []
    for token in parsed.doc:
        initial = len(token.text) == 2 and token.text[1] == "." and token.text[0].isupper()
        if (
            token.pos_ == "PROPN"
            and token.text[0].isupper()
            and (token.text.replace("-", "").isalpha() or initial or _title(token))
        ):
            run.append(token)
            continue
        if run:
            yield run
        run = []
    if run:
        yield run


def _title(token: Token) -> bool:
    return token.lower_ in word_set("offices", "offices") or token.lower_ in word_set("offices", "address")


def _aged(text: str, end: int) -> bool:
    return AGE.match(text, end) is not None


def _speaks(token: Token) -> bool:
    """Whether a name is the subject of a verb of speech, or stands beside a noun for people."""
    if token.dep_ == "appos":
        return token.head.lemma_.lower() in word_sets(("organisations", "people"), ("offices", "offices"))
    speech = token.head.lemma_.lower() in word_set("saying", "verbs", "clause")
    return token.dep_ == "nsubj" and speech and not any(c.dep_ == "det" for c in token.lefts)


def _again(parsed: Parsed, taken: Iterable[Named]) -> Iterator[Named]:
    """Surnames of persons already named, wherever they stand alone; in small letters also those taken for common nouns."""
    full = [n for n in taken if n.kind == "person" and " " in n.text and not n.handle]
    surnames = {n.text.split()[-1] for n in full} | {
        n.text.split()[-2] for n in full if n.text.count(" ") > 1
    }
    for token in parsed.doc:
        if token.pos_ not in ("PROPN", "NOUN"):
            continue
        printed = parsed.text[token.idx : token.end_char]
        if printed in surnames and (token.pos_ == "PROPN" or printed.islower()):
            low, high = _first_name(token).idx, token.end_char
            yield Named(start=low, end=high, text=parsed.text[low:high], kind="person", by="surname_again")


def _first_name(token: Token) -> Token:
    """The leftmost capitalised word of the name: parsers miss first names they have never seen."""
    first = token
    while first.i > 0 and _belongs_before(first.nbor(-1), first):
        first = first.nbor(-1)
    return first


def _belongs_before(before: Token, first: Token) -> bool:
    name = before.pos_ == "PROPN" and before.dep_ == "compound" and before.text[0].isupper()
    unnamed = before.ent_type_ in ("", "PERSON", "ORG") and not _title(before)
    return name and unnamed and before.sent == first.sent and before.head.i >= first.i


def _without_titles(text: str, start: int, end: int) -> tuple[int, int]:
    """The name without the office or address before it and the possessive after it."""
    possessive = POSSESSIVE.search(text[start:end])
    if possessive and possessive.start() > 1:
        end = start + possessive.start()
    start, end = trimmed(text, start, end, drop=EDGE)
    titles = word_sets(("offices", "address"), ("offices", "offices"), ("offices", "before")) | {"the", "of"}
    while True:
        m = re.match(r"(\S+)\s+(?=\S)", text[start:end])
        if m is None or m.group(1).lower().strip(",") not in titles:
            return start, end
        start += m.end()


def _organisation_word(text: str) -> bool:
    words = folded(text).split()
    return bool(words) and words[-1] in word_set("organisations", "heads")


def _not_a_name(text: str) -> bool:
    words = word_sets(("organisations", "not_names"), ("offices", "before"))
    return folded(text) in words or is_pronoun(text) or DESIGNATION.match(text) is not None


def _is_place(name: Named, places: Iterable[Mention], surnames: set[str]) -> bool:
    """Whether a place mention covers the whole name; a place's name that is a known surname stays."""
    if name.handle or folded(name.text) in surnames:
        return False
    return any(p.start <= name.start and name.end <= p.end for p in places if _known(p))


def _name(at: Span, kind: NameKind) -> Named:
    return Named(start=at.start, end=at.end, text=at.text, kind=kind, by="signed")
