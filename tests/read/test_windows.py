"""Windows cover a text, hold whole sentences, and lie where they lie whatever else is read."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from chapeau.read.windows import MOST, windows

WORD = st.sampled_from(["they", "came", ".", "!", '"', ")", "\n\n", " ", "no"])
TEXT = st.lists(st.tuples(WORD, st.integers(1, 60)), max_size=80)


def of(text: str, size: int = 1) -> list[str]:
    """The windows of words apart by blanks, each word of so many pieces; '/' is a line break."""
    words = ["\n\n" if w == "/" else w for w in text.split()]
    return [" ".join(words[a:b]) for a, b in windows(words, [size] * len(words))]


@given(TEXT)
def test_windows_cover_every_word_once_and_in_order(text: list[tuple[str, int]]) -> None:
    found = windows([w for w, _ in text], [n for _, n in text])
    assert [i for a, b in found for i in range(a, b)] == list(range(len(text)))
    assert all(a < b for a, b in found)


@given(TEXT)
def test_no_window_is_larger_than_the_encoder_takes(text: list[tuple[str, int]]) -> None:
    sizes = [n for _, n in text]
    assert all(sum(sizes[a:b]) <= MOST for a, b in windows([w for w, _ in text], sizes))


def test_a_word_larger_than_a_window_has_one_of_its_own() -> None:
    assert windows(["they", "x", "came"], [1, MOST + 1, 1]) == ((0, 1), (1, 2), (2, 3))


def test_a_window_ends_where_a_sentence_ends() -> None:
    assert of("They came . They left again at dawn .", MOST // 8) == [
        "They came .",
        "They left again at dawn .",
    ]


def test_what_closes_a_sentence_goes_with_it() -> None:
    assert of('" They came . " They left them .', MOST // 8) == ['" They came . "', "They left them ."]


def test_a_line_break_ends_a_sentence_without_a_full_stop() -> None:
    assert of("Two dead / The mill burned down", MOST // 5) == ["Two dead \n\n", "The mill burned down"]


def test_a_sentence_longer_than_a_window_is_cut_where_it_is_full() -> None:
    assert [b - a for a, b in windows(["so"] * 600, [1] * 600)] == [MOST, MOST, 600 - 2 * MOST]


def test_short_sentences_share_a_window() -> None:
    assert windows(["No", "."] * 20, [1] * 40) == ((0, 40),)


@given(TEXT, TEXT)
def test_what_follows_moves_no_window_but_the_last(
    text: list[tuple[str, int]], more: list[tuple[str, int]]
) -> None:
    both = [*text, *more]
    alone = windows([w for w, _ in text], [n for _, n in text])
    joined = windows([w for w, _ in both], [n for _, n in both])
    assert alone[:-1] == joined[: max(0, len(alone) - 1)]


def test_an_empty_text_has_no_windows() -> None:
    assert windows([], []) == ()


def test_a_sentence_ends_at_its_full_stop_however_many_spaces_follow() -> None:
    words = ["they", "came", ".", "   ", "nobody", "stayed", "."]
    assert windows(words, [MOST // 4] * len(words)) == ((0, 4), (4, 7))
