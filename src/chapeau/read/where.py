"""Where? Names of places and of peoples in a text, each put on the map by the gazetteer.

A name is found in the gazetteer, or by the grammar's model of names, and kept if enough speaks for a
place: what the model takes it for, the word before, the place named beside it, how many people live
there. Which of several places of one name is meant is told by what contains it ('Springfield,
Illinois'), by the countries and regions the text speaks of, and by population.
"""

from __future__ import annotations

import math
import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import NamedTuple

from chapeau.ground.gazetteer import Gazetteer, GazetteerPlace
from chapeau.ground.names import NAMES_KEPT, folded
from chapeau.read.parsed import Parsed
from chapeau.read.words import vocabulary, word_set
from chapeau.records import Mention

WORD = re.compile(r"(?:[^\W\d_]\.){2,}|[^\W\d_]+(?:['’][^\W\d_]{2,})*")
POSSESSIVE = re.compile(r"['’]s$", re.IGNORECASE)
WORD_BEFORE = re.compile(r"(?<![^\W\d_])([^\W\d_]+)\.?\s+(?:the\s+)?$")
GAP = re.compile(r"[ \n]|\s*-\s*|\.\s")
LONGEST_NAME = 6
KEPT_FROM = 2.0
"""What must speak for a name before it is a place. Chosen on the even half of TR-News, to be checked
with the geoparsing figures of the benchmark before it is changed."""
OWN_WORD, OWN_NAME = 3.0, 8.0
"""What a case's own name weighs, of one word and of several: a word may be anybody's surname (the model's
'person' takes 4 off), but 'Saint Orla hospital' whole is nobody's, whatever the model makes of its parts."""
CONTEXT = 2.2
"""How far the countries of a text outweigh population (in powers of ten). Chosen and checked likewise."""
CASELESS_BELOW = 0.01
"""The share of capitals under which a text is taken to be printed without them."""


class _Word(NamedTuple):
    start: int
    end: int
    text: str
    capital: bool


@dataclass(frozen=True, slots=True)
class _Name:
    """A name that may be a place. `label` is what the model of names takes it for, '' for nothing."""

    start: int
    end: int
    found: tuple[GazetteerPlace, ...]
    label: str = ""
    alone: bool = True
    people: bool = False


def places(parsed: Parsed, gazetteer: Gazetteer, document: str = "") -> tuple[Mention, ...]:
    """Mentions of kind place and nationality, in order of offset, none overlapping another.

    A place that the gazetteer does not know is a mention without coordinates. `document` is the id
    that the mentions carry.
    """
    text = _Text(parsed, gazetteer)
    kept = text.kept()
    meant = _meant(text, kept)
    return tuple(_mention(parsed, name, place, document) for name, place in zip(kept, meant, strict=True))


@dataclass(frozen=True, slots=True)
class PlaceReason:
    """Why a name is a place (what speaks for it, by kind; `KEPT_FROM` are needed) and why this one."""

    speaks: dict[str, float]
    choice: str


def places_because(parsed: Parsed, gazetteer: Gazetteer) -> dict[tuple[int, int], PlaceReason]:
    """For each of the `places` of a text, by its offsets, what it rests on."""
    text = _Text(parsed, gazetteer)
    sure = text.sure()
    return {
        (n.start, n.end): PlaceReason(
            {**text.speaking(n), "named_again": text.again(n, sure)}, _choice(text, n)
        )
        for n in text.kept()
    }


def _choice(text: _Text, name: _Name) -> str:
    """Which rule of `_meant` tells the place."""
    if not name.found:
        return "unlisted"
    if name.people:
        return "people"
    if len(name.found) == 1:
        return "only_one"
    return "held_by" if _sure(text, name) is not None else "company"


class _Text:
    """One text with its words and names by offset, for the questions that finding places asks."""

    def __init__(self, parsed: Parsed, gazetteer: Gazetteer) -> None:
        self.parsed = parsed
        self.text = parsed.text
        self.gazetteer = gazetteer
        self.words = tuple(_words(parsed.text))
        self.caseless = _caseless(parsed.text)
        self.entities = [(e.start_char, e.end_char, e.label_, e.text) for e in parsed.doc.ents]
        self.entity_ends = [(e[0], e[1]) for e in self.entities]
        self.parts_of_speech = {t.idx: t.pos_ for t in parsed.doc}
        self.surnames = _surnames(self.entities)
        self.lower = frozenset(w.text for w in self.words if not w.capital)
        self.candidates = self._candidates()
        self.speaks = {n.start: sum(self.speaking(n).values()) for n in self.candidates}

    def kept(self) -> tuple[_Name, ...]:
        """The names that are places or peoples, in order."""
        sure = self.sure()
        return tuple(n for n in self.candidates if self.speaks[n.start] + self.again(n, sure) >= KEPT_FROM)

    def sure(self) -> set[str]:
        """The names that are places where they stand, so that the same name elsewhere is more likely one."""
        return {
            folded(self._of(n))
            for n in self.candidates
            if n.label in ("GPE", "LOC") and self.speaks[n.start] >= KEPT_FROM
        }

    def _candidates(self) -> tuple[_Name, ...]:
        listed = list(self._listed())
        taken = [(n.start, n.end) for n in listed]
        named = [n for n in self._unlisted() if _overlapping(taken, n.start, n.end) is None]
        return tuple(sorted((*listed, *named), key=lambda n: n.start))

    def _of(self, name: _Name) -> str:
        return self.text[name.start : name.end]

    def again(self, name: _Name, sure: set[str]) -> float:
        """What the same name elsewhere in the text speaks for this one."""
        again = folded(self._of(name)) in sure and (name.alone or name.label == "ORG")
        return 2.0 if again else 0.0

    # --- names that the gazetteer has

    def _listed(self) -> Iterator[_Name]:
        at = 0
        while at < len(self.words):
            if not (self.words[at].capital or self.caseless):
                at += 1
                continue
            name, used = self._longest(at)
            if name:
                yield name
            at += used

    def _longest(self, at: int) -> tuple[_Name | None, int]:
        """The longest name that starts with this word, and how many words it takes (one where none does)."""
        for last in range(self._end_of_run(at), at - 1, -1):
            plain = not (self.words[last].capital or self.caseless)
            if not plain or self._own(at, last):
                name = self._look_up(at, last)
                if name:
                    return name, last - at + 1
        return None, 1

    def _own(self, first: int, last: int) -> bool:
        """Whether these words are a name of the case's own places, lower-case words and all."""
        printed = self.text[self.words[first].start : self.words[last].end]
        return self.gazetteer.is_case_name(" ".join(printed.split()))

    def _titled(self, name: _Name) -> bool:
        """Whether the name only opens that of a newspaper, airline or the like: 'Los Angeles Times'."""
        return self._word_after(name.end, apart=" ") in word_set("place_words", "titles_of_things")

    def _end_of_run(self, at: int) -> int:
        """The last word that a name from this word on may hold: nothing but a space or a dot parts them."""
        words, last = self.words, at
        most = min(at + LONGEST_NAME, len(words)) - 1
        while last < most and self._gap(words[last], words[last + 1]):
            last += 1
        return last

    def _gap(self, a: _Word, b: _Word) -> bool:
        gap = self.text[a.end : b.start]
        if gap == " ":
            return True
        return bool(GAP.fullmatch(gap)) and (gap[0] != "." or a.text in ("St", "Ste", "Mt", "Ft"))

    def _look_up(self, first: int, last: int) -> _Name | None:
        start, end = self.words[first].start, self.words[last].end
        end = start + len(POSSESSIVE.sub("", self.text[start:end]).rstrip())
        printed = " ".join(self.text[start:end].split())
        nation = self._people(printed)
        if nation:
            return self._name(start, end, (nation,), people=True)
        found = (
            self._abbreviated(printed, start)
            or _standing_for(printed, self.gazetteer)
            or self._as_unit(printed, end)
            or self._found(printed)
        )
        return self._name(start, end, found) if found or _is_water(printed) else None

    def _as_unit(self, printed: str, end: int) -> tuple[GazetteerPlace, ...]:
        """'Niger state' is no country, 'Bauchi state' no town: the word after a name says what it is of."""
        unit = self._word_after(end, apart=" ")
        if unit not in word_set("place_words", "units") or self.gazetteer.is_case_name(printed):
            return ()
        named = (*self.gazetteer.find(f"{printed} {unit}"), *self._found(printed))
        return tuple(dict.fromkeys(p for p in named if p.kind == "region"))

    def _found(self, printed: str) -> tuple[GazetteerPlace, ...]:
        if folded(printed) in word_set("place_words", "never") and not self.gazetteer.is_case_name(printed):
            return ()
        if (
            len(printed) < 4
            and not (printed.isupper() and len(printed) > 1)
            and not self.gazetteer.is_case_name(printed)
        ):
            return ()
        if printed in ("us", "Us") or (
            printed.isupper() and len(printed) <= 3 and not self._is_country(printed)
        ):
            return ()
        return self.gazetteer.find(printed) or self.gazetteer.find(printed.replace("-", " "))

    def _is_country(self, printed: str) -> bool:
        return any(p.kind == "country" for p in self.gazetteer.find(printed))

    def _people(self, printed: str) -> GazetteerPlace | None:
        nation = self.gazetteer.demonym(printed)
        none = nation is None or folded(printed) in word_set("place_words", "not_peoples")
        return None if none else nation

    def _abbreviated(self, printed: str, start: int) -> tuple[GazetteerPlace, ...]:
        """'Calif.', and 'CA' where it follows a comma; both are regions."""
        dotted = (
            printed + "." if self.text[start + len(printed) : start + len(printed) + 1] == "." else printed
        )
        for form in (dotted, printed):
            region = _abbreviations().get(form)
            if region and (self._after_comma(start) or form.count(".") > 1 or form == "NSW"):
                return tuple(
                    p for p in self.gazetteer.find(region[0]) if p.country == region[1] and p.kind == "region"
                )
        return ()

    def _after_comma(self, start: int) -> bool:
        return self.text[max(0, start - 5) : start].rstrip().endswith(",")

    def _name(self, start: int, end: int, found: tuple[GazetteerPlace, ...], people: bool = False) -> _Name:
        at = _overlapping(self.entity_ends, start, end)
        entity = None if at is None else self.entities[at]
        alone = entity is None or _bare(entity[3]) == _bare(self.text[start:end])
        return _Name(start, end, found, entity[2] if entity else "", alone, people)

    # --- names that only the model of names has

    def _unlisted(self) -> Iterator[_Name]:
        for start, _, label, printed in self.entities:
            begin = start + (4 if printed.lower().startswith("the ") else 0)
            finish = start + len(POSSESSIVE.sub("", printed.rstrip(" .,;:'\n")).rstrip())
            if (
                label in ("GPE", "LOC", "FAC", "ORG")
                and finish > begin
                and self._could_be(begin, finish, label)
            ):
                yield _Name(begin, finish, (), label)

    def _could_be(self, start: int, end: int, label: str) -> bool:
        printed = self.text[start:end]
        words = folded(printed).split()
        if not printed[0].isupper() or "\n" in printed or not words:
            return False
        facility = words[-1] in word_set("place_words", "facilities") and len(words) > 1
        if label in ("FAC", "ORG"):
            return facility and (
                label == "FAC" or words[-1] not in ("university", "college", "school", "state", "court")
            )
        return facility or printed in _features() or self._looks_like_a_place(printed, words)

    def _looks_like_a_place(self, printed: str, words: list[str]) -> bool:
        plain = all(w.capital for w in _words(printed))
        return (
            plain and not set(words) & self.surnames and len(words) <= 3 and printed.lower() not in self.lower
        )

    # --- what speaks for a place

    def speaking(self, name: _Name) -> dict[str, float]:
        """What speaks for a name being a place, and what against it, by kind."""
        if self._titled(name):
            return {"title": 0.0}
        if name.people:
            return {"people": self._speaks_for_people(name)}
        return {
            "label": self._label_speaks(name),
            "size": self._size_speaks(name),
            "neighbours": self._neighbours_speak(name),
            "word": self._word_speaks(name),
        }

    def _speaks_for_people(self, name: _Name) -> float:
        printed = self.text[name.start : name.end]
        if not (printed[0].isupper() or self.caseless):
            return 0.0
        return 0.0 if name.label == "PERSON" and not name.alone else KEPT_FROM

    def _label_speaks(self, name: _Name) -> float:
        if name.label in ("GPE", "LOC"):
            return 2.0
        if name.label == "PERSON":
            return -0.5 if name.alone else -4.0
        if name.label == "FAC":
            return 1.5 if name.alone or not name.found else 0.5
        if name.label in ("ORG", "EVENT", "LAW") and not name.found:
            return 1.5 if name.label == "ORG" else 0.0
        return {"ORG": 0.5, "": 0.0}.get(name.label, -0.5 if not name.alone else 0.0)

    def _size_speaks(self, name: _Name) -> float:
        if not name.found:
            return 0.5 if name.label in ("FAC", "ORG") else 0.0
        if self.gazetteer.is_case_name(self._of(name)):
            return OWN_NAME if " " in self._of(name) else OWN_WORD
        best = name.found[0]
        if best.kind == "country":
            return 2.0
        weight = max(p.population for p in name.found)
        grade = 0.0 if weight < 50_000 else 0.5 if weight < 250_000 else 1.0 if weight < 1_000_000 else 2.0
        return (
            grade
            + (0.5 if best.kind == "region" and not best.area else 0.0)
            + (0.5 if " " in self._of(name) else 0.0)
        )

    def _neighbours_speak(self, name: _Name) -> float:
        before, after = self._word_before(name.start), self._word_after(name.end)
        speaks = 0.0
        if before in word_set("place_words", "locative"):
            speaks += 1.5
        if self._opens_a_dateline(name):
            speaks += 2.0
        if self._beside_a_place(name):
            speaks += 2.0
        if before in word_set("place_words", "titles"):
            speaks -= 3.0
        big = bool(name.found) and name.found[0].kind == "country"
        if (
            after in word_set("place_words", "said")
            and not big
            and before not in word_set("place_words", "locative")
        ):
            speaks -= 1.5
        if self._part_of_a_name(name):
            speaks -= 2.0
        return speaks

    def _opens_a_dateline(self, name: _Name) -> bool:
        """Whether a paragraph starts with this name in capitals, and a dash or comma follows."""
        before = self.text[max(0, name.start - 5) : name.start].rstrip(" ")
        starts = before.endswith("\n") or (not before and name.start < 5)
        goes_on = re.match(r"\s?(,|[-–—]|\([A-Z]|[A-Z]{3,})", self.text[name.end : name.end + 6])
        return starts and bool(goes_on) and self._of(name).isupper()

    def _part_of_a_name(self, name: _Name) -> bool:
        """Whether a capitalised name goes on right after, or comes right before, outside an organisation."""
        if name.label == "ORG" or self.caseless or not name.found or name.found[0].kind == "country":
            return False
        after = re.match(r"[ ]([A-Z][a-z]+)", self.text[name.end : name.end + 40])
        goes_on = bool(after) and self._is_name(name.end + 1)
        before = re.search(r"([A-Z][a-z]+|[A-Z]\.)[ ]$", self.text[max(0, name.start - 40) : name.start])
        came = (
            bool(before)
            and self._is_name(name.start - len(before.group()) if before else 0)
            and self._word_before(name.start) not in _free()
        )
        return (goes_on or came) and name.label not in ("GPE", "LOC", "FAC")

    def _is_name(self, at: int) -> bool:
        return self.parts_of_speech.get(at) == "PROPN"

    def _beside_a_place(self, name: _Name) -> bool:
        """Whether ', Region' or ', Country' follows that holds one of the places of this name."""
        if not name.found:
            return False
        after = self._container_after(name.end)
        return any(_within(p, c) for p in name.found for c in after)

    def _container_after(self, end: int) -> tuple[GazetteerPlace, ...]:
        match = re.match(
            r"\s?[,(]\s?((?:[A-Z]\.\s?)+|[A-Z][^\W\d_]*\.?(?:\s[A-Z][^\W\d_]+){0,3})",
            self.text[end : end + 60],
        )
        words = match.group(1).split() if match else []
        for many in range(len(words), 0, -1):
            found = self._containers(" ".join(words[:many]))
            if found:
                return found
        return ()

    def _containers(self, printed: str) -> tuple[GazetteerPlace, ...]:
        short = _abbreviations().get(printed) or _abbreviations().get(printed.rstrip("."))
        if short:
            return tuple(
                p for p in self.gazetteer.find(short[0]) if p.country == short[1] and p.kind == "region"
            )
        found = self.gazetteer.find(POSSESSIVE.sub("", printed).rstrip("."))
        return tuple(p for p in found if p.kind in ("country", "region", "district"))

    def _word_speaks(self, name: _Name) -> float:
        printed = self._of(name)
        key = folded(printed)
        if (
            name.found
            and name.found[0].kind == "country"
            and key not in word_set("place_words", "countries_and_persons")
        ):
            return 0.0
        speaks = 0.0
        if key in word_set("place_words", "seldom"):
            speaks -= 1.5
        if key in self.lower and not self.caseless:
            speaks -= 3.0
        if key in self.surnames:
            speaks -= 3.0
        if self.caseless:
            speaks -= 0.5 if self._word_before(name.start) in word_set("place_words", "locative") else 2.0
        elif (
            name.found
            and not name.label
            and self.parts_of_speech.get(name.start, "PROPN") not in ("PROPN", "ADJ")
        ):
            speaks -= 1.5
        return speaks

    def _word_before(self, start: int) -> str:
        match = WORD_BEFORE.search(self.text[max(0, start - 40) : start])
        return match.group(1).lower() if match else ""

    def _word_after(self, end: int, apart: str = r",?\s+") -> str:
        match = re.match(apart + r"([^\W\d_]+)", self.text[end : end + 30])
        return match.group(1).lower() if match else ""

    def container_of(self, name: _Name) -> tuple[GazetteerPlace, ...]:
        """The places printed right after the name as holding it."""
        return self._container_after(name.end)


# --- which of several places of one name -----------------------------------------------------------


def _meant(text: _Text, names: tuple[_Name, ...]) -> tuple[GazetteerPlace | None, ...]:
    """The place each name means: told by what holds it, then by the company it keeps, twice over."""
    first = tuple(_sure(text, n) for n in names)
    second = _chosen(text, names, first)
    return _chosen(text, names, tuple(a or b for a, b in zip(first, second, strict=True)), first)


def _sure(text: _Text, name: _Name) -> GazetteerPlace | None:
    """The place, where the text leaves no choice."""
    if len(name.found) == 1:
        return name.found[0]
    holding = text.container_of(name)
    held = [p for p in name.found if any(_within(p, c) for c in holding)]
    return max(held, key=_prior) if held else None


def _chosen(
    text: _Text,
    names: tuple[_Name, ...],
    company: tuple[GazetteerPlace | None, ...],
    sure: tuple[GazetteerPlace | None, ...] | None = None,
) -> tuple[GazetteerPlace | None, ...]:
    keeps = _Company(company)
    same: dict[str, GazetteerPlace] = {}
    for name, place in zip(names, sure or company, strict=True):
        if place and len(name.found) > 1:
            same.setdefault(folded(text.text[name.start : name.end]), place)
    return tuple(
        fixed
        or same.get(folded(text.text[n.start : n.end]))
        or keeps.likeliest(n.found, text.text[n.start : n.end])
        for n, fixed in zip(names, sure or company, strict=True)
    )


class _Company:
    """The countries and regions that a text speaks of, and how much."""

    def __init__(self, known: Iterable[GazetteerPlace | None]) -> None:
        there = [p for p in known if p]
        self.countries = Counter(p.country for p in there if p.country)
        self.regions = Counter((p.country, _bare(p.region or p.name)) for p in there if p.kind != "country")
        self.most = max(self.countries.values(), default=1)
        self.all = sum(self.regions.values()) or 1

    def likeliest(self, found: tuple[GazetteerPlace, ...], printed: str) -> GazetteerPlace | None:
        """The place that size and company speak for; None where there is none."""
        key = folded(printed)
        return max(
            found,
            key=lambda p: (self._weight(p) + (0.6 if folded(p.name) == key else 0.0), p.id),
            default=None,
        )

    def _weight(self, place: GazetteerPlace) -> float:
        country = self.countries[place.country or ""] / self.most
        region = self.regions[place.country, _bare(place.region or "")] / self.all if place.region else 0.0
        return _prior(place) + CONTEXT * country + CONTEXT * min(1.0, 2 * region)


def _prior(place: GazetteerPlace) -> float:
    """What speaks for a place before the text is read: powers of ten of its people, and its kind."""
    kind = {"country": 2.0, "region": -0.5, "district": -1.5}.get(place.kind, 0.0)
    size = math.log10(place.population + 10)
    return (
        size + kind + (0.7 if place.capital else 0.0) - (1.0 if place.area and not place.population else 0.0)
    )


def _within(place: GazetteerPlace, container: GazetteerPlace) -> bool:
    if place.id == container.id or place.country != container.country or place.kind == "country":
        return False
    if container.kind == "country":
        return True
    return place.kind in ("settlement", "district", "site") and (
        _bare(place.region or container.name) == _bare(container.name) or container.kind == "district"
    )


# --- small things ----------------------------------------------------------------------------------


def _mention(parsed: Parsed, name: _Name, place: GazetteerPlace | None, document: str) -> Mention:
    return Mention(
        start=name.start,
        end=name.end,
        text=parsed.text[name.start : name.end],
        document=document,
        kind="nationality" if name.people else "place",
        lat=place.lat if place else None,
        lon=place.lon if place else None,
        precision=place.kind if place else None,
        id=place.id if place else None,
        country=place.country if place else None,
    )


def _words(text: str) -> Iterator[_Word]:
    for match in WORD.finditer(text):
        printed = match.group()
        yield _Word(match.start(), match.end(), printed, printed[0].isupper())


def _caseless(text: str) -> bool:
    letters = sum(map(str.isalpha, text))
    return letters > 0 and sum(map(str.isupper, text)) < CASELESS_BELOW * letters


def _surnames(entities: list[tuple[int, int, str, str]]) -> frozenset[str]:
    """The last words of persons' names of two words and more, and first names that are seldom places."""
    names = [POSSESSIVE.sub("", e[3].strip()).split() for e in entities if e[2] == "PERSON"]
    first = {folded(n[0]) for n in names if len(n) > 1} & word_set("place_words", "seldom")
    return frozenset({folded(n[-1]) for n in names if len(n) > 1} | first)


def _overlapping(ranges: list[tuple[int, int]], start: int, end: int) -> int | None:
    """The index of the first of these ordered ranges, none overlapping another, that meets start:end."""
    at = bisect_right(ranges, (start, end))
    if at and ranges[at - 1][1] > start:
        return at - 1
    return at if at < len(ranges) and ranges[at][0] < end else None


@lru_cache(NAMES_KEPT)
def _bare(name: str) -> str:
    """A name without article, possessive and the kind of unit it is, for comparison."""
    plain = POSSESSIVE.sub("", folded(name).removeprefix("the "))
    return re.sub(r" (state|province|oblast|region|governorate|county)$", "", plain)


@cache
def _abbreviations() -> dict[str, tuple[str, str]]:
    short = vocabulary("place_words")["abbreviations"]
    return {
        form: (region, code) for code, rs in short.items() for region, forms in rs.items() for form in forms
    }


@cache
def _features() -> frozenset[str]:
    return word_set("place_words", "features")


@cache
def _free() -> frozenset[str]:
    return word_set("place_words", "locative") | {
        "the",
        "and",
        "of",
        "for",
        "with",
        "that",
        "when",
        "as",
        "but",
        "by",
    }


def _is_water(printed: str) -> bool:
    """'Gulf of Guinea': a sea is in none of the countries that it is called by."""
    words = folded(printed).split()
    return len(words) > 2 and words[1] == "of" and words[0] in word_set("place_words", "waters")


def _standing_for(printed: str, gazetteer: Gazetteer) -> tuple[GazetteerPlace, ...]:
    """The seat of government that a house stands for: 'Kremlin'."""
    house = vocabulary("place_words")["metonyms"].get(printed.removeprefix("the "))
    if not house:
        return ()
    return tuple(p for p in gazetteer.find(house[0]) if p.country == house[1] and p.kind == "settlement")[:1]
