"""Whom do texts name as victims, and which namings are one person's? By name, age, sex and time; no list needed."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from chapeau.ground.dates import days_apart
from chapeau.ground.identity import record_id
from chapeau.ground.likeness_of_names import compare_names, name_keys
from chapeau.ground.personal_names import words_of
from chapeau.records import Act, LikenessState, NamedVictim, Part, Period, PersonLink, Score

AGE_AFTER = re.compile(r"[ \t]*(?:,|\(|\||\t)[ \t]*(?:aged? )?(\d{1,3})\b(?!:)")
"""An age beside a name: 'Ana Vell, 34', 'Ana Vell (34)', a table's next cell."""
OLDEST = 125
DATED = ("hour", "day", "week", "month")
FINE = ("site", "settlement", "district")
SAME_NAME = 0.9
"""From this on two full names are one by spelling alone (`likeness_of_names.WORTH`): tables, forms, unwritten vowels."""
ALIKE = 0.75
"""From this on a person is asked: a slip, an initial, words in another order."""
AGES = 3
"""Years by which two tellings of one person's age may differ: rounding, and counting from another day. Set by hand; with
more a person is asked."""
DAYS = 3
"""Days by which two tellings of one death may differ and still be one. Set by hand."""


def named_victims(acts: Iterable[Act], text_of: Callable[[str], str]) -> tuple[NamedVictim, ...]:
    """One entry for each place in a text where a victim is named, in order of id. `text_of` gives a document's."""
    found: dict[str, NamedVictim] = {}
    for act in acts:
        for victim in act.victims:
            if not victim.name or victim.kind != "individual" or not words_of(victim.name):
                continue
            age = _age(text_of(act.document), victim.end)
            made = NamedVictim(
                id=record_id("vic", act.document, victim.start, victim.end),
                document=act.document,
                start=victim.start,
                end=victim.end,
                name=victim.name,
                acts=(act.id,),
                sex=victim.sex,
                age_group=victim.age_group,
                age_low=age,
                age_high=age,
                died=_died(act),
                place=next((p.text for p in act.places if p.role == "at" and p.precision in FINE), None),
            )
            found[made.id] = _both(found[made.id], made) if made.id in found else made
    return tuple(found[i] for i in sorted(found))


def _both(a: NamedVictim, b: NamedVictim) -> NamedVictim:
    """One naming to which several acts point."""
    return replace(a, acts=tuple(sorted({*a.acts, *b.acts})), died=a.died or b.died, place=a.place or b.place)


def _age(text: str, at: int) -> int | None:
    stated = AGE_AFTER.match(text, at)
    return int(stated[1]) if stated and int(stated[1]) <= OLDEST else None


def _died(act: Act) -> Period | None:
    time = act.time
    if act.family != "killing" or time is None or time.precision not in DATED:
        return None
    return Period(low=time.low, high=time.high, precision=time.precision)


@dataclass(frozen=True, slots=True)
class VictimLinker:
    """The rule for pairs of named victims (a `ground.join.Linker`)."""

    name: str = "victims"
    version: str = "0.1"
    widest: int = 200

    def keys(self, record: NamedVictim) -> Iterable[str]:
        """Two words of the name, whatever the script; a single one within its document."""
        keys = name_keys(record.name)
        full = [key for key in keys if " " in key]
        return full or [f"{record.document} {key}" for key in keys]

    def decide(self, a: NamedVictim, b: NamedVictim) -> PersonLink | None:
        """The link between two namings, or None where nothing or too much speaks against it."""
        name = compare_names(a.name, b.name)
        if name.value < ALIKE and a.document != b.document:
            return None
        if name.value < 0.5:
            return None
        doubts = _doubts(a, b)
        if any(p.value <= -1 for p in doubts):
            return None
        one = (name.value >= SAME_NAME and not _reordered(name)) or a.document == b.document
        state: LikenessState = "one_person" if one and not doubts else "for_a_person_to_decide"
        value = round(max(0.0, min(1.0, name.value + sum(p.value for p in doubts))), 2)
        left, right = sorted((a.id, b.id))
        return PersonLink(
            left=left, right=right, score=Score(value=value, parts=(*name.parts, *doubts)), state=state
        )


def _reordered(name: Score) -> bool:
    return any(p.name == "order" for p in name.parts)


def _doubts(a: NamedVictim, b: NamedVictim) -> tuple[Part, ...]:
    found: list[Part] = []
    if "unknown" not in (a.sex, b.sex) and a.sex != b.sex:
        found.append(_part("sex", -1.0, "another sex", a.sex, b.sex))
    if a.age_low is not None and b.age_low is not None and abs(a.age_low - b.age_low) > AGES:
        apart = abs(a.age_low - b.age_low)
        found.append(
            _part(
                "age",
                -1.0 if apart > 3 * AGES else -0.3,
                f"ages {apart} years apart",
                str(a.age_low),
                str(b.age_low),
            )
        )
    if a.died and b.died and (gap := days_apart(a.died, b.died)) > DAYS:
        found.append(_part("death", -0.3, f"killed {gap} day(s) apart", a.died.low or "", b.died.low or ""))
    return tuple(found)


def _part(name: str, value: float, why: str, left: str, right: str) -> Part:
    return Part(name=name, value=value, why=why, left=left, right=right)
