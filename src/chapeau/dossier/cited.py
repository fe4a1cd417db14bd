"""Is every record that a dossier cites in it? Field by field, what each may name."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from chapeau.dossier.schema import Dossier
from chapeau.dossier.verify import MISSING, Fault

CITES: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "findings": {
        "party": ("actors", "unattributed"),
        "provision": ("provisions",),
        "element": ("elements",),
        "incidents_for": ("incidents",),
        "acts_for": ("acts",),
        "origins_for": ("origins",),
        "known_by.acts": ("acts",),
        "admissions": ("statements", "acts"),
        "retractions": ("statements", "acts"),
        "acts_against": ("acts",),
        "statements_against": ("statements",),
        "origins_against": ("origins",),
        "shown_beside": ("acts", "statements", "responses"),
        "hypotheses.bears_on": ("acts", "statements", "responses", "incidents"),
        "rules": ("rules",),
    },
    "incidents": {
        "acts": ("acts",),
        "origins": ("origins",),
        "links.left": ("acts",),
        "links.right": ("acts",),
        "links.decision": ("decisions",),
        "tellings.origin": ("origins",),
        "tellings.acts": ("acts",),
        "contradictions.left": ("acts",),
        "contradictions.right": ("acts",),
        "contains": ("incidents",),
        "overlaps": ("incidents",),
        "repeated.act": ("acts",),
        "repeated.of": ("acts",),
    },
    "origins": {
        "root": ("documents",),
        "members.document": ("documents",),
        "members.of": ("documents",),
        "members.passages.document": ("documents",),
        "members.passages.of": ("documents",),
    },
    "rests_on": {"act": ("acts",), "origins": ("origins",)},
    "dependences": {"left": ("origins",), "right": ("origins",), "decision": ("decisions",)},
    "acts": {"document": ("documents",), "said_in": ("statements",)},
    "statements": {"document": ("documents",), "said_through": ("statements",)},
    "responses": {"document": ("documents",), "said_in": ("statements",)},
    "mentions": {"document": ("documents",)},
    "read_facts": {"document": ("documents",)},
    "documents": {"source": ("sources",)},
    "actors": {"names.documents": ("documents",), "positions.document": ("documents",)},
    "commands": {"superior": ("actors",), "subordinate": ("actors",), "document": ("documents",)},
    "lists": {"source": ("sources",)},
    "listed": {"list": ("lists",)},
    "named_victims": {"document": ("documents",), "acts": ("acts",)},
    "persons": {
        "listed": ("listed",),
        "victims": ("named_victims",),
        "lists": ("lists",),
        "acts": ("acts",),
        "incidents": ("incidents",),
    },
    "person_links": {
        "left": ("listed", "named_victims"),
        "right": ("listed", "named_victims"),
        "decision": ("decisions",),
    },
    "undercounts": {"lists": ("lists",), "left_out": ("lists",)},
    "mode_bearings": {
        "mode": ("modes",),
        "commands": ("commands",),
        "acts": ("acts",),
        "done_below": ("acts",),
        "responses": ("responses",),
    },
    "reviewed": {"decisions": ("decisions",)},
    "patterns": {"rests_on": ("any",), "left_out": ("any",), "bars.rests_on": ("any",)},
}
"""By list and field, the lists that hold what may stand there. What was signed cites records as they stood then, decisions may
be on records that are gone: neither is here."""


def cited_and_not_there(dossier: Dossier) -> Iterator[Fault]:
    """Records that rest on something that is not in the dossier."""
    known = _known(dossier)
    for kind, fields in CITES.items():
        for record in getattr(dossier, kind):
            for path, lists in fields.items():
                for name in _at(record, path.split(".")):
                    if not any(name in known[of] for of in lists):
                        yield Fault(
                            record=_name(record),
                            what=f"It rests on {name} ({path}), which is not there.",
                            hint=MISSING,
                        )


def _known(dossier: Dossier) -> dict[str, frozenset[str]]:
    lists = {of for fields in CITES.values() for allowed in fields.values() for of in allowed}
    held = sorted((lists | CITES.keys()) - {"elements", "unattributed", "any"})
    known = {of: frozenset(r.id for r in getattr(dossier, of) if hasattr(r, "id")) for of in held}
    known["elements"] = frozenset(e.id for p in dossier.provisions for e in p.elements)
    known["unattributed"] = frozenset({"unattributed"})
    known["any"] = frozenset().union(*known.values(), (s.id for s in dossier.skipped))
    return known


def _at(value: Any, path: list[str]) -> Iterator[str]:
    """Every string that stands at the end of a path of fields; nothing where a field is null."""
    if isinstance(value, tuple):
        for item in value:
            yield from _at(item, path)
    elif value is None:
        return
    elif path:
        yield from _at(getattr(value, path[0]), path[1:])
    else:
        yield value


def _name(record: Any) -> str:
    """What a record is known by: its id, or the record that it is about."""
    named = (getattr(record, field, None) for field in ("id", "act", "left", "record", "document", "subject"))
    return str(next((name for name in named if name), "dossier.json"))
