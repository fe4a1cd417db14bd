"""How many stand on no list, by the lists of a case? Made with each run, kept for the dossier, and part of no count."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from chapeau.casefile import kinds
from chapeau.casefile.repository import Casefile, opened
from chapeau.errors import UsageError
from chapeau.ground.codec import from_json, to_json
from chapeau.ground.identity import digest_of, record_id
from chapeau.pipeline.reviewed import after_review
from chapeau.pipeline.standing import Standing
from chapeau.pipeline.undercount import MOST_LISTS, NO_LIST, WHY_NO_LIST, Declaration, OneList, Undercount
from chapeau.records import CasualtyList, Estimate, Person, PersonLink, Undercounted
from chapeau.weigh.undercount import VERSION
from chapeau.weigh.undercount.linkage import all_joined, as_linked, carried
from chapeau.weigh.undercount.methods import SEED, estimates
from chapeau.weigh.undercount.table import Overlaps

Lists = tuple[CasualtyList, ...]
KEPT = "undercounted"
"""The fact under which the estimates stand, behind the digest of what they were made from."""


def undercount_of_case(folder: Path, typed: Declaration, *, seed: int) -> Undercount:
    """What every method says of the lists of the case in `folder`. Raises UsageError, CaseMissing and what `opened` raises."""
    with opened(folder) as case:
        standing = Standing(case, after_review(case), frozenset())
        lists = standing.lists()
        persons = tuple(case.all(kinds.PERSONS))
        links = tuple(case.all(kinds.PERSON_LINKS))
    if not lists:
        raise UsageError(f"The case in {folder} holds no list.", hint="Add lists: chapeau lists DIR FILE.csv")
    news, lists = _parted(lists)
    _some_left(news, lists)
    if not any(p.listed for p in persons):
        raise UsageError(
            f"The lists in {folder} are not linked yet.", hint=f"Run: chapeau run --case {folder}"
        )
    declared = declared_in(lists, typed, _correctors(standing, lists))
    now, joined = tables(lists, persons, links)
    return Undercount(
        name=folder.name,
        table=now,
        declared=declared,
        undeclared=(),
        estimates=_over_both(now, joined, seed),
        seed=seed,
        joined=None if joined == now else joined.observed,
        refused=tuple(f"{name}: {NO_LIST}" for name in _names(news)),
    )


def _parted(lists: Sequence[CasualtyList]) -> tuple[Lists, Lists]:
    """Those that were drawn from news, by which nothing is estimated, and the others."""
    return tuple(m for m in lists if m.kind == "news"), tuple(m for m in lists if m.kind != "news")


def _some_left(news: Lists, others: Lists) -> None:
    if news and not others:
        raise UsageError(
            f"{', '.join(_names(news))}: {NO_LIST}.",
            hint=f"{WHY_NO_LIST} Add lists of identified victims (docs/lists.md).",
        )


def keep_undercounted(standing: Standing, persons: Sequence[Person], links: Sequence[PersonLink]) -> None:
    """Put what every method says of these persons in place of what was there; the same table is not gone over again."""
    case, lists = standing.case, standing.lists()
    by, kept = _correctors(standing, _parted(lists)[1]), case.fact(KEPT) or b""
    if not lists:
        case.note_fact(KEPT, b"")
    elif not kept.startswith(given := _digest(lists, by, persons, links)):
        case.note_fact(KEPT, given + to_json(_undercounted(lists, by, persons, links)))


def _correctors(standing: Standing, lists: Sequence[CasualtyList]) -> tuple[str, ...]:
    """Who corrected what these lists declare, in order of name."""
    return tuple(sorted(standing.review.deciders(made.id for made in lists)))


def kept_undercounted(case: Casefile) -> tuple[Undercounted, ...]:
    """What was kept at the last run; nothing where the case holds no list, or was last run before this was made."""
    kept = case.fact(KEPT)
    if not kept:
        return ()
    return (from_json(Undercounted, kept[len(digest_of("")) :], what="The estimates kept with the case"),)


def _digest(
    lists: Sequence[CasualtyList], by: Sequence[str], persons: Sequence[Person], links: Sequence[PersonLink]
) -> bytes:
    """Of all that the estimates depend on: what the lists declare, who stands on which, and the version of the methods."""
    declared = [digest_of(m.id, m.name, m.kind, m.scope, m.inclusion, m.entered_by) for m in lists]
    others = _parted(lists)[1]
    counts = [str(t.counts) for t in tables(others, persons, links)] if len(others) <= MOST_LISTS else []
    return digest_of(VERSION, *declared, *by, *counts).encode()


def _undercounted(
    lists: Sequence[CasualtyList], by: Sequence[str], persons: Sequence[Person], links: Sequence[PersonLink]
) -> Undercounted:
    news, others = _parted(lists)
    ids, left_out = tuple(m.id for m in others), tuple(m.id for m in news)
    own = record_id("undercount", *(m.id for m in lists))
    try:
        _some_left(news, others)
        declared = declared_in(others, Declaration(), by)
        now, joined = tables(others, persons, links)
    except UsageError as error:
        return Undercounted(
            id=own,
            lists=ids,
            left_out=left_out,
            scope="",
            declared_by="",
            observed=sum(1 for p in persons if p.listed),
            several=sum(1 for p in persons if len(set(p.lists)) > 1),
            joined=None,
            seed=SEED,
            refused=error.message,
            estimates=(),
        )
    return Undercounted(
        id=own,
        lists=ids,
        left_out=left_out,
        scope=declared.scope or "",
        declared_by=declared.declared_by or "",
        observed=now.observed,
        several=now.several,
        joined=None if joined == now else joined.observed,
        seed=SEED,
        refused=None,
        estimates=_over_both(now, joined, SEED),
    )


def _over_both(now: Overlaps, joined: Overlaps, seed: int) -> tuple[Estimate, ...]:
    found = estimates(now, seed)
    return found if joined == now else carried(found, estimates(joined, seed))


def tables(
    lists: Sequence[CasualtyList], persons: Sequence[Person], links: Sequence[PersonLink]
) -> tuple[Overlaps, Overlaps]:
    """The table of the persons as linked, and as they were if every likeness that waits joined two. `persons` are all of the
    case, those whom only texts name too. Raises UsageError."""
    if len(lists) > MOST_LISTS:
        raise UsageError(
            f"{len(lists)} lists are more than {MOST_LISTS}.",
            hint="Make a table of fewer; docs/undercount.md.",
        )
    named = tuple(zip((made.id for made in lists), _names(lists), strict=True))
    return as_linked(named, persons), all_joined(named, persons, links)


def declared_in(
    lists: Sequence[CasualtyList], typed: Declaration, corrected_by: Iterable[str] = ()
) -> Declaration:
    """What the lists themselves declare. Raises UsageError where they do not cover the same, or do not say what."""
    if silent := [made.name for made in lists if not made.inclusion or not (made.scope or typed.scope)]:
        raise UsageError(
            f"Nobody has declared what {', '.join(silent)} covers, or by which rule a person came onto it.",
            hint="Say it of each: chapeau decide DIR list-... correct --field inclusion, or scope (docs/lists.md).",
        )
    scopes = {" ".join(made.scope.casefold().split()) for made in lists}
    if len(scopes) > 1 and not typed.scope:
        told = "; ".join(f"{made.name}: {made.scope}" for made in lists)
        raise UsageError(
            f"The lists do not declare one scope ({told}).",
            hint="Say with --scope what all of them cover; persons outside of it must be on none of them. A scope that was "
            "declared by mistake is corrected: chapeau decide DIR list-... correct --field scope.",
        )
    return Declaration(
        scope=typed.scope or lists[0].scope,
        declared_by=typed.declared_by or ", ".join(sorted({*corrected_by, *(m.entered_by for m in lists)})),
        lists={
            name: OneList(inclusion=made.inclusion) for name, made in zip(_names(lists), lists, strict=True)
        },
    )


def _names(lists: Sequence[CasualtyList]) -> list[str]:
    """The lists' names; those of one name with the beginnings of their ids."""
    names = [made.name for made in lists]
    return [made.name if names.count(made.name) == 1 else f"{made.name} ({made.id[-4:]})" for made in lists]
