"""Which documents are stated to be translations of others? A translation is no second telling.

A person states it with the source (its `translation_of`): the original by the id of its source, by the name of its
file, or by the SHA-256 of its bytes. Item by item the translated text then goes back to the original's.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from chapeau.link.origins import OriginLink
from chapeau.records import Part, Score, Source, Translation


def translation_links(
    translated: Iterable[Source], sources: Iterable[Source], documents_of: Mapping[str, Sequence[str]]
) -> Iterator[OriginLink]:
    """A link from each document of a translated source to its original's, where that is in the case.

    `documents_of` gives a source's documents in order of their place in it. Where a name fits several sources,
    nobody is guessed, and none is linked.
    """
    known: defaultdict[str, set[str]] = defaultdict(set)
    for source in sources:
        for called in (source.id, source.capture.name, source.blob):
            known[called].add(source.id)
    for source in sorted(translated, key=lambda s: s.id):
        stated = source.translation_of
        originals = known[stated.source] - {source.id} if stated else set()
        if stated is not None and len(originals) == 1:
            yield from _item_by_item(
                documents_of.get(source.id, ()), documents_of.get(originals.pop(), ()), stated
            )


def _item_by_item(mine: Sequence[str], theirs: Sequence[str], stated: Translation) -> Iterator[OriginLink]:
    for place, document in enumerate(mine):
        if theirs:
            yield _link(document, theirs[place] if len(theirs) == len(mine) else theirs[0], stated)


def _link(document: str, original: str, stated: Translation) -> OriginLink:
    left, right = sorted((document, original))
    why = f"A translation of it by {stated.by} ({stated.state}), as stated with its source."
    part = Part(name="translation", value=1.0, why=why, left=document, right=original)
    return OriginLink(
        left=left,
        right=right,
        relation="restates",
        score=Score(value=1.0, parts=(part,)),
        why=why,
        original=original,
    )
