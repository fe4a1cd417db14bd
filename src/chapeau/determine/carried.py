"""What does an earlier sheet say that has no place in the one it is carried into? Nothing of it is lost in silence."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from chapeau.determine.blocks import Block, BlockKey
from chapeau.determine.sheet import FindingRow, Sheet


def without_place(before: Sheet, held: Mapping[BlockKey, Block]) -> tuple[str, ...]:
    """What people said in a sheet of blocks, elements, explanations, gaps and parties that the case no longer holds.

    One line each, with the words. `held` are all blocks of the case, and `before` is in their terms (`with_ids`, `with_periods`).
    """
    parties = {block.party for block in held.values()}
    return (
        *(line for row in before.finding if row.said for line in _of_row(row, held.get(row.key))),
        *(
            f"Reply of {row.party}, on which the case holds no findings: {_words(row.state, row.reason, row.answer)}."
            for row in before.reply
            if row.party not in parties and (row.reason.strip() or row.answer.strip())
        ),
    )


def _of_row(row: FindingRow, block: Block | None) -> Iterator[str]:
    if block is None:
        where = f"{row.provision} of {row.party}, {row.low or 'date not told'} to {row.high or 'date not told'}, {row.area}"
        yield f"{where}: the case no longer holds it. Whole: {_words(row.verdict, row.reasons) or 'nothing said'}."
        said = (*_elements(row), *_answers(row), *_gaps(row))
    else:
        where = block.told
        said = (
            *_elements(row, {f.element for f in block.findings}),
            *_answers(row, {h.key for h in block.hypotheses}),
            *_gaps(row, set(block.gaps)),
        )
    yield from (f"{where}: {words}." for words in said)


def _elements(row: FindingRow, known: set[str] | None = None) -> Iterator[str]:
    for e in row.element:
        if e.element not in (known or ()) and (e.verdict.strip() or e.reasons.strip()):
            yield f"element {e.element}, no longer asked: {_words(e.verdict, e.reasons)}"


def _answers(row: FindingRow, known: set[str] | None = None) -> Iterator[str]:
    for x in row.explanation:
        if x.key not in (known or ()) and x.answer.strip():
            yield f"other explanation {x.key}, no longer asked: {_words(x.answer)}"


def _gaps(row: FindingRow, known: set[str] | None = None) -> Iterator[str]:
    for g in row.gap:
        if g.acknowledged and g.gap not in (known or ()):
            yield f"gap acknowledged, and gone: {_words(g.gap)}"


def _words(*said: str) -> str:
    return "; ".join(word.strip().rstrip(".") for word in said if word.strip())
