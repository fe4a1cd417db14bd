"""Annotations become labels of the words they cover, and nothing else is labelled."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from training.reader.examples import NONE, Example, attacks, attributions, roles

from chapeau.read.heads import CATEGORIES, FAMILIES, HEADS
from chapeau.read.tokenising import cuts

TEXT = "Ana Vell said guards shot Ivo Dren with rifles. Ivo died."


def example(text: str, annotate: Callable[..., None], gold: dict[str, Any]) -> Example:
    offsets = list(cuts(text))
    made = Example("doc", [text[a:b] for a, b in offsets], [False] * len(offsets))
    annotate(made, offsets, text, gold)
    return made


def labelled(made: Example, head: str) -> list[tuple[str, str]]:
    named = HEADS[head]
    return [(w, named[i]) for w, i in zip(made.words, made.labels[head].tolist(), strict=True) if i > 0]


def at(phrase: str) -> list[int]:
    return [TEXT.index(phrase), TEXT.index(phrase) + len(phrase)]


def test_sources_cues_and_contents_are_marked_and_point_at_the_first_word_of_their_cue() -> None:
    one = {"source": [at("Ana Vell")], "cue": [at("said")], "content": [at("guards shot Ivo Dren")]}
    made = example(TEXT, attributions, {"attributions": [one]})
    assert labelled(made, "said")[:4] == [
        ("Ana", "B-source"),
        ("Vell", "I-source"),
        ("said", "B-cue"),
        ("guards", "B-content"),
    ]
    assert made.cue is not None
    pointing = {w: int(c) for w, c in zip(made.words, made.cue, strict=True) if c != NONE}
    assert pointing == dict.fromkeys(["Ana", "Vell", "guards", "shot", "Ivo", "Dren"], 2)


def test_a_source_and_a_cue_that_stand_within_a_content_keep_their_labels() -> None:
    one = {"source": [at("Ana Vell")], "cue": [at("said")], "content": [at("Ana Vell said guards")]}
    made = example(TEXT, attributions, {"attributions": [one]})
    assert [label for _, label in labelled(made, "said")] == ["B-source", "I-source", "B-cue", "I-content"]


def test_roles_are_marked_wherever_one_of_their_names_stands_the_longest_first() -> None:
    gold = {"roles": {"Victim": [["Ivo", "Ivo Dren"]], "Weapon": [["rifles"]]}}
    assert labelled(example(TEXT, roles, gold), "role") == [
        ("Ivo", "B-Victim"),
        ("Dren", "I-Victim"),
        ("rifles", "B-Weapon"),
        ("Ivo", "B-Victim"),
    ]


def test_a_name_inside_another_word_is_none() -> None:
    made = example("The riflemen left.", roles, {"roles": {"Weapon": [["rifle"]]}})
    assert labelled(made, "role") == []


def test_a_text_without_roles_weighs_less_than_one_with() -> None:
    without = example(TEXT, roles, {"roles": {}})
    assert without.weight < example(TEXT, roles, {"roles": {"Weapon": [["rifles"]]}}).weight


def test_victims_kinds_of_deed_and_category_are_those_of_the_document() -> None:
    gold = {
        "victims": [{"victim_name": "Ivo Dren"}, {"victim_name": None}],
        "violation_types": ["killing", "arbitrary detention", "never heard of"],
        "perpetrator_type": "state actor",
    }
    made = example(TEXT, attacks, gold)
    assert labelled(made, "victim") == [("Ivo", "B-name"), ("Dren", "I-name")]
    assert made.families == [int(f in ("killing", "detention")) for f in FAMILIES]
    assert made.category is not None
    assert CATEGORIES[made.category] == "state"


def test_a_perpetrator_of_no_known_kind_is_unknown() -> None:
    made = example(TEXT, attacks, {"victims": [], "violation_types": [], "perpetrator_type": None})
    assert made.category == CATEGORIES.index("unknown")
