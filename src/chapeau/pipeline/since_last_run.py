"""Do the findings of a case follow from what it holds now, or has something come since that only a run takes up?"""

from __future__ import annotations

from chapeau.casefile import kinds
from chapeau.casefile.linked import Linked
from chapeau.casefile.repository import Casefile
from chapeau.pipeline.linking import as_reviewed
from chapeau.pipeline.reviewed import AfterReview
from chapeau.pipeline.standing import Standing


def since_last_run(case: Casefile, review: AfterReview) -> str | None:
    """What the last run has not taken up, in words; None where the findings are those of the case as it is."""
    standing, linked = Standing(case, review, case.superseded()), Linked(case)
    texts = (set(case.ids(kinds.DOCUMENTS)) - standing.superseded) ^ linked.homed() | linked.touched()
    if texts:
        return f"{len(texts)} texts came, went or were read anew"
    if as_reviewed(standing) != linked.reviewed():
        return "people decided on what was read or linked"
    return None
