"""Whom does a list name? A register's lines ('3. Ana Vell, 34, woman, seller') are the victims of its deed.

A list is three or more lines in a row that each hold a name, an age, and what else is stated of the
person, or entries behind a heading's colon. A row that itself tells a deed names its victim. A list belongs to the last deed that persons suffer in the few lines above it: 'Persons killed on
12 March'. Sex and occupation are as its lines state them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from chapeau.ground.spans import span
from chapeau.read.circumstances import COUNTED_AS
from chapeau.read.deeds import Deed
from chapeau.read.who import Names
from chapeau.read.words import vocabulary, word_set
from chapeau.records import AgeGroup, Count, Sex, Victim

_WORD = r"(?:[^\W\d_a-z][\w'’.-]*|de|del|al|el|bin|ibn|van|von|la|abu)"
_NEXT = r"[ \t]*(?:,|\||\t)[ \t]*"
LINE = re.compile(
    rf"(?:^|(?<=;)|(?<=:))[ \t]*(?:\|[ \t]*)?(?:\(?(?P<number>\d{{1,4}})(?:[.)]|{_NEXT})[ \t]*|[-*•][ \t]*)?"
    rf"(?P<name>{_WORD}(?: {_WORD}){{1,4}})"
    rf"(?:{_NEXT}|[ \t]*\()(?:aged? )?(?P<age>\d{{1,3}})(?: years?(?: old)?)?\)?"
    rf"(?P<rest>(?:{_NEXT}[^\n,;|\t.]+)*)[ \t]*\|?[ \t]*(?=$|;|\.[ \t]*$)",
    re.MULTILINE,
)
"""An entry: a line, a table's row, or what ';' parts behind a heading's colon."""
FEWEST = 3
"""Lines that make a list; one or two may be an apposition that a line break cut off."""
FEWEST_ANNOUNCED = 2
"""Entries on the line of their heading, behind its colon."""
ABOVE = 300
"""Characters between a list's heading and its first line: a heading, its day, and how it was made."""
TEXTS_KEPT = 4
"""Texts whose lists are kept, since each deed of a text asks for them."""
MOST_WORDS = 3
"""Words of an occupation ('primary school teacher'); longer parts of a line tell something else."""

Lines = tuple["re.Match[str]", ...]


def list_of(deed: Deed, deeds: Sequence[Deed], text: str) -> Lines:
    """The lines of the list that tells whom the deed was done to; empty where there is none."""
    if deed.word.suffers not in ("person", "child", "any"):
        return ()
    row = _row(deed, text)
    if row is not None:
        return (row,)
    return next((run for run in _runs(text) if _heading(run, deeds) == deed), ())


def _row(deed: Deed, text: str) -> re.Match[str] | None:
    """The entry that tells the deed itself, in a table or list ('Ana Vell | 34 | killed in shelling')."""
    at = deed.head.idx
    start, end = text.rfind("\n", 0, at) + 1, text.find("\n", at)
    entries = LINE.finditer(text, start, end if end >= 0 else len(text))
    return next((e for e in entries if e.start("rest") <= at < e.end("rest")), None)


def _heading(run: Lines, deeds: Sequence[Deed]) -> Deed | None:
    above = [d for d in deeds if 0 <= run[0].start() - d.head.idx <= ABOVE]
    last = max(above, key=lambda d: d.head.i, default=None)
    return next((d for d in above if last and d.alone and _on_one_line(d, last)), last)


def _on_one_line(deed: Deed, later: Deed) -> bool:
    """'List of the dead, shelling of Kessin': the words that head the list tell whose list it is, not its occasion."""
    return "\n" not in deed.head.doc.text[deed.head.idx : later.head.idx]


@lru_cache(TEXTS_KEPT)
def _runs(text: str) -> tuple[Lines, ...]:
    return tuple(_runs_in(text))


def _runs_in(text: str) -> Iterator[Lines]:
    run: list[re.Match[str]] = []
    for line in LINE.finditer(text):
        if run and text[run[-1].end() : line.start()].strip(" \t\r\n;."):
            yield from _long_enough(text, run)
            run = []
        run.append(line)
    yield from _long_enough(text, run)


def _long_enough(text: str, run: list[re.Match[str]]) -> Iterator[Lines]:
    announced = bool(run) and text[: run[0].start()].endswith(":")
    if len(run) >= (FEWEST_ANNOUNCED if announced else FEWEST):
        yield tuple(run)


def persons(text: str, lines: Lines, names: Names) -> tuple[Victim, ...]:
    """The persons that a list names, in its order."""
    return tuple(_person(text, line, names) for line in lines)


def _person(text: str, line: re.Match[str], names: Names) -> Victim:
    start, end = line.span("name")
    name = span(text, start, end)
    stated = [part.strip() for part in re.split(r"[,|\t]", line["rest"]) if part.strip()]
    return Victim(
        start=start,
        end=end,
        text=name.text,
        kind="individual",
        actor=names.actor_of(start, end),
        name=name.text,
        occupation=next((s for s in stated if _occupation(s)), None),
        sex=next((sex for s in stated for sex in [_sex(s)] if sex), "unknown"),
        age_group=_age_group(int(line["age"])),
    )


def _sex(stated: str) -> Sex | None:
    word = stated.lower()
    if word in ("m", "f"):
        return "man" if word == "m" else "woman"
    told: tuple[Sex, ...] = ("man", "woman")
    return next((sex for sex in told if word in word_set("victims", "sex", sex)), None)


def _occupation(stated: str) -> bool:
    """Whether a line's part may be what the person did; places and ways of dying are no occupations."""
    words = stated.split()
    other = word_set("victims", "no_occupation")
    return stated[0].islower() and len(words) <= MOST_WORDS and not _sex(stated) and words[0] not in other


def _age_group(years: int) -> AgeGroup:
    return "child" if years < vocabulary("victims")["child_below"] else "adult"


def count(text: str, lines: Lines, deed: Deed) -> Count:
    """How many the list names; its place is the last line's number, else the heading's word for the deed."""
    numbers = [line["number"] for line in lines]
    in_order = numbers == [str(n) for n in range(1, len(lines) + 1)]
    start, end = lines[-1].span("number") if in_order else (deed.head.idx, deed.head.end_char)
    return Count(
        start=start,
        end=end,
        text=text[start:end],
        low=len(lines),
        high=len(lines),
        of=COUNTED_AS.get(deed.word.family, "persons"),
        basis="numeral" if in_order else "words",
    )
