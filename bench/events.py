"""A made corpus of reports on known incidents, to measure linking by.

    python -m bench.events --out FOLDER --seed 1 --set one

A seeded world of incidents (strikes, shootings, arrests, abductions, torture, rape, destruction, deportation) in an invented
land, many of them with a near-miss: the next day, two days later, the next village, another deed on the same day, a second
strike on the day. Outlets, groups, officials and an agency with its copies tell some of them, each with its own precision,
numbers and spellings, some wrongly; parties deny; monitors give totals of a month. No telling is kept that a careful
person who knew all incidents could take for another. The gold says which characters tell which incident, and
gives the acts that a perfect reader would find. Names and sentences stand in events.yaml, in three sets that share none.
"""

from __future__ import annotations

import argparse
import json
import math
import random
import re
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from bench.retold import Filled, Known, Mark, acts_of, expanded
from chapeau.ground.codec import to_plain
from chapeau.ground.settings import AgencySetting, PartySetting, Settings
from chapeau.records import Act, Certainty, Extent

DATA = Path(__file__).with_suffix(".yaml")
FIRST_DAY, DAYS = date(2031, 2, 3), 75
KINDS = {
    "strike": 10, "shooting": 8, "arrest": 5, "abduction": 5, "torture": 3, "rape": 2, "destruction": 3, "deportation": 2,
}  # fmt: skip
"""Kinds of incidents, and how many of 38 are of each."""
TWINS = ("next_day", "two_days", "next_village", "other_deed", "same_day")
WITH_TWIN = 0.55
"""Share of incidents that a near-miss is made for."""
KILLS = ("strike", "shooting")
OTHER_DEED = {"strike": "arrest", "shooting": "abduction", "arrest": "shooting", "abduction": "strike"}
DEGREE = 111.2
"""Kilometres in a degree of latitude."""
TRIES = 12
"""Wordings tried for a telling before it is given up as one that nobody could place."""


# --- the world -----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Spot:
    """A settlement, its other spellings, its district, and the row of the gazetteer."""

    name: str
    spellings: tuple[str, ...]
    district: str
    lat: float
    lon: float
    id: str


@dataclass(frozen=True, slots=True)
class Event:
    """What happened. `near_miss` says how it differs from the incident that it was made to be mistaken for."""

    id: str
    kind: str
    spot: Spot
    day: date
    party: str | None
    hurt: int
    injured: int
    people: str
    names: tuple[str, ...]
    site: str
    weapon: str
    near_miss: str | None = None
    of: str | None = None


@dataclass(frozen=True, slots=True)
class View:
    """How one telling tells an event: with which precision, number, spelling; what it leaves out or gets wrong."""

    time: str
    place: str
    day: date
    spot: Spot
    number: int
    at_least: bool
    spelling: str
    party: str | None
    named: tuple[str, ...] = ()
    tells_site: bool = True
    tells_number: bool = True
    marks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a report; `event` is what it tells, if anything."""

    said: Filled
    event: str | None = None
    certainty: Certainty = "asserted"
    extent: Extent = "single"
    marks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Gold:
    """Characters of a text that tell an incident, the acts of a perfect reader there, and what makes it hard."""

    event: str
    start: int
    end: int
    acts: tuple[Act, ...]
    marks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Report:
    """A text with its day and its gold."""

    id: str
    text: str
    day: str
    gold: tuple[Gold, ...]


@dataclass(frozen=True, slots=True)
class Corpus:
    """Reports, the incidents that they tell, and a case's settings (places, parties, agencies)."""

    reports: tuple[Report, ...]
    events: dict[str, Event]
    settings: Settings


@cache
def grammar() -> dict[str, Any]:
    """Names and sentences, as their file holds them."""
    loaded: dict[str, Any] = yaml.safe_load(DATA.read_text("utf-8"))
    return loaded


def spots(words: dict[str, Any]) -> tuple[Spot, ...]:
    """The settlements of a set, in order."""
    made: list[Spot] = []
    for d in words["districts"]:
        lat, lon = d["at"]
        for line in d["places"]:
            names, east, north = line.rsplit(" ", 2)
            name, *others = names.split("|")
            at = (lat + float(north) / DEGREE, lon + float(east) / (DEGREE * math.cos(math.radians(lat))))
            made.append(
                Spot(name, tuple(others), d["name"], round(at[0], 5), round(at[1], 5), f"v{len(made) + 1}")
            )
    return tuple(made)


def places_csv(words: dict[str, Any]) -> str:
    """The set's gazetteer, as a case brings it."""
    rows = ["id,name,alternates,kind,lat,lon,country,region,population,demonyms"]
    code, region = words["country"]["code"], words["region"]["name"]
    for number, land in enumerate((words["country"], words["neighbour"]), start=1):
        lat, lon = land["at"]
        rows.append(
            f"c{number},{land['name']},{land['full']},country,{lat},{lon},{land['code']},,{5_000_000},{land['people']}"
        )
    lat, lon = words["region"]["at"]
    rows.append(f"r1,{region},{region} region,region,{lat},{lon},{code},{region},,")
    for number, far in enumerate(words["far"], start=2):
        lat, lon = far["at"]
        rows.append(
            f"r{number},{far['name']},,region,{lat},{lon},{words['neighbour']['code']},{far['name']},,"
        )
    for number, d in enumerate(words["districts"], start=1):
        lat, lon = d["at"]
        name = d["name"]
        rows.append(
            f"d{number},{name} district,{name} District|{name},district,{lat},{lon},{code},{region},,"
        )
    rows += [
        f"{s.id},{s.name},{'|'.join(s.spellings)},settlement,{s.lat},{s.lon},{code},{region},2000,"
        for s in spots(words)
    ]
    return "\n".join(rows) + "\n"


def case_settings(words: dict[str, Any]) -> Settings:
    """The settings of a case in this land."""
    return Settings(
        title=words["country"]["name"],
        places=places_csv(words),
        parties=tuple(
            PartySetting(name=p["name"], country=p.get("country"), aliases=tuple(p["aliases"]))
            for p in words["parties"]
        ),
        agencies=(AgencySetting(name=words["agency"]["name"], aliases=tuple(words["agency"]["aliases"])),),
    )


class World:
    """A seeded world of incidents and the reports on them."""

    def __init__(self, seed: int, name: str, incidents: int, days: int) -> None:
        self.chance = random.Random(f"{name} {seed}")
        self.days = days
        self.words: dict[str, Any] = grammar()["sets"][name]
        self.spots = spots(self.words)
        self.persons = self._persons()
        self.events: dict[str, Event] = {}
        for _ in range(incidents):
            self._with_twin(self._event())

    def _persons(self) -> list[str]:
        names = [f"{g} {f}" for g in self.words["given"] for f in self.words["family"]]
        self.chance.shuffle(names)
        return names

    def _event(self, **given: Any) -> Event:
        c, w = self.chance, self.words
        kind = given.pop("kind", None) or c.choices([*KINDS], [*KINDS.values()])[0]
        alone = kind in ("rape", "torture")
        hurt = 1 if kind == "rape" else c.choice((1, 1, 2, 3)) if alone else self._size()
        made = Event(
            id=f"e{len(self.events):04}",
            kind=kind,
            spot=c.choice(self.spots),
            day=FIRST_DAY + timedelta(c.randrange(self.days)),
            party=c.choice([p["name"] for p in w["parties"]]) if c.random() < 0.8 else None,
            hurt=hurt,
            injured=round(hurt * c.uniform(0.5, 3)) + 1 if kind == "strike" else 0,
            people=c.choice(w["people"] if kind in KILLS or kind == "deportation" else w["workers"]),
            names=()
            if kind == "rape"
            else tuple(self.persons.pop() for _ in range(min(3, hurt)) if self.persons),
            site=c.choice(w["sites"]),
            weapon=c.choice(w["weapons"]),
        )
        made = replace(made, **given)
        self.events[made.id] = made
        return made

    def _size(self) -> int:
        return min(90, 1 + int(self.chance.expovariate(1 / 9)))

    def _with_twin(self, e: Event) -> None:
        if self.chance.random() >= WITH_TWIN:
            return
        how = self.chance.choice(TWINS)
        alike: dict[str, Any] = {
            "kind": e.kind,
            "spot": e.spot,
            "day": e.day,
            "party": e.party,
            "weapon": e.weapon,
        }
        if how == "next_day":
            alike["day"] += timedelta(1)
        elif how == "two_days":
            alike["day"] += timedelta(2)
        elif how == "next_village":
            alike["spot"] = min((s for s in self.spots if s != e.spot), key=lambda s: _distance(s, e.spot))
        elif how == "other_deed":
            alike["kind"] = OTHER_DEED.get(e.kind, "arrest")
        else:
            alike["site"] = self.chance.choice([s for s in self.words["sites"] if s != e.site])
        self._event(**alike, near_miss=how, of=e.id)

    # --- how it is told ------------------------------------------------------------------------------

    def view(self, e: Event, written: date) -> View:
        """One telling's way with an event."""
        c = self.chance
        late = (written - e.day).days > 7
        number, marks = self._number(e, late)
        v = View(
            time=c.choices(("day", "week", "month", "none"), (72, 12, 8 if late else 3, 8))[0],
            place=c.choices(("settlement", "both", "district", "region"), (64, 16, 12, 5))[0],
            day=e.day,
            spot=e.spot,
            number=number,
            at_least=c.random() < 0.3,
            spelling=c.choices(("usual", "other", "wrong"), (58, 32, 6))[0],
            party=e.party if c.random() < 0.65 else None,
            named=tuple(self._written(n) for n in e.names if c.random() < 0.4),
            tells_site=e.kind == "strike" or c.random() < 0.2,
            tells_number=c.random() < 0.9,
            marks=marks,
        )
        return self._mistaken(v)

    def _number(self, e: Event, late: bool) -> tuple[int, tuple[str, ...]]:
        """Tolls grow: early tellings have fewer; some have it otherwise."""
        c = self.chance
        if e.hurt > 3 and not late and c.random() < 0.35:
            return max(2, round(e.hurt * c.uniform(0.5, 0.9))), ("toll",)
        if e.hurt > 3 and c.random() < 0.15:
            return e.hurt + c.choice((-2, -1, 1, 2, 5)), ("toll",)
        return e.hurt, ()

    def _mistaken(self, v: View) -> View:
        """One telling in fourteen has a detail wrong: the day, the village, or who did it."""
        c = self.chance
        if c.random() >= 1 / 14:
            return v
        what = c.choice(("day", "day", "village", "party"))
        if what == "day":
            v = replace(v, day=v.day + timedelta(c.choice((-1, 1))), time="day")
        elif what == "village":
            near = min((s for s in self.spots if s != v.spot), key=lambda s: _distance(s, v.spot))
            v = replace(v, spot=near)
        else:
            v = replace(v, party=c.choice([p["name"] for p in self.words["parties"]]))
        return replace(v, marks=(*v.marks, "wrong detail"))

    def _written(self, name: str) -> str:
        """A person's name as it was written down."""
        roll = self.chance.random()
        if roll < 0.55:
            return name
        return self._respelt(name) if roll < 0.93 else name.split(" ", 1)[1]

    def _respelt(self, name: str) -> str:
        """The name with one or two letters written otherwise."""
        pairs = [p for a, b in grammar()["spellings"] for p in ((a, b), (b, a)) if p[0] in name]
        for old, new in self.chance.sample(pairs, min(len(pairs), self.chance.choice((1, 1, 2)))):
            name = name.replace(old, new, 1)
        return name

    # --- words ---------------------------------------------------------------------------------------

    def slots(self, e: Event, v: View, written: date) -> dict[str, Filled]:
        """What fills the slots of a template for this telling."""
        made = self._when(v, written) | self._where(v) | self._who(e, v) | self._how_many(e, v)
        if e.kind == "strike":
            made["weapon"] = Filled(e.weapon, (Mark(0, len(e.weapon), "weapon", e.weapon.split()[-1]),))
        if v.tells_site:
            made["site"] = Filled(e.site, (Mark(0, len(e.site), "site"),))
        homes = f"{e.hurt + 3} {self.chance.choice(('houses', 'homes'))}"
        made["homes"] = Filled(homes, (Mark(0, len(homes), "site"),))
        far = self.words["far"][0]
        country = self.words["neighbour"]["code"]
        lat, lon = far["at"]
        value = {
            "role": "to",
            "lat": lat,
            "lon": lon,
            "precision": "region",
            "id": "case:r2",
            "country": country,
        }
        made["speaker"] = Filled(self.chance.choice(self.words["speakers"]))
        made["to"] = Filled(far["name"], (Mark(0, len(far["name"]), "place", value),))
        return made

    def _when(self, v: View, written: date) -> dict[str, Filled]:
        c, d, delta = self.chance, v.day, (written - v.day).days
        monday = d - timedelta(d.weekday())
        month = grammar()["months"][d.month - 1]
        exact = {"low": d.isoformat(), "high": d.isoformat(), "precision": "day"}
        if v.time == "none":
            return {}
        if v.time == "week" and 0 <= (written - monday).days < 14:
            words = "this week" if (written - monday).days < 7 else "last week"
            span = {
                "low": monday.isoformat(),
                "high": (monday + timedelta(6)).isoformat(),
                "precision": "week",
            }
            return {"when": Filled(words, (Mark(0, len(words), "time", span),))}
        if v.time in ("week", "month"):
            words = f"in {month}"
            return {"when": Filled(words, (Mark(3, len(words), "time", month_of(d)),))}
        forms = [f"on {d.day} {month}", f"on {month} {d.day}", f"on the night of {d.day} {month}"]
        if 0 < delta <= 6:
            forms += [f"on {d:%A}", f"on {d:%A} morning", f"on {d:%A}"]
        if delta == 1:
            forms += ["yesterday"]
        words = c.choice(forms)
        return {"when": Filled(words, (Mark(0, len(words), "time", exact),))}

    def _where(self, v: View) -> dict[str, Filled]:
        c = self.chance
        region, district = self._area("region", v), self._area("district", v)
        if v.place == "region":
            return {"where": region.after("in "), "where_bare": region}
        if v.place == "district":
            return {"where": district.after("in "), "where_bare": district}
        spot = self._spot(v)
        if v.place == "both":
            both = Filled(
                f"{spot.text}, {district.text}",
                (*spot.marks, *(m.moved(len(spot.text) + 2) for m in district.marks)),
            )
            return {"where": both.after("in "), "where_bare": both}
        before = c.choice(("in ", "in ", "in the village of ", "at ", "near ", "outside "))
        return {"where": spot.after(before), "where_bare": spot}

    def _spot(self, v: View) -> Filled:
        s = v.spot
        country = self.words["country"]["code"]
        known: dict[str, Any] = {
            "lat": s.lat, "lon": s.lon, "precision": "settlement", "id": f"case:{s.id}", "country": country,
        }  # fmt: skip
        name = s.name
        if v.spelling == "other" and s.spellings:
            name = self.chance.choice(s.spellings)
        elif v.spelling == "wrong":
            name = self._respelt(name)
            all_names = {n for t in self.spots for n in (t.name, *t.spellings)}
            known = known if name in all_names else {}
        return Filled(name, (Mark(0, len(name), "place", known),))

    def _area(self, what: str, v: View) -> Filled:
        name, (lat, lon), ident = self.words["region"]["name"], self.words["region"]["at"], "case:r1"
        if what == "district":
            number, d = next(
                (n, d) for n, d in enumerate(self.words["districts"], start=1) if d["name"] == v.spot.district
            )
            name, (lat, lon), ident = f"{d['name']} district", d["at"], f"case:d{number}"
        known = {
            "lat": lat,
            "lon": lon,
            "precision": what,
            "id": ident,
            "country": self.words["country"]["code"],
        }
        return Filled(name, (Mark(0, len(name), "place", known),))

    def _who(self, e: Event, v: View) -> dict[str, Filled]:
        c = self.chance
        party = next((p for p in self.words["parties"] if p["name"] == v.party), None)
        if party is not None:
            words = c.choice(party["said"])
            return {"doer": Filled(words, (Mark(0, len(words), "doer", _party_key(words)),))}
        if e.kind != "strike" and c.random() < 0.7:
            words = c.choice(self.words["nobody"])
            return {"doer": Filled(words, (Mark(0, len(words), "doer", None),))}
        return {}

    def _how_many(self, e: Event, v: View) -> dict[str, Filled]:
        made: dict[str, Filled] = {}
        whose = "killed" if e.kind in KILLS else "persons"
        hurt = self._phrase(e, v.number, whose, at_least=v.at_least)
        if not v.tells_number and v.number > 1 and e.kind not in KILLS:
            people = f"several {e.people}"
            hurt = Filled(people, (Mark(0, len(people), "people", whose),))
        if v.tells_number or e.kind not in KILLS:
            for slot, were in (("n", "were"), ("killed", "were_killed")):
                made[slot] = hurt
                made[were] = hurt.then(" were" if hurt.plural else " was")
            toll = str(v.number)
            made["toll"] = Filled(toll, (Mark(0, len(toll), "number", (whose, v.number, v.number)),))
        if e.injured and self.chance.random() < 0.7:
            injured = self._counted(e.injured + (self.chance.choice((-1, 0, 0, 2)) if e.injured > 3 else 0))
            value = ("injured", injured[1], injured[1])
            made["injured"] = Filled(injured[0], (Mark(0, len(injured[0]), "number", value),))
        return made

    def _phrase(self, e: Event, number: int, whose: str, *, at_least: bool) -> Filled:
        """'at least 14 civilians', 'a villager'."""
        people = e.people
        if number == 1:
            noun = "woman" if e.kind == "rape" else {"people": "person", "men": "man", "young men": "young man"}.get(
                people, people.removesuffix("s") if people.endswith("s") else "person"
            )  # fmt: skip
            words = f"{'an' if noun[0] in 'aeiou' else 'a'} {noun}"
            return Filled(words, (Mark(0, len(words), "people", whose),), plural=False)
        counted, _ = self._counted(number)
        head = f"at least {counted}" if at_least else counted
        words = f"{head} {people}"
        high = None if at_least else number
        marks = (Mark(0, len(head), "number", (whose, number, high)), Mark(0, len(words), "people", whose))
        return Filled(words, marks)

    def _counted(self, number: int) -> tuple[str, int]:
        words = grammar()["numbers"]
        small = number < len(words) and self.chance.random() < 0.6
        return (words[number] if small else str(number), number)

    def names(self, v: View) -> Filled | None:
        """One of those who suffered, as the telling names them."""
        if not v.named:
            return None
        name, c = v.named[0], self.chance
        mark = Mark(0, len(name), "name")
        made = Filled(name, (mark,))
        if c.random() < 0.5:
            made = made.after(f"{c.randint(17, 78)}-year-old {c.choice(grammar()['jobs'])} ")
        return made

    # --- sentences -----------------------------------------------------------------------------------

    def told(self, e: Event, written: date) -> tuple[View, list[Sentence]] | None:
        """A passage that tells the event, sharpened until nobody could take it for another; None if none is found."""
        v = self.view(e, written)
        for attempt in range(TRIES):
            if attempt > 2:
                v = replace(v, time="day", place="settlement", tells_number=True, day=e.day, spot=e.spot)
                v = replace(v, marks=tuple(m for m in v.marks if m != "wrong detail"), spelling="usual")
            if attempt > 5:
                v = replace(v, named=e.names[:1], number=e.hurt)
            lead = self._lead(e, v, written)
            if lead is None:
                continue
            rest = self._details(e, v)
            if not self._mistakable(e, lead, rest, written):
                return v, [self._marked(s, v, lead) for s in (lead, *rest)]
        return None

    def _lead(self, e: Event, v: View, written: date) -> Sentence | None:
        template = self.chance.choice(self.words[e.kind])
        said = expanded(template, self.slots(e, v, written))
        return None if said is None else Sentence(self._framed(said), e.id)

    def _framed(self, said: Filled) -> Filled:
        c = self.chance
        frame, speaker = c.choice(self.words["frames"]), c.choice(self.words["speakers"])
        if frame == "{said_after}":
            return replace(said, text=said.text.removesuffix(".") + f", {speaker} said.")
        if frame.endswith("{lower}"):
            lower = said.text[:1].lower() + said.text[1:] if _common(said.text) else said.text
            return replace(said, text=lower).after(frame.format(speaker=speaker, lower=""))
        if frame == "{speaker_reported}":
            lower = said.text[:1].lower() + said.text[1:] if _common(said.text) else said.text
            return replace(said, text=lower).after(f"{speaker[:1].upper()}{speaker[1:]} reported that ")
        return said

    def _details(self, e: Event, v: View) -> list[Sentence]:
        c, made = self.chance, []
        if (names := self.names(v)) is not None and e.kind in self.words["names"]:
            said = expanded(c.choice(self.words["names"][e.kind]), {"names": names})
            made += [Sentence(said, e.id, marks=("named",))] if said else []
        if e.kind in self.words["echo"] and c.random() < 0.3:
            said = expanded(c.choice(self.words["echo"][e.kind]), {})
            made += [Sentence(said, e.id, marks=("echo",))] if said else []
        return made

    def _mistakable(self, e: Event, lead: Sentence, rest: list[Sentence], written: date) -> bool:
        """Whether what is told fits another event as well, or does not fit this one, but for what is wrong in it."""
        marks = [m for s in (lead, *rest) for m in s.said.marks]
        others = (o for o in self.events.values() if o.id != e.id)
        return any(self._fits(o, e, marks, written) for o in others)

    def _fits(self, o: Event, e: Event, marks: list[Mark], written: date) -> bool:
        """Whether a person could take these words for event `o`: kind, time, place, then names, site and number."""
        if not (o.kind == e.kind or {o.kind, e.kind} <= {"arrest", "abduction"}):
            return False
        time = next((m.value for m in marks if m.what == "time"), None)
        low, high = (
            (time["low"], time["high"])
            if time
            else ((written - timedelta(9)).isoformat(), written.isoformat())
        )
        if not low <= o.day.isoformat() <= high:
            return False
        places = [m.value for m in marks if m.what == "place" and m.value.get("role") != "to"]
        if any(p and p["precision"] == "settlement" and p["id"] != f"case:{o.spot.id}" for p in places):
            return False
        if any(p and p["precision"] == "district" for p in places) and o.spot.district != e.spot.district:
            return False
        if any(m.what == "name" for m in marks):
            return False
        if any(m.what == "site" for m in marks) and e.kind == "strike" and o.site != e.site:
            return False
        number = next((m.value[1] for m in marks if m.what == "number" and m.value[0] != "injured"), None)
        return number is None or abs(number - o.hurt) <= max(3, 0.6 * o.hurt)

    def _marked(self, s: Sentence, v: View, lead: Sentence) -> Sentence:
        """The sentence with what makes it hard, by what its passage does tell."""
        marks = [m for m in lead.said.marks if m.what in ("time", "place")]
        hard = [*v.marks, *s.marks]
        time = next((m.value["precision"] for m in marks if m.what == "time"), None)
        places = {
            m.value.get("precision") for m in marks if m.what == "place" and m.value.get("role") != "to"
        }
        hard += ["vague time"] if time != "day" else []
        hard += ["vague place"] if not places & {"settlement", None} else []
        hard += ["spelling"] if v.spelling != "usual" or None in places else []
        return replace(s, marks=tuple(dict.fromkeys(hard)))


def _distance(a: Spot, b: Spot) -> float:
    return math.hypot(a.lat - b.lat, (a.lon - b.lon) * math.cos(math.radians(a.lat)))


def _common(text: str) -> bool:
    """Whether a sentence begins with a word that has no capital of its own."""
    return (
        re.match(r"(The|At|A|An|In|On|Several|Relatives|Rescuers|[A-Z][a-z]+ (people|civilians))\b", text)
        is not None
    )


def _party_key(words: str) -> str:
    return words.removeprefix("the ")


def month_of(d: date) -> dict[str, str]:
    """The calendar month of a day, as a time."""
    first = d.replace(day=1)
    last = (first + timedelta(31)).replace(day=1) - timedelta(1)
    return {"low": first.isoformat(), "high": last.isoformat(), "precision": "month"}


# --- reports -------------------------------------------------------------------------------------------


@dataclass(slots=True)
class Draft:
    """A report before it is laid out."""

    day: date
    title: Sentence
    paragraphs: list[list[Sentence]]
    credit: str = ""
    marks: tuple[str, ...] = ()


class Desk(World):
    """Who writes what about the world."""

    def drafts(self) -> Iterator[Draft]:
        """All reports, in no order that matters."""
        waiting: list[Event] = []
        for e in list(self.events.values()):
            tellings = min(11, 1 + int(self.chance.expovariate(1 / 3)))
            for _ in range(tellings):
                roll = self.chance.random()
                if roll < 0.42:
                    yield from self._report(e)
                elif roll < 0.54:
                    yield from self._wire(e)
                elif roll < 0.66:
                    yield from self._follow_up(e)
                elif roll < 0.72:
                    yield from self._denial(e)
                else:
                    waiting.append(e)
        yield from self._roundups(waiting)
        yield from self._totals()

    def _report(self, e: Event) -> Iterator[Draft]:
        written = e.day + timedelta(self.chance.choice((0, 1, 1, 1, 2, 3, 5)))
        told = self.told(e, written)
        if told is not None:
            yield Draft(written, self._headline(e, told[0], written), self._laid_out(told[1]))

    def _headline(self, e: Event, v: View, written: date) -> Sentence:
        """A headline that tells the event, or one that tells nothing."""
        if self.chance.random() < 0.5:
            return Sentence(Filled(self.chance.choice(self.words["neutral"])))
        said = expanded(self.chance.choice(self.words["headlines"][e.kind]), self.slots(e, v, written))
        if said is None:
            return Sentence(Filled(self.chance.choice(self.words["neutral"])))
        return Sentence(said.capital(), e.id, marks=(*v.marks, "headline"))

    def _laid_out(self, passage: list[Sentence]) -> list[list[Sentence]]:
        c = self.chance
        filler = [self._filler(f) for f in c.sample(self.words["filler"], 4)]
        lead, rest = passage[0], passage[1:]
        first = [lead] if c.random() < 0.5 else [lead, *rest]
        after = [] if len(first) > 1 else [rest] if rest else []
        before = [[filler.pop()]] if c.random() < 0.15 else []
        return [*before, first, *after, *([s] for s in filler[: c.choice((1, 2, 3))])]

    def _filler(self, words: str) -> Sentence:
        """A sentence that tells of nothing, with numbers of its own, so that two reports share no long run of words."""
        return Sentence(Filled(words.format(x=self.chance.randint(3, 29), y=self.chance.randint(30, 990))))

    def _wire(self, e: Event) -> Iterator[Draft]:
        """An agency's story, and those who print it: with another headline, cut, a day later."""
        made = next(self._report(e), None)
        if made is None:
            return
        credit = self.chance.choice(self.words["agency"]["credit"])
        yield replace(made, credit=credit)
        for _ in range(self.chance.choice((0, 1, 2, 2, 3, 5))):
            kept = made.paragraphs[: max(1, len(made.paragraphs) - self.chance.choice((0, 0, 1, 2)))]
            if not any(s.event for p in kept for s in p):
                continue
            title = Sentence(Filled(self.chance.choice(self.words["neutral"])))
            yield Draft(made.day + timedelta(self.chance.choice((0, 0, 1))), title, kept, credit, ("copy",))

    def _follow_up(self, e: Event) -> Iterator[Draft]:
        written = e.day + timedelta(self.chance.randint(9, 40))
        told = self.told(e, written)
        if told is not None:
            title = Sentence(Filled(self.chance.choice(self.words["neutral"])))
            yield Draft(written, title, self._laid_out(told[1]), marks=("follow-up",))

    def _denial(self, e: Event) -> Iterator[Draft]:
        party = next((p for p in self.words["parties"] if p["name"] == e.party), None)
        if party is None or e.kind not in self.words["denial"]:
            return
        written = e.day + timedelta(self.chance.choice((1, 2)))
        v = View("day", "settlement", e.day, e.spot, e.hurt, False, "usual", e.party)
        slots = self.slots(e, v, written)
        slots["doer_bare"] = slots["doer"]
        said = expanded(self.chance.choice(self.words["denial"][e.kind]), slots)
        twins = [
            o
            for o in self.events.values()
            if o.id != e.id and self._fits(o, e, list(said.marks) if said else [], written)
        ]
        if said is None or twins:
            return
        sentence = Sentence(said, e.id, certainty="denied", marks=("denial",))
        title = Sentence(Filled(self.chance.choice(self.words["neutral"])))
        yield Draft(written, title, self._laid_out([sentence]))

    def _roundups(self, waiting: list[Event]) -> Iterator[Draft]:
        """Several incidents of some days in one text."""
        waiting.sort(key=lambda e: (e.day, e.id))
        while waiting:
            size = self.chance.choice((3, 4, 5, 6))
            chosen, waiting = waiting[:size], waiting[size:]
            chosen = list({e.id: e for e in chosen}.values())
            written = max(e.day for e in chosen) + timedelta(self.chance.choice((1, 2, 4)))
            passages = [t[1] for e in chosen if (t := self.told(e, written)) is not None]
            if passages:
                title = Sentence(Filled(self.chance.choice(self.words["neutral"])))
                yield Draft(written, title, passages, marks=("roundup",))

    def _totals(self) -> Iterator[Draft]:
        """A month's total for an area and a kind, given by several who count a little differently."""
        c = self.chance
        areas = [("district", s) for s in {s.district: s for s in self.spots}.values()] + [
            ("region", self.spots[0])
        ]
        for month in (2, 3, 4):
            for kind in c.sample(sorted(self.words["aggregate"]), 2):
                what, spot = c.choice(areas)
                total = 40 + c.randrange(200)
                for _ in range(c.choice((1, 2, 3))):
                    yield self._total(kind, month, what, spot, total + c.choice((0, 0, 0, 3)))

    def _total(self, kind: str, month: int, what: str, spot: Spot, total: int) -> Draft:
        c = self.chance
        d = date(2031, month, 14)
        e = replace(next(iter(self.events.values())), kind=kind, people="people", hurt=total)
        name = grammar()["months"][month - 1]
        v = View("month", what, d, spot, total, False, "usual", None)
        slots = {
            "month": Filled(name, (Mark(0, len(name), "time", month_of(d)),)),
            "area": self._area(what, v),
            **self._how_many(replace(e, injured=0), v),
        }
        said = expanded(c.choice(self.words["aggregate"][kind]), slots)
        assert said is not None
        group = c.choice(self.words["groups"])
        framed = replace(said, text=said.text.removesuffix(".") + f", {group} said.")
        sentence = Sentence(
            framed,
            f"total {kind} {month} {what} {spot.district if what == 'district' else ''}".strip(),
            extent="aggregate",
            marks=("total",),
        )
        written = date(2031, month + 1, c.randint(2, 9))
        return Draft(written, Sentence(Filled(c.choice(self.words["neutral"]))), self._laid_out([sentence]))


def _report(name: str, draft: Draft) -> Report:
    """The text laid out, with the gold's offsets."""
    text = ""
    gold: list[Gold] = []
    known: dict[str, Known] = {}
    blocks = [[draft.title], *draft.paragraphs]
    for number, block in enumerate(blocks):
        text += ("\n\n" if number else "") + (draft.credit if number == 1 else "")
        for place, sentence in enumerate(block):
            text += " " if place else ""
            if sentence.event is not None:
                acts, known[sentence.event] = acts_of(
                    name, sentence.said, len(text), known.get(sentence.event, Known()),
                    certainty=sentence.certainty, extent=sentence.extent,
                )  # fmt: skip
                end = len(text) + len(sentence.said.text)
                gold.append(Gold(sentence.event, len(text), end, acts, (*sentence.marks, *draft.marks)))
            text += sentence.said.text
    return Report(name, text + "\n", draft.day.isoformat(), tuple(gold))


def corpus(seed: int, name: str = "one", incidents: int = 38, days: int = DAYS) -> Corpus:
    """The corpus of a seed and a set of names and sentences, of so many incidents and days; the same seed gives the same."""
    desk = Desk(seed, name, incidents, days)
    drafts = list(desk.drafts())
    desk.chance.shuffle(drafts)
    reports = tuple(_report(f"r{number:05}", draft) for number, draft in enumerate(drafts))
    return Corpus(reports, desk.events, case_settings(desk.words))


def write(folder: Path, made: Corpus) -> None:
    """Reports, places and gold, for people to look at and for `chapeau run`."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "places.csv").write_text(made.settings.places or "", "utf-8")
    lines = (
        json.dumps({"id": r.id, "text": r.text, "date": r.day}, ensure_ascii=False) for r in made.reports
    )
    (folder / "reports.jsonl").write_text("".join(line + "\n" for line in lines), "utf-8")
    gold = ({"report": r.id, **to_plain(g)} for r in made.reports for g in r.gold)
    (folder / "gold.jsonl").write_text(
        "".join(json.dumps(g, ensure_ascii=False) + "\n" for g in gold), "utf-8"
    )


def main(arguments: Sequence[str] | None = None) -> int:
    """Write a corpus; 0."""
    parser = argparse.ArgumentParser(prog="python -m bench.events", description=__doc__.splitlines()[0])
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--set", dest="name", choices=sorted(grammar()["sets"]), default="one")
    parser.add_argument("--incidents", type=int, default=38)
    given = parser.parse_args(arguments)
    write(given.out, corpus(given.seed, given.name, given.incidents))
    print(f"Written: {given.out}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
