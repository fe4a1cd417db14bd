"""What must `dossier.json` hold? Its JSON Schema, made from the records, and as shipped.

The shape is that of `Dossier`; a test holds the shipped file equal to what the records give:
`python -m chapeau.dossier.schema` prints it anew.
"""

from __future__ import annotations

import inspect
import json
from dataclasses import dataclass
from importlib import resources
from typing import Any, Literal

import msgspec

from chapeau.dossier.view import Making, ReadFact, Rule
from chapeau.records import (
    Act,
    Actor,
    CasualtyList,
    Command,
    Decision,
    Dependence,
    Determination,
    Difference,
    Document,
    Finding,
    Incident,
    LikenessModel,
    Listed,
    Mention,
    Mode,
    ModeBearing,
    NamedVictim,
    Origin,
    Pattern,
    Person,
    PersonLink,
    Provision,
    Response,
    RestsOn,
    Reviewed,
    Skipped,
    Source,
    Statement,
    Undercounted,
)

FILE = "dossier.schema.json"
#: Raised when a reader of an older `dossier.json` would misread a newer one.
FORMAT = "chapeau-dossier 1"


@dataclass(frozen=True, slots=True, kw_only=True)
class Dossier:
    """`dossier.json`: a determination or a working draft, with all the records it rests on.

    `determination` is the latest that is determined, or the working draft; `determinations` are all versions that people
    proposed, as they signed them. `mode_bearings` is what bears on the modes of liability that were set, as the case is now. `names` says whether the names of victims and witnesses are printed or withheld. The custody log is
    not in it: its digests are salted, so that two dossiers of one case would differ by them alone.
    """

    format: Literal["chapeau-dossier 1"]
    notice: str
    names: Literal["withheld", "printed"]
    making: Making
    determination: Determination
    counts: dict[str, int]
    provisions: tuple[Provision, ...]
    rules: tuple[Rule, ...]
    modes: tuple[Mode, ...]
    mode_bearings: tuple[ModeBearing, ...]
    findings: tuple[Finding, ...]
    determinations: tuple[Determination, ...]
    differences: tuple[Difference, ...]
    patterns: tuple[Pattern, ...]
    incidents: tuple[Incident, ...]
    actors: tuple[Actor, ...]
    commands: tuple[Command, ...]
    lists: tuple[CasualtyList, ...]
    listed: tuple[Listed, ...]
    named_victims: tuple[NamedVictim, ...]
    persons: tuple[Person, ...]
    person_links: tuple[PersonLink, ...]
    likeness_models: tuple[LikenessModel, ...]
    undercounts: tuple[Undercounted, ...]
    origins: tuple[Origin, ...]
    rests_on: tuple[RestsOn, ...]
    dependences: tuple[Dependence, ...]
    acts: tuple[Act, ...]
    statements: tuple[Statement, ...]
    responses: tuple[Response, ...]
    mentions: tuple[Mention, ...]
    read_facts: tuple[ReadFact, ...]
    documents: tuple[Document, ...]
    sources: tuple[Source, ...]
    decisions: tuple[Decision, ...]
    reviewed: tuple[Reviewed, ...]
    skipped: tuple[Skipped, ...]


def schema() -> dict[str, Any]:
    """The JSON Schema (2020-12) of `dossier.json`, made from the records' own types."""
    (top,), parts = msgspec.json.schema_components([Dossier], ref_template="#/$defs/{name}")
    defs = {name: _closed(part) for name, part in sorted(parts.items())}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Chapeau dossier",
        **top,
        "$defs": defs,
    }


def _closed(part: dict[str, Any]) -> dict[str, Any]:
    """An object that may hold no field the records do not name; ours are all written out.

    The indentation of its docstring is taken away, which Python does by itself from 3.13.
    """
    if "description" in part:
        part = {**part, "description": inspect.cleandoc(part["description"])}
    if part.get("type") != "object":
        return part
    return {**part, "additionalProperties": False, "required": list(part["properties"])}


def packaged() -> dict[str, Any]:
    """The schema that ships beside this file, `dossier.schema.json`."""
    text = (resources.files("chapeau.dossier") / FILE).read_text("utf-8")
    read: dict[str, Any] = json.loads(text)
    return read


def printed() -> str:
    """The schema as it is shipped: two spaces, ending with a line break."""
    return json.dumps(schema(), indent=2, ensure_ascii=False) + "\n"


if __name__ == "__main__":
    print(printed(), end="")
