"""Whatever copies, reposts, bare denials and words that judge come to a case, through the whole program: nothing moves."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from unittest.mock import Mock

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from chapeau.casefile import kinds
from chapeau.casefile.repository import opened
from chapeau.ground.settings import read_settings
from chapeau.pipeline.run import run
from chapeau.records import Finding, Pattern
from tests.running import ANALYST

EXAMPLE = Path(__file__).parents[1] / "examples" / "two-rivers"
WRITTEN = {
    "01-meridian-wire-halvern-market.txt": date(2031, 3, 12),
    "06-tessick-voice-halvern.txt": date(2031, 3, 14),
    "07-orvania-mod-release-13-march.txt": date(2031, 3, 13),
    "12-meridian-wire-marrowford.txt": date(2031, 3, 20),
    "14-orvania-mod-release-19-march.txt": date(2031, 3, 19),
    "15-monitoring-mission-update.txt": date(2031, 4, 1),
    "18-ridge-guard-admission.txt": date(2031, 4, 4),
    "19-physicians-circle-saint-orla.txt": date(2031, 4, 2),
    "20-vastrel-post-saint-orla.txt": date(2031, 4, 3),
    "21-northgate-daily-ostrey.txt": date(2031, 3, 25),
    "22-northgate-daily-retraction.txt": date(2031, 3, 27),
    "27-caldera-union-statement.txt": date(2031, 4, 5),
}
"""Texts of the example that are first tellings, with their days."""
COPIES = ("02", "03", "04", "05", "13")
"""The example's own copies of some of them."""
COUNTED_BY_TEXT = {"copies", "missing.languages", "blind_spots.outlets"}
"""Patterns that are about texts, whatever they tell: how many there are, and who carries what."""
DATED = re.compile(r", [A-Z][a-z]+ \d+, 2031 \(")


def paragraphs(text: str) -> list[str]:
    return [p for p in text.strip().split("\n\n") if p.strip()]


def joined(parts: list[str]) -> str:
    return "\n\n".join(parts)


MANNERS: dict[str, Callable[[str], str]] = {
    "whole": str.strip,
    "without its day": lambda text: DATED.sub(" (", text.strip()),
    "its beginning": lambda text: joined(paragraphs(text)[: max(2, len(paragraphs(text)) // 2 + 1)]),
    "without its head": lambda text: joined(paragraphs(text)[1:]),
    "in another order": lambda text: joined([paragraphs(text)[0], *paragraphs(text)[:0:-1]]),
    "below a headline": lambda text: f"Killing and shelling shock the valley\n\n{text.strip()}",
}


def outlet(of: str, days: int, manner: str) -> tuple[str, str]:
    """A further outlet prints a text, some days later."""
    day = WRITTEN[of] + timedelta(days)
    text = MANNERS[manner]((EXAMPLE / "reports" / of).read_text("utf-8"))
    return "copy.txt", f"Evening Post, {day:%B} {day.day}, {day.year}\n\n{text}\n"


def post(of: str, days: int) -> tuple[str, str]:
    """Somebody reposts it whole."""
    text = (EXAMPLE / "reports" / of).read_text("utf-8")
    line = {
        "id": "r",
        "date": str(WRITTEN[of] + timedelta(days)),
        "publisher": "@sharer",
        "text": f"RT: {text}",
    }
    return "post.jsonl", json.dumps(line) + "\n"


def own_copy(number: str) -> tuple[str, str]:
    (path,) = (p for p in (EXAMPLE / "reports").iterdir() if p.name.startswith(number))
    return path.name, path.read_text("utf-8")


SAID = (
    "ORVANIAN MINISTRY OF DEFENCE\n\n16 March 2031\n\nThe ministry denies that Orvanian artillery shelled the market in "
    "Halvern on 12 March.\n",
    "VASTREL POST\n\n16 April 2031\n\nA deputy denied that soldiers killed civilians in Halvern or Marrowford.\n",
    "CALDERA UNION\n\n18 April 2031\n\nThe Union said that what is reported from Halvern and Tessick was a widespread and "
    "systematic attack and amounts to crimes against humanity.\n",
    "SENATE OF CALDERA\n\n19 April 2031\n\nSenator Ola Brandt called the reports from the valley evidence of genocide and a "
    "deliberate policy.\n",
    "COAST HERALD\n\n19 April 2031\n\nThe Orvanian Ministry of Defence declined to comment on the reports from Halvern.\n",
)
"""Bare denials, words that judge, and silence."""

SOME = st.sampled_from(sorted(WRITTEN))
LATER = st.sampled_from([1, 2, 12])
NOISE = st.lists(
    st.one_of(
        st.builds(outlet, SOME, LATER, st.sampled_from(sorted(MANNERS))),
        st.builds(post, SOME, LATER),
        st.builds(own_copy, st.sampled_from(COPIES)),
        st.sampled_from([("said.txt", said) for said in SAID]),
    ),
    min_size=1,
    max_size=5,
)


@pytest.fixture(scope="module")
def unpublished() -> Iterator[None]:
    """No dossier is written: what is asked of stands in the case."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr("chapeau.pipeline.run.publish", Mock())
        yield


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory, unpublished: None) -> Path:
    """A case of first tellings alone."""
    folder = tmp_path_factory.mktemp("first")
    (folder / "in").mkdir()
    for name in WRITTEN:
        shutil.copy(EXAMPLE / "reports" / name, folder / "in" / name)
    run([folder / "in"], folder / "case", ANALYST, settings=read_settings(EXAMPLE / "case.toml"), jobs=1)
    return folder / "case"


def with_more(base: Path, noise: list[tuple[str, str]], folder: Path) -> Path:
    case, more = folder / "case", folder / "more"
    shutil.copytree(base, case)
    more.mkdir()
    for number, (name, text) in enumerate(noise):
        (more / f"{number}-{name}").write_text(text, "utf-8")
    run([more], case, ANALYST, jobs=1)
    return case


def shows(rule: str) -> bool:
    return rule.startswith("beside.") or rule == "against.bare_denial"


def bare(finding: Finding) -> Finding:
    """Without what is only shown: beside, and where other explanations were looked for."""
    return replace(
        finding, shown_beside=(), hypotheses=(), rules=tuple(r for r in finding.rules if not shows(r))
    )


def told(pattern: Pattern) -> Pattern:
    """Without the ids of named persons, which are made of all the places where their names are printed."""
    return replace(pattern, rests_on=tuple(i for i in pattern.rests_on if not i.startswith("person-")))


def held(case: Path) -> tuple[dict[str, Any], dict[str, Any]]:
    """What must not move: the patterns and the findings."""
    with opened(case) as of:
        patterns = {p.id: told(p) for p in of.all(kinds.PATTERNS) if p.name not in COUNTED_BY_TEXT}
        return patterns, {f.id: bare(f) for f in of.all(kinds.FINDINGS)}


def moved(before: dict[str, Any], after: dict[str, Any]) -> list[Any]:
    keys = sorted(before.keys() | after.keys())
    return [(before.get(k), after.get(k)) for k in keys if before.get(k) != after.get(k)]


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(noise=NOISE)
def test_copies_reposts_bare_denials_and_words_that_judge_move_no_pattern_and_no_finding(
    base: Path, noise: list[tuple[str, str]]
) -> None:
    with TemporaryDirectory() as folder:
        patterns, findings = held(with_more(base, noise, Path(folder)))
    was_patterns, was_findings = held(base)
    assert moved(was_patterns, patterns) == []
    assert moved(was_findings, findings) == []


def test_a_second_telling_of_its_own_does_move_them(base: Path, tmp_path: Path) -> None:
    own = (
        "Lenna Courier, March 13, 2031\n\nOrvanian shells killed 19 people in the market of Halvern on March 12, said a baker "
        "who stood behind his stall.\n"
    )
    patterns, findings = held(with_more(base, [("own.txt", own)], tmp_path))
    was_patterns, was_findings = held(base)
    assert moved(was_patterns, patterns) != []
    assert moved(was_findings, findings) != []
