"""What moved a finding between two versions of a case, and which source moved it?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from chapeau.casefile import kinds
from chapeau.casefile.repository import Casefile, opened
from chapeau.errors import RecordUnknown, UsageError
from chapeau.pipeline.determine import names_of
from chapeau.pipeline.reviewed import after_review
from chapeau.pipeline.versions import Determined, law_of
from chapeau.records import Difference


@dataclass(frozen=True, slots=True, kw_only=True)
class DiffReport:
    """The difference, and names for its ids: of parties, sources (by id), and titles of provisions and elements."""

    made: Difference
    parties: Mapping[str, str]
    sources: Mapping[str, str]
    provisions: Mapping[str, str]
    elements: Mapping[str, str]


def diff(folder: Path, earlier: int | None = None, later: int | None = None) -> DiffReport:
    """What moved from one version to another; by default from the latest determined to the case as it is.

    Where nothing has moved since, and an earlier was determined, from that to the latest. 0 is the case as it is.
    Raises RecordUnknown where there is no such version; UsageError where one is compared with itself; CaseMissing.
    """
    with opened(folder) as case:
        determined = Determined(case, after_review(case))
        left, right = _chosen(determined, earlier, later)
        if left == right:
            raise UsageError(
                f"Version {left} is compared with itself.",
                hint="Give --from and --to two versions, or neither.",
            )
        made = determined.between(determined.numbered(left), determined.numbered(right))
        return DiffReport(
            made=made,
            parties=_parties(case, determined),
            sources={s.id: s.capture.name for s in case.all(kinds.SOURCES)},
            provisions={
                p.id: f"{p.citation.rpartition('art. ')[2]} {p.title}" for p in law_of(case).provisions
            },
            elements={e.id: e.wording for p in law_of(case).provisions for e in p.elements},
        )


def _chosen(determined: Determined, earlier: int | None, later: int | None) -> tuple[int, int]:
    known = [made.version for made in determined.versions if made.state == "determined"]
    if earlier is None and later is None and len(known) > 1 and not _moved(determined):
        return known[-2], known[-1]
    right = later if later is not None else 0
    before = [number for number in known if right == 0 or number < right]
    if earlier is not None:
        return earlier, right
    if not before:
        raise RecordUnknown(
            "No earlier version of this case is determined, so there is nothing to compare with.",
            hint="A version is kept by `chapeau determine --apply` and `chapeau sign`; or name one with --from.",
        )
    return before[-1], right


def _moved(determined: Determined) -> bool:
    return bool(determined.since is not None and determined.since.moves)


def _parties(case: Casefile, determined: Determined) -> dict[str, str]:
    kept = {part.party: part.party_name for made in determined.versions for part in made.parts}
    return kept | names_of(case) | {"unattributed": "nobody named"}
