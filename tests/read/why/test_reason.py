"""What a reason holds, and how the reasons of rules and of heads come together."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import chapeau.read
from chapeau.read.because import Because
from chapeau.read.why.reason import Why, by_head, by_rule, heads, merged, rules, why
from chapeau.records import Span

READ = Path(chapeau.read.__file__).parent
RULE_ID = re.compile(r"(?:document|statement|actor|act|time|mention|response|about)(?:\.[a-z_]+)+")
FIELDS = {"time.precision"}
"""What looks like a rule's id and names a field."""
TEXT = "Guards shot two men at the mill."


def test_a_reason_quotes_the_words_that_the_rule_went_by() -> None:
    made = why(
        TEXT, "act-1", "type", Because("killing", "act.type.word", ((7, 11),), "acts.yaml/killing/shoot")
    )
    assert made.words == (Span(start=7, end=11, text="shot"),)
    assert made.by == "act.type.word:acts.yaml/killing/shoot"
    assert made.rule == "act.type.word"


def test_a_heads_reason_takes_the_place_of_the_rules_for_the_same_field_alone() -> None:
    ruled = (by_rule(TEXT, "act-1", "certainty", "a"), by_rule(TEXT, "act-1", "perpetrators[0]", "b", (0, 6)))
    headed = (by_head("act-1", "perpetrators[0]", ruled[1].words, "perpetrator", 0.873),)
    together = merged(ruled, headed)
    assert [(w.field, w.by, w.score) for w in together] == [
        ("certainty", "a", None),
        ("perpetrators[0]", "head:perpetrator", 0.87),
    ]


def test_every_rule_has_a_line_that_says_what_it_means() -> None:
    assert rules()
    assert all(line and not line.endswith(".") for line in rules().values())


def test_a_head_is_named_whole_as_what_decided() -> None:
    assert Why(record="a", field="b", words=(), by="head:place").rule == "head:place"


def constants(code: str) -> set[str]:
    """The rule ids that a file names as they stand."""
    named = {n.value for n in ast.walk(ast.parse(code)) if isinstance(n, ast.Constant)}
    return {name for name in named if isinstance(name, str) and RULE_ID.fullmatch(name)} - FIELDS


def test_every_rule_that_the_code_names_is_listed() -> None:
    named = {rule for file in READ.rglob("*.py") for rule in constants(file.read_text("utf-8"))}
    assert len(named) > 80
    assert named - set(rules()) == set()


def test_every_listed_rule_is_one_that_the_code_knows() -> None:
    code = " ".join(file.read_text("utf-8") for file in READ.rglob("*.py"))
    words = {word.strip("_") for word in re.findall(r"\w+", code)}
    assert {rule for rule in rules() if rule.split(".")[-1] not in words} == set()


def test_every_head_that_gives_a_reason_is_listed() -> None:
    code = (READ / "why" / "heads.py").read_text("utf-8")
    assert set(re.findall(r"by_head\([^)]*?\), \"(\w+)\"", code)) == set(heads())
