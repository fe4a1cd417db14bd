"""What a model's heads decided is said to be theirs, with their probability; all else stays the rules'."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

import chapeau.read
from chapeau.read.labelled import OUTSIDE, Column, Labelled
from chapeau.read.learned import LearnedReader
from chapeau.read.reader import Text
from chapeau.read.rules import RuleReader
from chapeau.read.spacy_grammar import SpacyGrammar
from chapeau.read.tokens import Doc
from chapeau.read.why.explain import explained
from chapeau.read.why.fields import decided, records
from chapeau.read.why.reason import HEAD, Explained, heads
from tests.read.invented import gazetteer

MODEL = Path(chapeau.read.__file__).parent / "model" / "encoder.onnx"
REPORTS = Path(__file__).parents[3] / "examples" / "two-rivers" / "reports"
TEXT = "Soldiers shelled the market on Monday. Ana Vell was among the wounded, the mayor said."


@dataclass(frozen=True)
class Labels:
    """spaCy's grammar, with labels as an encoder would give them to the words of some phrases."""

    said: dict[str, str]
    role: dict[str, str]
    longest: int = 1000

    def doc_of(self, plain: str) -> Doc:
        doc = SpacyGrammar().doc_of(plain)
        every = SimpleNamespace(
            words=np.arange(len(doc)),
            cues=np.ones((len(doc), len(doc))),
            weight=0.0,
            families=[],
            category=[],
        )
        seen: Any = (every,)
        said, role = _column(doc, plain, self.said), _column(doc, plain, self.role)
        doc.labelled = Labelled(said=said, role=role, seen=seen)
        return doc


def _column(doc: Doc, plain: str, phrases: dict[str, str]) -> Column:
    column = [OUTSIDE] * len(doc)
    for phrase, label in phrases.items():
        low, high = plain.index(phrase), plain.index(phrase) + len(phrase)
        inside = [t.i for t in doc if low <= t.idx < high]
        for n, i in enumerate(inside):
            column[i] = (f"{'I' if n else 'B'}-{label}", 0.9)
    return tuple(column)


def read(monkeypatch: pytest.MonkeyPatch, said: dict[str, str], role: dict[str, str]) -> Explained:
    """The text as read with these labels; what the document is about is the rules'."""
    monkeypatch.setattr("chapeau.read.why.heads.main_event", lambda _: None)
    monkeypatch.setattr("chapeau.read.about_told.main_event", lambda _: None)
    reader = RuleReader(gazetteer(), grammar=Labels(said, role))
    return explained(reader, Text(id="labelled", text=TEXT, date="2031-03-12"))


def reasons(made: Explained) -> dict[tuple[str, str], tuple[str, float | None]]:
    return {(w.record, w.field): (w.rule, w.score) for w in made.why}


def test_a_victim_whom_only_a_head_marks_is_the_heads(monkeypatch: pytest.MonkeyPatch) -> None:
    made = read(monkeypatch, {}, {"Ana Vell": "Victim"})
    (act, at) = next(
        (a, n) for a in made.reading.acts for n, v in enumerate(a.victims) if v.text == "Ana Vell"
    )
    told = reasons(made)
    assert told[act.id, f"victims[{at}]"] == ("head:role", 0.9)
    assert told[act.id, f"victims[{at}].actor"][0] == "actor.name"


def test_a_party_that_grammar_ties_to_the_deed_stays_the_rules(monkeypatch: pytest.MonkeyPatch) -> None:
    made = read(monkeypatch, {}, {"Soldiers": "PerpInd"})
    (act,) = [a for a in made.reading.acts if a.family == "attack"]
    assert reasons(made)[act.id, "perpetrators[0]"] == ("act.perpetrator.subject", None)


def test_what_the_encoder_hears_is_the_heads_and_its_stance_the_rules(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    words = {"Ana Vell was among the wounded": "content", "the mayor": "source", "said": "cue"}
    made = read(monkeypatch, words, {})
    (statement,) = made.reading.statements
    told = reasons(made)
    for field in ("speaker", "cue", "content[0]"):
        assert told[statement.id, field] == ("head:said", 0.9)
    assert told[statement.id, "stance"] == ("statement.stance.plain", None)


def test_an_act_is_in_the_line_by_the_head_only_where_the_head_is_sure_of_its_kind(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for probability, by in ((0.9, ("head:families", 0.9)), (0.3, ("about.acts.told_most", None))):
        likely = {"detention": 0.5, "killing": probability, "abduction": 0.5}
        monkeypatch.setattr("chapeau.read.why.heads.main_event", lambda _, likely=likely: likely)
        monkeypatch.setattr("chapeau.read.about_told.main_event", lambda _, likely=likely: likely)
        reader = RuleReader(gazetteer(), grammar=Labels({}, {}))
        made = explained(reader, Text(id="labelled", text="Soldiers killed Ana Vell on Monday."))
        assert reasons(made)["about", "acts[0]"] == by


def test_every_decided_field_has_one_reason_whoever_gave_it(monkeypatch: pytest.MonkeyPatch) -> None:
    words = {"Ana Vell was among the wounded": "content", "the mayor": "source", "said": "cue"}
    made = read(monkeypatch, words, {"Ana Vell": "Victim", "the market": "Target", "Soldiers": "PerpInd"})
    need = {(name, field) for name, record in records(made.reading) for field in decided(record)}
    assert need - set(reasons(made)) == set()
    assert len(reasons(made)) == len(made.why)


@pytest.mark.skipif(not MODEL.exists(), reason="the model's weights are not built here")
def test_every_decided_field_of_the_shipped_model_has_a_reason() -> None:
    reader = LearnedReader(gazetteer())
    for report in sorted(REPORTS.glob("*.txt"))[:4]:
        made = explained(reader, Text(id=report.name, text=report.read_text("utf-8")))
        need = {(name, field) for name, record in records(made.reading) for field in decided(record)}
        assert need - set(reasons(made)) == set()
        assert {w.by for w in made.why if w.by.startswith(HEAD)} <= {HEAD + name for name in heads()}
        assert any(w.by == "head:said" and 0 < (w.score or 0) <= 1 for w in made.why)
