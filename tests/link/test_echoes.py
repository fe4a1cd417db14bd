"""Copies, reposts, quoting outlets and stated translations: however many, they move no count of origins behind an event."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from chapeau.link.origins import OriginLink
from chapeau.records import Reading, Score
from tests.link.material import History, act, reading

SYLLABLES = ("ka", "ro", "ven", "til", "mas", "dor", "esh", "lin", "po", "gri", "sul", "bet")
QUOTED = 25
"""Words of a story that an outlet quotes, and in which the deed is told."""


def words(seed: str, number: int) -> list[str]:
    dice = Random(seed)
    return ["".join(dice.choice(SYLLABLES) for _ in range(3)) for _ in range(number)]


def story(number: int) -> str:
    return " ".join(words(f"story {number}", 120)) + "."


@dataclass(frozen=True)
class Echo:
    """One text that tells again what story `of` tells."""

    kind: str
    of: int

    def text(self, name: str) -> str:
        whole, own = story(self.of), " ".join(words(name, 80))
        if self.kind == "copy":
            return f"By our staff\n\n{whole}\n\nAll rights reserved."
        if self.kind == "repost":
            return f"@harbour reposted:\n{whole}"
        if self.kind == "quoting":
            return f'As others have reported, "{" ".join(whole.split()[:QUOTED])}" {own}.'
        return f"{own}."

    def at(self, name: str) -> int:
        """Where its act stands: among the words that the story has too; of a translation, anywhere."""
        return 10 if self.kind == "translation" else self.text(name).index(story(self.of).split()[3])


def told(name: str, text: str, at: int, day: str) -> tuple[Reading, dict[str, str]]:
    return reading(name, [act(f"act-{name}", name, at=at, count=(5, 5))], day=day), {name: text}


def history(stories: int, echoes: list[Echo]) -> History:
    readings, texts, stated = [], {}, []
    for n in range(stories):
        made, text = told(f"s{n}", story(n), story(n).index(story(n).split()[3]), "2031-03-13")
        readings.append(made)
        texts |= text
    for n, echo in enumerate(echoes):
        name = f"t{n:03}"
        made, text = told(name, echo.text(name), echo.at(name), "2031-03-15")
        readings.append(made)
        texts |= text
        if echo.kind == "translation":
            stated.append(translation(f"s{echo.of}", name))
    return History(readings, texts, stated=stated)


def translation(original: str, document: str) -> OriginLink:
    score = Score(value=1.0, parts=())
    return OriginLink(
        left=original, right=document, relation="restates", score=score, why="Stated.", original=original
    )


@settings(max_examples=40, deadline=None)
@given(
    stories=st.integers(1, 3),
    echoes=st.lists(
        st.tuples(st.sampled_from(["copy", "repost", "quoting", "translation"]), st.integers(0, 2)),
        max_size=8,
    ),
)
def test_no_echo_moves_the_origins_behind_an_event_nor_its_numbers(
    stories: int, echoes: list[tuple[str, int]]
) -> None:
    before = history(stories, []).of("act-s0")
    after = history(stories, [Echo(kind, of % stories) for kind, of in echoes]).of("act-s0")
    assert len(after.acts) == stories + len(echoes)
    assert after.origins == before.origins
    assert len(after.origins) == stories
    assert [(t.origin, t.of, t.low, t.high) for t in after.tellings] == [
        (t.origin, t.of, t.low, t.high) for t in before.tellings
    ]


def test_a_story_of_its_own_does_move_them() -> None:
    assert len(history(2, []).of("act-s0").origins) == len(history(1, []).of("act-s0").origins) + 1


def test_a_hundredth_repost_is_still_no_second_origin() -> None:
    assert len(history(1, [Echo("repost", 0)] * 99).of("act-s0").origins) == 1
