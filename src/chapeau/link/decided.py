"""What did people decide last on each pair of records?"""

from __future__ import annotations

from collections.abc import Container, Iterable

from chapeau.link.gather import Pair, pair
from chapeau.records import Decision


def latest_on_pairs(decisions: Iterable[Decision], known: Container[str]) -> dict[Pair, Decision]:
    """The latest of same, not_same and unsure on each pair of `known` ids; those on a field are on something else."""
    latest: dict[Pair, Decision] = {}
    for d in sorted(decisions, key=lambda d: (d.when, d.id)):
        of_known = d.other is not None and d.record in known and d.other in known
        if of_known and d.other and d.field is None and d.kind in ("same", "not_same", "unsure"):
            latest[pair(d.record, d.other)] = d
    return latest


def acts_decided_on(decisions: Iterable[Decision], known: Container[str]) -> frozenset[str]:
    """Those of the `known` ids that a decision on a pair names."""
    return frozenset(one for two in latest_on_pairs(decisions, known) for one in two)


def parted(decisions: Iterable[Decision], known: Container[str]) -> frozenset[Pair]:
    """The pairs of `known` ids that people last found to be two."""
    latest = latest_on_pairs(decisions, known)
    return frozenset(two for two, d in latest.items() if d.kind == "not_same")
