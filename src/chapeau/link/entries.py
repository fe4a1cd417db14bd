"""An entry of a list, or a victim whom a text names, as it is compared: every field in one form for all spellings."""

from __future__ import annotations

import re
from dataclasses import dataclass

from chapeau.ground.dates import day
from chapeau.ground.likeness_of_names import form_bones
from chapeau.ground.names import folded
from chapeau.ground.personal_names import NameWord, PersonalName, form_of, man_form, parts_of, words_of
from chapeau.ground.romanising import bones, sound
from chapeau.records import Listed, NamedVictim

BAND = 6
"""Years of age that go together when entries are brought together; bands overlap by half, so that ages three years
apart always share one."""

Value = str | int | float | None


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry, its columns in the order of `COLUMNS`; `list` is None for a victim whom a text names."""

    id: str
    list: str | None
    name: str
    columns: dict[str, Value]


COLUMNS: dict[str, str] = {
    **dict.fromkeys(
        ("given", "given_latin", "given_bones", "given_initial", "family", "family_latin", "family_bones"),
        "VARCHAR",
    ),
    **dict.fromkeys(("family_sexless", "middle", "middle_bones", "pair", "born", "sex", "place"), "VARCHAR"),
    **dict.fromkeys(("place_bones", "identity", "postcode", "address"), "VARCHAR"),
    "age": "DOUBLE",
    **dict.fromkeys(("age_band", "age_shift", "died_low", "died_high", "died_day"), "INTEGER"),
}
"""The columns of an entry, and their types in the table that pairs are found in."""


def entry_of(record: Listed | NamedVictim, as_of: str | None = None) -> Entry:
    """The entry of a row, or of a named victim. `as_of`: the day from which ages of its list count."""
    listed = record if isinstance(record, Listed) else None
    parts = _name(record)
    columns = {
        **_name_columns(parts),
        **_time_columns(record, as_of),
        "sex": None if record.sex == "unknown" else record.sex,
        "place": _coded(record.place, sound),
        "place_bones": (_coded(record.place, bones) or "").replace("G", "h") or None,
        "identity": _signs(listed.identity) if listed else None,
        "postcode": _signs(listed.postcode) if listed else None,
        "address": folded(listed.address) or None if listed and listed.address else None,
    }
    return Entry(record.id, listed.list if listed else None, record.name, columns)


def _name(record: Listed | NamedVictim) -> PersonalName:
    if isinstance(record, Listed) and (record.given or record.family):
        given = words_of(record.given or "")
        return PersonalName(
            given=given[:1],
            middle=(*given[1:], *words_of(record.middle or "")),
            family=words_of(record.family or ""),
            sure=True,
        )
    return parts_of(record.name)


def _name_columns(parts: PersonalName) -> dict[str, Value]:
    given, family = _joined(parts.given, "sound"), _joined(parts.family, "sound")
    if given is not None:
        given = form_of(given)
    given_bones = " ".join(map(form_bones, parts.given)) or None
    family_bones = _joined(parts.family, "bones")
    words = (*parts.given, *parts.family)
    pair = " ".join(sorted(form_bones(w) for w in words)) if given_bones and family_bones else None
    return {
        "given": given,
        "given_latin": _joined(parts.given, "latin"),
        "given_bones": given_bones,
        "given_initial": _initial(given),
        "family": family,
        "family_latin": _joined(parts.family, "latin"),
        "family_bones": family_bones,
        "family_sexless": man_form(parts.family[-1]) if parts.family else None,
        "middle": _joined(parts.middle, "sound"),
        "middle_bones": _joined(parts.middle, "bones"),
        "pair": pair,
    }


def _initial(given: str | None) -> str | None:
    """The first consonant; vowels, which tables write differently at the beginning, as one."""
    return None if not given else "a" if given[0] in "aeiou" else given[0]


def _joined(words: tuple[NameWord, ...], form: str) -> str | None:
    return " ".join(str(getattr(word, form)) for word in words) or None


def _time_columns(record: Listed | NamedVictim, as_of: str | None) -> dict[str, Value]:
    born = record.born if isinstance(record, Listed) else None
    age = _age(record, as_of)
    died = record.died
    low, high = _days(died.low if died else None), _days(died.high if died else None)
    return {
        "born": born.low if born and born.low and born.low == born.high else None,
        "age": age,
        "age_band": None if age is None else int(age) // BAND,
        "age_shift": None if age is None else (int(age) + BAND // 2) // BAND,
        "died_low": low if low is not None and high is not None else None,
        "died_high": high if low is not None and high is not None else None,
        "died_day": low if low is not None and low == high else None,
    }


def _age(record: Listed | NamedVictim, as_of: str | None) -> float | None:
    """Years: as stated, else from birth to death, or to the day up to which the list goes."""
    if record.age_low is not None and record.age_high is not None:
        return (record.age_low + record.age_high) / 2
    born = record.born if isinstance(record, Listed) else None
    until = (record.died.high if record.died else None) or as_of
    if born is None or born.low is None or born.high is None or until is None:
        return None
    return float(int(((day(until) - day(born.low)).days + (day(until) - day(born.high)).days) / 2 / 365.25))


def _days(iso: str | None) -> int | None:
    return None if iso is None else day(iso).toordinal()


def _coded(text: str | None, code: object) -> str | None:
    words = re.findall(r"\w+", text or "")
    return " ".join(c for w in words if (c := code(w))) or None  # type: ignore[operator]


def _signs(text: str | None) -> str | None:
    return re.sub(r"\W+", "", folded(text or "")) or None
