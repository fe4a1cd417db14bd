"""Made casualty lists over one invented population, with known damage and known truth: `make(seed)`.

Four lists, each over a part of the dead, in three traditions of names: a hospital's in Latin letters, a town's in
the people's own script, a newspaper's by another table of transliteration, and one kept in Russian or Arabic. A row
is damaged in none to three ways; traps are people who must stay apart: twins, namesakes, fathers and sons of one name.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import yaml

FIRST_DAY = date(2031, 3, 1)
DAYS = 120

HEADERS = {"given": "given name", "middle": "father's name", "family": "family name", "sex": "sex", "age": "age",
           "died": "date of death", "place": "place"}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Being:
    """One invented person. Names are tuples: own script, and three Latin spellings; Cyrillic ones have Russian too."""

    number: int
    tradition: str
    given: tuple[str, ...]
    middle: tuple[str, ...]
    family: tuple[str, ...]
    sex: str
    age: int
    died: date
    place: int
    trap: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a list: its cells by field, who it is, and how it was damaged."""

    list: str
    being: int
    cells: dict[str, str]
    damage: frozenset[str]
    trap: str = ""


@dataclass(slots=True)
class Made:
    """The lists' rows in their order."""

    rows: list[Row] = field(default_factory=list)


@cache
def material() -> dict[str, Any]:
    """What `casualty_lists.yaml` holds."""
    loaded: dict[str, Any] = yaml.safe_load(Path(__file__).with_suffix(".yaml").read_text("utf-8"))
    return loaded


def make(seed: int, people: int = 600) -> Made:
    """Four lists over so many people, the same for the same seed."""
    chance = random.Random(seed)
    beings = list(_with_traps(chance, [_being(chance, n) for n in range(people)]))
    made = Made()
    for name, share in (("hospital", 0.6), ("town", 0.7), ("newspaper", 0.45), ("register", 0.55)):
        listed = [b for b in beings if chance.random() < share]
        rows = [_row(chance, name, b) for b in listed]
        again = [_again(chance, name, b) for b in listed if chance.random() < 0.04]
        rows += again
        chance.shuffle(rows)
        made.rows += rows
    return made


# --- the people -----------------------------------------------------------------------------------------


def _being(chance: random.Random, number: int) -> Being:
    tradition = chance.choice(["cyrillic", "cyrillic", "arabic", "arabic", "latin"])
    sex = chance.choice(["man", "man", "woman"])
    given, middle, family = _NAMES[tradition](chance, sex)
    return Being(
        number, tradition, given, middle, family, sex, chance.choice([*range(1, 90), *range(15, 60)]),
        FIRST_DAY + timedelta(days=chance.randrange(DAYS)), chance.randrange(len(material()["places"])),
    )  # fmt: skip


def _cyrillic(chance: random.Random, sex: str) -> tuple[tuple[str, ...], ...]:
    names = material()["cyrillic"]
    given, father = chance.choice(names[sex]), chance.choice(names["fathers"])
    ends = ("ович", "ович") if sex == "man" else ("івна", "овна")
    stem, end = chance.choice(names["stems"]), chance.choice(names["endings"])
    family = stem + ("в" if end[0] in "оуе" else "") + end
    if sex == "woman":
        family = {"ський": family[:-5] + "ська", "ов": family + "а"}.get(end, family)
    return (
        _in_latin((given[0], given[1])),
        _in_latin((father[0] + ends[0], father[1] + ends[1])),
        _in_latin((family, _russian(family))),
    )


def _russian(word: str) -> str:
    word = word.replace("ський", "ский").replace("ська", "ская")
    return word.translate(str.maketrans("іїєґІЇЄҐ", "иыегИЫЕГ")).replace("ы", "и")


def _in_latin(forms: tuple[str, str]) -> tuple[str, ...]:
    """Own script, law, press (from Russian), German, Russian."""
    own, russian = forms
    tables = material()["tables"]
    return (own, _by(tables["law"], own), _by(tables["press"], russian), _by(tables["german"], own), russian)


def _by(table: dict[str, str], word: str) -> str:
    made = "".join(table.get(c, c) for c in word.lower())
    return made[:1].upper() + made[1:]


def _arabic(chance: random.Random, sex: str) -> tuple[tuple[str, ...], ...]:
    names = material()["arabic"]
    given, father, family = (
        chance.choice(names[sex]),
        chance.choice(names["man"]),
        chance.choice(names["family"]),
    )
    return tuple((*name, name[0]) for name in (given, father, family))


def _latin(chance: random.Random, sex: str) -> tuple[tuple[str, ...], ...]:
    names = material()["latin"]
    given, family = chance.choice(names[sex]), chance.choice(names["family"])
    if chance.random() < 0.5:
        family = f"{family}{chance.choice(['en', 'sk', 'ar', 'is'])}"
    return (given,) * 5, ("",) * 5, (family,) * 5


_NAMES: dict[str, Callable[[random.Random, str], tuple[tuple[str, ...], ...]]] = {
    "cyrillic": _cyrillic, "arabic": _arabic, "latin": _latin,
}  # fmt: skip


def _with_traps(chance: random.Random, beings: list[Being]) -> Iterator[Being]:
    """The people, and beside some of them a twin, a namesake, or a son of the same name."""
    number = len(beings)
    for being in beings:
        yield being
        if chance.random() >= 0.09:
            continue
        kind = chance.choice(["twin", "namesake", "father and son"])
        other = replace(
            _being(chance, number), tradition=being.tradition, sex=being.sex, family=being.family, trap=kind
        )
        given, middle, _ = _NAMES[being.tradition](chance, being.sex)
        if kind == "twin" and given != being.given:
            other = replace(
                other, given=given, middle=being.middle, age=being.age, place=being.place, died=being.died
            )
        elif kind == "namesake":
            other = replace(
                other, given=being.given, middle=middle, age=(being.age + chance.randrange(12, 45)) % 88 + 1
            )
        elif being.age > 35:
            other = replace(other, given=being.given, middle=middle, age=being.age - chance.randrange(20, 30),
                            place=being.place, died=being.died, trap="father and son")  # fmt: skip
        else:
            continue
        number += 1
        yield other


# --- the rows -------------------------------------------------------------------------------------------

SPELLING = {"hospital": 1, "town": 0, "newspaper": 2, "register": 4}
SCRIPTS = {"town": "own script", "register": "own script"}


def _row(chance: random.Random, name: str, being: Being) -> Row:
    at = SPELLING[name]
    damage: set[str] = set()
    if name == "newspaper" and chance.random() < 0.25 and being.tradition != "latin":
        at = 3
    cells = {
        "given": being.given[at],
        "middle": being.middle[at] if name in ("town", "register") else "",
        "family": being.family[at],
        "sex": {"man": "m", "woman": "f"}[being.sex],
        "age": str(being.age),
        "died": being.died.isoformat(),
        "place": _place(being, at),
    }
    if being.tradition != "latin":
        damage.add("another script" if at in (0, 4) else "transliterated")
    if being.tradition == "arabic" and name == "register":
        cells["family"] = being.family[at]
    damage |= _damaged(chance, cells, being)
    return Row(name, being.number, cells, frozenset(damage), being.trap)


def _place(being: Being, at: int) -> str:
    place = material()["places"][being.place]
    own = {"cyrillic": "uk", "arabic": "ar", "latin": ""}[being.tradition]
    if at == 0 and own:
        return str(place[own])
    if at == 4 and own:
        return str(place["ru" if own == "uk" else "ar"])
    return str(place["latin"][0])


def _again(chance: random.Random, name: str, being: Being) -> Row:
    row = _row(chance, name, being)
    return replace(row, damage=row.damage | {"twice in a list"})


def _damaged(chance: random.Random, cells: dict[str, str], being: Being) -> set[str]:
    """Change the cells in place; the kinds of damage done."""
    done: set[str] = set()
    for kind, share, damage in DAMAGES:
        if chance.random() < share and damage(chance, cells, being):
            done.add(kind)
    return done


def _misspelt(chance: random.Random, cells: dict[str, str], being: Being) -> bool:
    of = chance.choice(["given", "family"])
    word = cells[of]
    if len(word) < 5:
        return False
    at = chance.randrange(1, len(word) - 1)
    letters = [c for c in word[1:] if c.isalpha()]
    cells[of] = chance.choice([
        word[:at] + word[at + 1 :],
        word[:at] + word[at] + word[at:],
        word[:at] + word[at + 1] + word[at] + word[at + 2 :],
        word[:at] + chance.choice(letters) + word[at + 1 :],
    ])  # fmt: skip
    return cells[of] != word


def _initial(chance: random.Random, cells: dict[str, str], being: Being) -> bool:
    cells["given"], cells["middle"] = cells["given"][:1] + ".", ""
    return True


def _surname_alone(chance: random.Random, cells: dict[str, str], being: Being) -> bool:
    cells["given"] = cells["middle"] = ""
    return True


def _swapped(chance: random.Random, cells: dict[str, str], being: Being) -> bool:
    cells["given"], cells["family"] = cells["family"], cells["given"]
    return bool(cells["given"] and cells["family"])


def _no_age(chance: random.Random, cells: dict[str, str], being: Being) -> bool:
    cells["age"] = ""
    return True


def _age_off(chance: random.Random, cells: dict[str, str], being: Being) -> bool:
    cells["age"] = str(max(0, being.age + chance.choice([-3, -2, -1, 1, 2, 3])))
    return True


def _place_otherwise(chance: random.Random, cells: dict[str, str], being: Being) -> bool:
    place = material()["places"][being.place]
    before = cells["place"]
    cells["place"] = place["latin"][1]
    return bool(cells["place"] != before)


def _date_off(chance: random.Random, cells: dict[str, str], being: Being) -> bool:
    cells["died"] = (being.died + timedelta(days=chance.choice([-3, -2, -1, 1, 2, 3]))).isoformat()
    return True


def _no_sex(chance: random.Random, cells: dict[str, str], being: Being) -> bool:
    cells["sex"] = ""
    return True


DAMAGES: tuple[tuple[str, float, Callable[[random.Random, dict[str, str], Being], bool]], ...] = (
    ("misspelt", 0.15, _misspelt),
    ("name swapped", 0.05, _swapped),
    ("initial only", 0.05, _initial),
    ("family name alone", 0.03, _surname_alone),
    ("age missing", 0.12, _no_age),
    ("age off by 1 to 3", 0.15, _age_off),
    ("place spelt otherwise", 0.1, _place_otherwise),
    ("date off by days", 0.15, _date_off),
    ("sex missing", 0.1, _no_sex),
)
