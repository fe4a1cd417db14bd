"""What did people accept, change, reject? Decisions applied to records, before link, weigh and assess.

Nothing here edits what was found: a corrected record is a further record under the same id, whose
`made_by` names the person. A decision that cannot be applied (its record is gone, its field is not
there, the value it saw is no longer the value) is listed with the reason, never dropped. The order
in which decisions are given does not matter: they count in order of `when`, then `id`.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any, Generic, Literal, TypeVar

from chapeau.errors import DataInvalid
from chapeau.ground.codec import from_plain, to_plain
from chapeau.records import Act, Decision, Response, Reviewed, Statement

Reviewable = Act | Statement | Response
R = TypeVar("R", Act, Statement, Response, Reviewable)

ABOUT_PAIRS = ("same", "not_same", "unsure")


@dataclass(frozen=True, slots=True, kw_only=True)
class Unanchored:
    """A decision that could not be applied, and why: shown to people, never dropped."""

    decision: str
    record: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Applied(Generic[R]):
    """Records after decisions, in the order given, rejected ones included (`rejected` has their ids).

    `reviewed` holds one entry for every record that some decision touched. `pairs` are the decisions
    on two records (same, not_same, unsure) that stand, the latest for each pair: for `link`.
    """

    records: tuple[R, ...]
    reviewed: tuple[Reviewed, ...]
    unanchored: tuple[Unanchored, ...]
    rejected: frozenset[str]
    pairs: tuple[Decision, ...]

    @property
    def standing(self) -> tuple[R, ...]:
        """The records that nobody rejected: what link, weigh and assess take."""
        return tuple(r for r in self.records if r.id not in self.rejected)


def apply(records: Iterable[R], decisions: Iterable[Decision], *, others: Iterable[str] = ()) -> Applied[R]:
    """The records as people left them.

    `others` are ids of further records that decisions may name (documents, for decisions on
    origins), so that a decision on them is not taken for one whose anchor has gone.
    """
    raise NotImplementedError
