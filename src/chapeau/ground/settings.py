"""What a case brings of its own: title, places, outlines, parties, agencies, bodies, periods.

    title = "Between two rivers"
    places = "places.csv"            # ground/gazetteer.py says which columns
    outlines = "outlines.geojson"    # GeoJSON; properties: name, country, disputed (true or false), note

    [[parties]]
    name = "Republic of Orvania"     # findings are grouped under this name
    country = "XO"                   # alpha-2 of the case's own places, or of the world
    aliases = ["Orvanian army", "Orvanian forces"]

    [[agencies]]                     # whose stories others carry
    name = "Meridian Wire"
    aliases = ["MW", "Meridian"]

    [[bodies]]                       # people and offices that speak with one voice
    name = "Orvanian Ministry of Defence"
    voices = ["Captain Ilse Marr", "@OrvaniaMoD"]

    [[units]]                        # formations, by all their names, and the party they belong to
    name = "4th Brigade"
    party = "Republic of Orvania"
    aliases = ["Fourth Brigade"]

    [[commands]]                     # who stood under whom, when, on whose word
    superior = "Eastern Command"     # a unit, party or person as named above, or as texts name it
    subordinate = "4th Brigade"
    kind = "de_facto"                # or de_jure
    low = "2031-02-01"               # open where left out
    high = "2031-04-30"
    source = "Order 12 of 1 February 2031, page 2"
    entered_by = "A. Analyst"

    [[periods]]                      # columns of the matrix; without any, the whole span is one. Tests in time keep to the fullest
    name = "First campaign"
    low = "2031-03-01"
    high = "2031-04-30"

    [[areas]]                        # land with a name of the case's own, for conflicts
    name = "The eastern bank"
    places = ["Halvern", "Lenna region", "geonames:703448"]  # names of the own table, ids, countries' codes

    [[conflicts]]                    # of which class, where and when: a person's to find; several may run side by side
    territory = "XO"                 # or a place's id, or an area of [[areas]]
    low = "2031-03-01"               # open where left out
    high = "2031-04-30"
    class = "non_international"      # or international, or none
    parties = ["Republic of Orvania", "Ridge Guard"]
    decided_by = "L. Lawyer"
    reasons = "Fighting between organised forces since 1 March; see the note of 3 May."

    [[answers]]                      # to questions of docs/law.md: jurisdiction, complementarity, gravity and more
    question = "jurisdiction.time"
    answer = "yes"                   # or no, or open
    reasons = "All incidents lie after the State's accession."
    who = "L. Lawyer"
    when = "2031-06-02"
    party = "Republic of Orvania"    # where it is narrower
    provision = "ICC-7-1-a"          # where it is narrower

    [[opened]]                       # a provision that no act alone lists (genocide, persecution and the like)
    provision = "ICC-7-1-h"
    opened_by = "L. Lawyer"
    reasons = "The quarter of one community alone was cleared."
    party = "Republic of Orvania"    # of whom; without it, of all of whom acts are told that it asks of

    [[law]]                          # a further body of law, such as a national code (docs/law.md)
    file = "code.yaml"

    [[official]]                     # official wording, shown beside the project's own short words
    file = "elements.yaml"
    [[tests]]                        # asked of the incidents, and named before results are seen (docs/patterns.md)
    name = "electric shock and the 4th Brigade"
    asks = "concentration"           # sequence, space_time, mantel, burst, over_dispersion or evenness
    hypothesis = "The 4th Brigade gives electric shocks more often than others at the same places."
    method = "electric shock"        # or victim, or place_kind; told with unit, party or place_kind
    unit = "4th Brigade"
    families = ["torture"]           # which kinds of deed; for a sequence, one a step
    low = "2031-03-01"               # open where left out
    high = "2031-04-30"
    named_by = "A. Analyst"
    named_on = "2031-02-20"

    reader = "endpoint"              # which reader reads; without it, the one that the program ships as its own

    [determination]
    signers = 2                      # how many named people must sign a determination; one where left out
    [[determination.keys]]           # whose key it is, compared by voice or on paper; another is then refused
    name = "A. Analyst"
    fingerprint = "c2b8..."          # 64 hexadecimal digits, as `chapeau key new` prints them

    [endpoint]                       # a model of yours, asked by the reader 'endpoint' alone (docs/endpoint.md)
    address = "https://models.example.org/v1"
    model = "a-large-model"

Nothing here is guessed: without a settings file all lists are empty. Paths are relative to the file.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal, NoReturn, get_args

from chapeau.errors import DataInvalid
from chapeau.ground.areas import is_code_or_id, places_in
from chapeau.ground.codec import from_plain
from chapeau.ground.dates import is_day
from chapeau.records import Answer, CommandKind, ConflictClass, Family

Asks = Literal["concentration", "sequence", "space_time", "mantel", "burst", "over_dispersion", "evenness"]
"""What a test asks of incidents (docs/patterns.md)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PartySetting:
    """A party to the conflict, and the names under which texts print it."""

    name: str
    country: str | None = None
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class AgencySetting:
    """A news agency or outlet whose stories others carry."""

    name: str
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class BodySetting:
    """A body, and the people, offices and handles that speak for it."""

    name: str
    voices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitSetting:
    """A formation, the names under which texts print it, and the party it belongs to."""

    name: str
    party: str | None = None
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class CommandSetting:
    """Who stood under whom, as a person entered it: in law or in fact, from when to when, on whose word."""

    superior: str
    subordinate: str
    kind: CommandKind
    source: str
    entered_by: str
    low: str | None = None
    high: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PeriodSetting:
    """A period that findings are made for; days inclusive."""

    name: str
    low: str
    high: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AreaSetting:
    """An area of the case's own: its name, and the places in it, as the settings list them."""

    name: str
    places: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ConflictSetting:
    """Of which class a conflict was, where and when, as a named person found it. `none`: a person found no armed conflict.

    `territory` is a country's code, the id of a place or the name of an area of the case's own, whose places are `within`; `low` and
    `high` are days, inclusive, open where None.
    """

    territory: str
    conflict: ConflictClass
    decided_by: str
    reasons: str
    low: str | None = None
    high: str | None = None
    parties: tuple[str, ...] = ()
    within: tuple[str, ...] = ()

    def lies_in(self, *of: str | None) -> bool:
        """Whether one of these, a place's id and its country's code, lies in the territory."""
        return not {*(self.within or (self.territory,))}.isdisjoint(of)


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenedSetting:
    """A provision that a person has assessed though no act alone lists it.

    `party`: of whom, by name, id or as 'unattributed'; without it, of all of whom acts are told that it asks of.
    """

    provision: str
    opened_by: str
    reasons: str
    party: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LawFile:
    """A file of law that the user brings, by name, with its text as it was when the settings were read."""

    file: str
    text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TestSetting:
    """A test that a person named before results were seen: what it asks, of which incidents, and who named it when.

    For a concentration, `method`, `victim` or `place_kind` is told with `party`, `unit` or (of the former two)
    `place_kind`. For a sequence, each of `families` is a step, each within `days` of the one before. Elsewhere
    what is given limits the incidents. `km` and `days` say what counts as near in a space-time test. `printed_days`: leave out
    days that no text prints whole, and that follow from a text's own date.
    """

    __test__ = False

    name: str
    asks: Asks
    hypothesis: str
    named_by: str
    named_on: str
    families: tuple[str, ...] = ()
    method: str | None = None
    victim: str | None = None
    place_kind: str | None = None
    party: str | None = None
    unit: str | None = None
    place: str | None = None
    low: str | None = None
    high: str | None = None
    days: int | None = None
    km: float | None = None
    printed_days: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class EndpointSetting:
    """A user's own model behind an OpenAI-compatible address. A key is never a setting: it would be kept.

    `timeout_s` is for one answer. `plain_http` insists on http: to another machine; `send_limited` on
    sending there what is limited, and testimony.
    """

    address: str
    model: str
    timeout_s: int = 120
    plain_http: bool = False
    send_limited: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class KeySetting:
    """The key that a signer signs with: SHA-256 of the public key, hex."""

    name: str
    fingerprint: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DeterminationSetting:
    """How many named people, each with a key of their own, must sign a determination; and whose keys are known."""

    signers: int = 1
    keys: tuple[KeySetting, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """The settings of one case. `places` and `outlines` are the files' texts, kept with the case.

    `reader` names the reader that reads; None is the one that the program ships as its own.
    """

    title: str = "Untitled case"
    places: str | None = None
    outlines: str | None = None
    parties: tuple[PartySetting, ...] = ()
    agencies: tuple[AgencySetting, ...] = ()
    bodies: tuple[BodySetting, ...] = ()
    periods: tuple[PeriodSetting, ...] = ()
    units: tuple[UnitSetting, ...] = ()
    commands: tuple[CommandSetting, ...] = ()
    tests: tuple[TestSetting, ...] = ()
    reader: str | None = None
    endpoint: EndpointSetting | None = None
    areas: tuple[AreaSetting, ...] = ()
    conflicts: tuple[ConflictSetting, ...] = ()
    answers: tuple[Answer, ...] = ()
    opened: tuple[OpenedSetting, ...] = ()
    law: tuple[LawFile, ...] = ()
    official: tuple[LawFile, ...] = ()
    determination: DeterminationSetting = DeterminationSetting()


def read_settings(path: Path) -> Settings:
    """The settings in a TOML file, with the files it names read in. Raises DataInvalid."""
    plain = _toml(path)
    for key in ("places", "outlines"):
        if plain.get(key) is not None:
            plain[key] = _text(path.parent / str(plain[key]), named_in=path)
    for conflict in _tables(plain, "conflicts"):
        conflict["conflict"] = conflict.pop("class", None)
        _refuse_within(conflict, path)
    settings = from_plain(Settings, plain, what=f"The settings {path.name}")
    _check_all_days(settings, path)
    _check_signing(settings.determination, path)
    for test in settings.tests:
        _check_test(test, path)
    if len({test.name for test in settings.tests}) < len(settings.tests):
        raise DataInvalid(f"{path.name}: two tests bear one name.", hint="Give each a name of its own.")
    return replace(
        settings,
        conflicts=_in_areas(settings, path),
        law=_texts(settings.law, path),
        official=_texts(settings.official, path),
    )


def _check_all_days(settings: Settings, path: Path) -> None:
    """Raises DataInvalid where days are none, or end before they begin."""
    for command in settings.commands:
        told = f"{command.subordinate} stands under {command.superior}"
        _check_days(told, command.low, command.high, path)
    for period in settings.periods:
        _check_days(f"the period {period.name!r} lasts", period.low, period.high, path)
    for found in settings.conflicts:
        _check_days(f"the conflict in {found.territory} lasts", found.low, found.high, path)
    for answer in settings.answers:
        _check_days(f"the answer to {answer.question} was given", answer.when, answer.when, path)


def _refuse_within(conflict: dict[str, object], path: Path) -> None:
    """Raises DataInvalid: which places a territory has, its area says."""
    if "within" in conflict:
        raise DataInvalid(
            f"{path.name}: nothing is called 'within' in a conflict.",
            hint="List the places of an area under [[areas]], and name the area as the territory.",
        )


def _in_areas(settings: Settings, path: Path) -> tuple[ConflictSetting, ...]:
    """The conflicts with the places of the areas that they name. Raises DataInvalid, naming an area or territory that is none."""
    known: dict[str, tuple[str, ...]] = {}
    for area in settings.areas:
        if area.name in known:
            raise DataInvalid(f"{path.name}: two areas are called {area.name!r}.", hint="Name each its own.")
        if is_code_or_id(area.name) or not area.name.strip():
            raise DataInvalid(
                f"{path.name}: an area cannot be called {area.name!r}.",
                hint="Two capitals are a country, and case:... a place: give it a name in words.",
            )
        known[area.name] = places_in(
            area.places, settings.places, where=f"{path.name}: the area {area.name!r}"
        )
    for found in settings.conflicts:
        if found.territory not in known and not is_code_or_id(found.territory):
            areas = f" Areas: {', '.join(known)}." if known else ""
            raise DataInvalid(
                f"{path.name}: {found.territory!r} is no territory of a conflict.",
                hint=f"Give a country's code (XO), a place's id (case:7), or the name of an area under [[areas]].{areas}",
            )
    return tuple(replace(found, within=known.get(found.territory, ())) for found in settings.conflicts)


def _tables(plain: dict[str, object], key: str) -> list[dict[str, object]]:
    tables = plain.get(key)
    return [one for one in tables if isinstance(one, dict)] if isinstance(tables, list) else []


def _texts(files: tuple[LawFile, ...], path: Path) -> tuple[LawFile, ...]:
    return tuple(replace(one, text=_text(path.parent / one.file, named_in=path)) for one in files)


def _check_test(test: TestSetting, path: Path) -> None:
    """Raises DataInvalid where a test's days are none, or it does not say enough to be asked."""
    days = [day for day in (test.low, test.high) if day is not None]
    if not all(is_day(day) for day in (*days, test.named_on)) or days != sorted(days):
        _refuse_test(test, path, "its days are no days", "Write days as YYYY-MM-DD, the earlier first.")
    if unknown := set(test.families) - set(get_args(Family)):
        _refuse_test(test, path, f"no family is called {', '.join(sorted(unknown))}", "See docs/records.md.")
    if test.asks == "sequence" and len(test.families) < 2:
        _refuse_test(test, path, "a sequence has two steps or more", "Name a family for each step.")
    if (test.days is not None and test.days < 0) or (test.km is not None and test.km <= 0):
        _refuse_test(test, path, "its distances are none", "Give days from 0 and kilometres above 0.")
    labels = [label for label in (test.method, test.victim, test.place_kind) if label]
    groups = [group for group in (test.party, test.unit) if group]
    of_kinds = len(labels) == 2 and test.place_kind is not None and not groups
    if test.asks == "concentration" and not of_kinds and (len(labels), len(groups)) != (1, 1):
        _refuse_test(
            test,
            path,
            "a concentration is of one label told with one group",
            "Give one of method, victim and place_kind, and one of party and unit; or place_kind as the group.",
        )


def _refuse_test(test: TestSetting, path: Path, why: str, hint: str) -> NoReturn:
    raise DataInvalid(f"{path.name}: the test {test.name!r} cannot be made: {why}.", hint=hint)


def _check_signing(setting: DeterminationSetting, path: Path) -> None:
    """Raises DataInvalid where nobody is to sign, or a fingerprint is none."""
    if setting.signers < 1:
        raise DataInvalid(
            f"{path.name}: {setting.signers} signers are no number of signers.",
            hint="Write signers = 1, or more.",
        )
    for key in setting.keys:
        if re.fullmatch("[0-9a-f]{64}", key.fingerprint) is None:
            raise DataInvalid(
                f"{path.name}: the fingerprint of {key.name}'s key is none: {key.fingerprint!r}.",
                hint="Give the 64 hexadecimal digits that `chapeau key new` printed, in small letters.",
            )


def _check_days(told: str, low: str | None, high: str | None, path: Path) -> None:
    """Raises DataInvalid where the days are none, or end before they begin."""
    days = [day for day in (low, high) if day is not None]
    if not all(is_day(day) for day in days) or days != sorted(days):
        raise DataInvalid(
            f"{path.name}: {told} from {low} to {high}, which is no period.",
            hint="Write days as YYYY-MM-DD, the earlier first.",
        )


def _toml(path: Path) -> dict[str, object]:
    try:
        return tomllib.loads(path.read_text("utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise DataInvalid(
            f"The settings {path.name} cannot be read: {error}.", hint="Mend the file."
        ) from error


def _text(path: Path, *, named_in: Path) -> str:
    try:
        return path.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise DataInvalid(
            f"{path.name}, which {named_in.name} names, cannot be read: {error}.",
            hint="Put the file beside the settings, as UTF-8, or take the line out.",
        ) from error
