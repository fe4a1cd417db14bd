"""Which acts of one text tell of one deed, and what do they tell of it together?

A text says once where and when, and goes on: 'Among the dead was Ana Vell.' What follows a telling and gives
no other place, day, doer or number continues it, and for comparison with other texts each act of such a
passage is held to say what the passage says. What a text marks as another deed ('in a separate attack')
begins anew. A headline tells what the first passage tells.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from chapeau.ground.dates import days_in
from chapeau.ground.names import folded
from chapeau.link import deeds
from chapeau.link.gather import Pair, pair
from chapeau.link.telling import Passage, Telling
from chapeau.records import Act, ActTime, Count

APART_IN_TEXT = 700
"""Characters between two sentences from which on the second, if it says neither where nor when, no longer
continues the first: about two paragraphs of a report."""


def completed(tellings: Sequence[Telling], parted: frozenset[Pair] = frozenset()) -> tuple[Telling, ...]:
    """The tellings of one document, each with what its passage tells of the deed (`passage`).

    No two of the pairs that people found to be two deeds (`parted`) are in one passage.
    """
    groups: list[list[Telling]] = []
    for t in sorted(tellings, key=lambda t: (t.act.evidence.start, t.act.triggers[0].start, t.id)):
        group = _continued(t, groups, parted)
        if group is None:
            groups.append([t])
        else:
            group.append(t)
    return tuple(t for group in groups for t in _whole(group))


def _continued(t: Telling, groups: list[list[Telling]], parted: frozenset[Pair]) -> list[Telling] | None:
    """The passage that an act goes on with: the one before it, else one that tells the same place and day."""
    alike = [g for g in groups if g[0].standing == t.standing and not _parted_from(t, g, parted)]
    for latest, group in enumerate(reversed(alike)):
        if _can_continue(t, group) and (_told_alike(t, group) or (latest == 0 and _follows(t, group))):
            return group
    return None


def _parted_from(t: Telling, group: list[Telling], parted: frozenset[Pair]) -> bool:
    return bool(parted) and any(pair(t.id, m.id) in parted for m in group)


def _can_continue(t: Telling, group: list[Telling]) -> bool:
    """Whether nothing sets the act apart from any act of the passage, and its deed is of one kind with some."""
    kin = any(deeds.kinship(t.act, m.act) is not None for m in group)
    return kin and not any(differ_in_text(t, m) for m in group)


def differ_in_text(a: Telling, b: Telling) -> bool:
    """An author who tells of one deed twice gives it the same doers, place, day, numbers and victims."""
    one, other = a.act, b.act
    if deeds.extents_apart(one, other) or deeds.places_apart(one, other) or deeds.times_apart(one, other) > 0:
        return True
    if a.parties and b.parties and not set(a.parties) & set(b.parties):
        return True
    same_family = one.family == other.family
    return same_family and (
        deeds.counts_apart(one, other) is not None
        or deeds.victims_apart(one, other)
        or _other_names(one, other)
    )


def _other_names(a: Act, b: Act) -> bool:
    """Two named victims, neither told as one of several."""
    mine, yours = ({folded(v.name) for v in x.victims if v.name} for x in (a, b))
    return bool(mine and yours) and not mine & yours and not (_one_of_several(a) or _one_of_several(b))


def _one_of_several(act: Act) -> bool:
    return re.search(r"\b(among|one of|including|with the others)\b", act.evidence.text, re.I) is not None


def _told_alike(t: Telling, group: list[Telling]) -> bool:
    """One sentence tells both, or both say the same place and the same day."""
    if any(deeds.one_breath(t.act, m.act) for m in group):
        return True
    return any(
        deeds.same_place(t.act, m.act) is not None
        and t.act.time is not None
        and m.act.time is not None
        and (t.act.time.low, t.act.time.high) == (m.act.time.low, m.act.time.high)
        for m in group
    )


def _follows(t: Telling, group: list[Telling]) -> bool:
    """Whether the act stands soon after the passage, and is not told as another deed."""
    if deeds.told_as_another(t.act):
        return False
    if all(deeds.is_headline(m.act) for m in group):
        return True
    return t.act.evidence.start - max(m.act.evidence.end for m in group) < APART_IN_TEXT


# --- together ------------------------------------------------------------------------------------------


def _whole(group: list[Telling]) -> Iterator[Telling]:
    """The acts of a passage, each with what the others say, where it says less."""
    first = min(t.id for t in group)
    victims = tuple(sorted({v for t in group for v in t.victims}))
    sites = tuple(sorted(frozenset[str]().union(*(deeds.sites(t.act) for t in group))))
    for t in group:
        others = [m for m in group if m is not t]
        passage = Passage(
            id=first,
            act=_filled(t.act, [m.act for m in others]),
            perpetrators=t.perpetrators or tuple(sorted({p for m in others for p in m.perpetrators})),
            parties=t.parties or tuple(sorted({p for m in others for p in m.parties})),
            victims=victims,
            sites=sites,
        )
        yield replace(t, passage=passage)


def _filled(act: Act, others: list[Act]) -> Act:
    acts = [act, *others]
    return replace(
        act,
        places=tuple(dict.fromkeys(p for a in acts for p in a.places)),
        time=_most_exact(acts),
        counts=_first_of_each(acts),
        victims=tuple(dict.fromkeys(v for a in acts for v in a.victims)),
        methods=tuple(dict.fromkeys(m for a in acts for m in a.methods)),
        extent=next((a.extent for a in acts if not (deeds.is_bare(a) or deeds.is_general(a))), act.extent),
    )


def _most_exact(acts: Sequence[Act]) -> ActTime | None:
    """The shortest time that any of them gives; the act's own where it is no longer than others'."""
    times = [a.time for a in acts if a.time is not None and a.time.low and a.time.high]
    return min(times, key=lambda t: days_in(t) or 0, default=acts[0].time)


def _first_of_each(acts: Sequence[Act]) -> tuple[Count, ...]:
    """The act's own counts, then what others count that it does not."""
    counts: dict[str, Count] = {}
    own = {c.of for c in acts[0].counts}
    for a in acts[1:]:
        for c in a.counts:
            if c.of not in own:
                counts.setdefault(c.of, c)
    return (*acts[0].counts, *counts.values())
