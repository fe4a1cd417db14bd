from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from chapeau.dossier.excerpt import Anchor, Mark, paragraph_of, pieces, roles_of, whole
from chapeau.records import Span
from tests.dossier.fixture import case

TEXT = st.text(min_size=1, max_size=60)
RANGES = st.lists(
    st.tuples(st.integers(0, 60), st.integers(0, 60), st.sampled_from(["who", "did", "whom"])), max_size=8
)


@given(TEXT, RANGES)
def test_pieces_together_are_the_text_and_bear_the_marks_that_hold_them(
    text: str, ranges: list[tuple[int, int, str]]
) -> None:
    marks = [Mark(min(a, b), max(a, b), kind) for a, b, kind in ranges if a != b]
    found = pieces(text, 0, len(text), marks)
    assert "".join(p.text for p in found) == text
    at = 0
    for piece in found:
        for offset in range(at, at + len(piece.text)):
            assert set(piece.kinds) == {m.kind for m in marks if m.start <= offset < m.end}
        at += len(piece.text)


@given(TEXT, st.integers(0, 59))
def test_an_anchor_stands_where_its_record_begins(text: str, start: int) -> None:
    start = min(start, len(text) - 1)
    found = pieces(text, 0, len(text), [], [Anchor("r", start, len(text))])
    before = "".join(p.text for p in found[: next(i for i, p in enumerate(found) if p.anchors)])
    assert len(before) == start


@given(
    st.lists(st.sampled_from(["a b.", "\n\n", "\n", "Long words here. "]), min_size=1, max_size=20), st.data()
)
def test_a_paragraph_holds_its_span(parts: list[str], data: st.DataObject) -> None:
    text = "x" + "".join(parts) + "x"
    start = data.draw(st.integers(0, len(text) - 1))
    span = Span(start=start, end=start + 1, text=text[start])
    low, high = paragraph_of(text, span)
    assert low <= start or text[low - 1 : start + 1].isspace() or text[start].isspace()
    assert high >= span.end or text[start].isspace()


def test_a_very_long_paragraph_is_cut_around_the_span() -> None:
    text = "word " * 2000
    low, high = paragraph_of(text, Span(start=5000, end=5004, text="word"))
    assert low < 5000 < 5004 < high
    assert high - low < 1200


def test_every_role_of_an_act_is_marked_and_every_record_anchored() -> None:
    held = case()
    act = next(a for a in held.acts() if a.time and a.counts)
    assert {m.kind for m in roles_of(act)} >= {"who", "did", "whom", "where", "when", "many"}
    found = whole(
        held.document(act.document).text, held.acts_of(act.document), held.statements_of(act.document), ()
    )
    assert act.id in {a.record for p in found for a in p.anchors}
