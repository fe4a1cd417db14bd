"""Who stands under whom, from when to when? As people entered it, and as texts say it plainly.

People enter commands in the case's settings, with their source. A text that prints 'the 4th Brigade of the Eastern
Command' says that the one belongs under the other: that is machine-read, without days, and marked so. `superiors`
goes up the chain on a day; it says who stood above, never who knew or ordered.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import pairwise

from chapeau.ground.identity import record_id
from chapeau.ground.names import folded
from chapeau.ground.settings import CommandSetting, Settings
from chapeau.link.actors import Resolved, settings_actor_id
from chapeau.records import Actor, Command, Mention, PartyKind

OF = re.compile(r"\s+of\s+(?:the\s+)?")
"""What stands between a unit and what it belongs under."""
UNDER: tuple[PartyKind, ...] = ("unit", "organisation")


def commands(
    settings: Settings,
    resolved: Resolved,
    mentions: Iterable[tuple[str, Sequence[Mention]]] = (),
    text_of: Callable[[str], str] = lambda _: "",
    made_by: Mapping[str, str] | None = None,
) -> tuple[Command, ...]:
    """All commands, in order of id. `mentions` by document, in order of place; `made_by` names their reader."""
    entered = (_entered(c, settings, resolved.actors) for c in settings.commands)
    readers = made_by or {}
    read = (c for d, found in mentions for c in _read(d, found, resolved, text_of, readers.get(d, "machine")))
    by_id = {c.id: c for c in (*entered, *read)}
    return tuple(by_id[i] for i in sorted(by_id))


def with_commanded(actors: Iterable[Actor], settings: Settings, made: Iterable[Command]) -> tuple[Actor, ...]:
    """The actors, with those whom only the settings name."""
    known = {a.id: a for a in actors}
    wanted = {i for c in made for i in (c.superior, c.subordinate)}
    for name in sorted({n for c in settings.commands for n in (c.superior, c.subordinate)}):
        actor = _id_of(name, settings, tuple(known.values()))
        if actor in wanted and actor not in known:
            known[actor] = _by_settings(actor, name, settings)
    return tuple(known[i] for i in sorted(known))


def _by_settings(actor: str, name: str, settings: Settings) -> Actor:
    """An actor whom no text names: a party of the settings, else a unit, under its party where that is said."""
    party = next((p for p in settings.parties if p.name == name), None)
    if party is not None:
        kind: PartyKind = "state" if party.country else "organisation"
        return Actor(id=actor, name=name, kind=kind, aliases=(), names=(), country=party.country, party=actor)
    under = next((u.party for u in settings.units if u.name == name and u.party), None)
    of = settings_actor_id(under, settings) if under else None
    return Actor(id=actor, name=name, kind="unit", aliases=(), names=(), party=of)


def superiors(made: Iterable[Command], actor: str, day: str) -> tuple[Command, ...]:
    """The commands above an actor on a day, nearest first; each superior once, also where a chain runs in a circle.

    A command without days, or with one open end, may hold on any day on that side.
    """
    held = sorted((c for c in made if holds_on(c, day)), key=lambda c: c.id)
    found: list[Command] = []
    seen, level = {actor}, [actor]
    while level:
        above = [c for c in held if c.subordinate in level and c.superior not in seen]
        found += above
        level = sorted({c.superior for c in above})
        seen.update(level)
    return tuple(found)


def holds_on(command: Command, day: str) -> bool:
    """Whether a command may hold on a day."""
    return (command.low is None or command.low <= day) and (command.high is None or day <= command.high)


def _entered(c: CommandSetting, settings: Settings, actors: Sequence[Actor]) -> Command:
    superior, subordinate = (_id_of(name, settings, actors) for name in (c.superior, c.subordinate))
    return Command(
        id=record_id("cmd", superior, subordinate, c.kind, c.low or "", c.high or "", c.source, c.entered_by),
        superior=superior,
        subordinate=subordinate,
        kind=c.kind,
        source=c.source,
        made_by=c.entered_by,
        low=c.low,
        high=c.high,
    )


def _id_of(name: str, settings: Settings, actors: Sequence[Actor]) -> str:
    """The actor whom the settings, or texts, call so; else one that the settings alone name."""
    of_settings = settings_actor_id(name, settings)
    if of_settings is not None:
        return of_settings
    printed = (a.id for a in actors if folded(name) in {folded(a.name), *(folded(n.text) for n in a.names)})
    return min(printed, default=record_id("actor", "unit", name))


def _read(
    document: str,
    mentions: Sequence[Mention],
    resolved: Resolved,
    text_of: Callable[[str], str],
    made_by: str,
) -> Iterator[Command]:
    formations = sorted((m for m in mentions if m.kind in UNDER and m.actor), key=lambda m: (m.start, -m.end))
    if not any(m.kind == "unit" for m in formations) or len(formations) < 2:
        return
    text = text_of(document)
    for unit, above in pairwise(formations):
        if unit.kind != "unit" or not _is_named(unit) or not OF.fullmatch(text[unit.end : above.start]):
            continue
        ends = [resolved.of.get((document, m.actor or "")) for m in (unit, above)]
        if ends[0] is None or ends[1] is None or ends[0] == ends[1]:
            continue
        yield Command(
            id=record_id("cmd", document, unit.start, above.end),
            superior=ends[1],
            subordinate=ends[0],
            kind="de_jure",
            source=" ".join(text[unit.start : above.end].split()),
            made_by=made_by,
            document=document,
            start=unit.start,
            end=above.end,
        )


def _is_named(mention: Mention) -> bool:
    """Whether it is a name and no description ('soldiers of the Eastern Command' names no unit)."""
    return any(c.isupper() or c.isdigit() for c in re.sub(r"^(the|The) ", "", mention.text))
