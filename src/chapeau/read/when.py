"""When? The day a document was written, and every time it names, resolved against that day.

Nothing here knows today's date: what the text does not fix stays open.
"""

from __future__ import annotations

from chapeau.read.parsed import Parsed
from chapeau.read.posts import Post
from chapeau.records import ActTime, DocumentDate


def document_date(parsed: Parsed, posts: tuple[Post, ...], stated: str | None) -> DocumentDate | None:
    """When the document was written: stated with it, printed as its dateline, or inferred.

    `stated` (YYYY-MM-DD) is what came with the item. Inferred dates carry the span they rest on.
    None where the text names no full date.
    """
    return DocumentDate(low=stated, high=stated, inferred=False) if stated else None


def times(parsed: Parsed, date: DocumentDate | None) -> tuple[ActTime, ...]:
    """Every expression of time, in order of offset, none overlapping another.

    What cannot be resolved without a document's date has `low` and `high` None. `inferred` is set
    where a day or year was filled in from the document's date.
    """
    return ()
