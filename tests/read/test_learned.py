"""The learned reader with the weights that ship: the same bytes however it is asked, and text as it comes."""

from __future__ import annotations

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from importlib import resources

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chapeau.read.format import reading_json
from chapeau.read.learned import LearnedReader, without_the_rest
from chapeau.read.reader import Text
from chapeau.records import Reading, Span
from tests.read.invented import gazetteer

WEIGHTS = resources.files("chapeau.read.model").joinpath("encoder.onnx")
needs_weights = pytest.mark.skipif(
    not WEIGHTS.is_file(), reason="the learned reader's weights are not in this checkout"
)
MOST_BYTES = 40_000_000
"""The issue's bound on all weights in the package."""

PLAIN = "Soldiers killed two farmers near Kessin on Monday, a nurse said."
DOCUMENTS = (
    PLAIN,
    "KESSIN - Gunmen abducted the teacher Ana Vell and shot her brother, police said.\n\n"
    "“They came at dawn,” her mother told reporters. The ministry denied that its men were there.",
    "they beat me with a cable for two hours. they asked about my sons",
    "A bomb went off at the market. The mayor, Ivo Dren, was among the dead. Nobody has claimed the attack.",
    "According to the report, guards tortured prisoners in the mill. " * 30,
)


@cache
def reader() -> LearnedReader:
    return LearnedReader(gazetteer())


def read(text: str) -> Reading:
    return reader().read(Text(id="doc", text=text, date="2031-03-10"))


def as_bytes(text: str) -> bytes:
    return reading_json(read(text))


@needs_weights
def test_a_text_gives_the_same_bytes_whatever_was_read_before_it() -> None:
    alone = [as_bytes(text) for text in DOCUMENTS]
    assert [as_bytes(text) for text in reversed(DOCUMENTS)] == alone[::-1]


@needs_weights
def test_a_text_gives_the_same_bytes_whatever_is_read_beside_it() -> None:
    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(as_bytes, DOCUMENTS * 2)) == [as_bytes(text) for text in DOCUMENTS] * 2


@needs_weights
def test_another_process_gives_the_same_bytes() -> None:
    program = f"""
import sys
from tests.read.test_learned import as_bytes
sys.stdout.buffer.write(as_bytes({DOCUMENTS[1]!r}))
"""
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True)
    assert done.stdout == as_bytes(DOCUMENTS[1])


@needs_weights
@pytest.mark.parametrize(
    "text",
    [
        PLAIN,
        PLAIN.lower(),
        PLAIN.upper(),
        PLAIN.replace(",", "").replace(".", ""),
        PLAIN.lower().replace(",", "").replace(".", ""),
    ],
)
def test_a_plain_deed_and_who_said_it_are_read_in_any_case_and_without_marks(text: str) -> None:
    found = read(text)
    assert [act.family for act in found.acts] == ["killing"]
    assert [p.text.lower() for p in found.acts[0].perpetrators] == ["soldiers"]
    assert len(found.acts[0].victims) == 1
    assert [s.speaker.text.lower() for s in found.statements if s.speaker] == ["a nurse"]


@needs_weights
def test_everything_found_stands_in_the_text_where_it_says() -> None:
    for text in DOCUMENTS:
        found = read(text)
        spans = [
            *(
                s
                for act in found.acts
                for s in (act.evidence, *act.triggers, *act.perpetrators, *act.victims)
            ),
            *(s for said in found.statements for s in (said.speaker, said.cue, *said.content) if s),
        ]
        assert all(text[s.start : s.end] == s.text for s in spans)
        assert spans


EVERYDAY = "Soak the beans overnight and rinse them well. Simmer them until they are soft.\n\n" * 12
"""Words in which nothing is told."""


def spans_of(found: Reading) -> list[Span]:
    """All spans that a reading prints, with its mentions."""
    return [
        *(
            s
            for act in found.acts
            for s in (act.evidence, *act.triggers, *act.perpetrators, *act.victims, *act.places)
        ),
        *(s for said in found.statements for s in (said.speaker, said.cue, *said.content) if s),
        *found.mentions,
    ]


@needs_weights
@pytest.mark.parametrize("plain", DOCUMENTS)
def test_a_report_inside_other_text_is_read_where_it_stands(plain: str) -> None:
    whole = EVERYDAY + plain + "\n\n" + EVERYDAY
    alone, found = read(plain), read(whole)
    assert [a.family for a in found.acts] == [a.family for a in alone.acts]
    assert all(whole[s.start : s.end] == s.text for s in spans_of(found))
    assert found.length == len(whole)


def test_what_the_gate_keeps_back_leaves_white_space_and_every_offset_as_it_was() -> None:
    whole = f"KESSIN, 3 March 2031\n\n{EVERYDAY}{PLAIN}\n\n{EVERYDAY}"
    start, end = whole.index(PLAIN), whole.index(PLAIN) + len(PLAIN)
    left = without_the_rest(whole, [(start, end)])
    assert len(left) == len(whole)
    assert left[start:end] == PLAIN
    assert left.split() == [*whole[: len(left[:start].rstrip())].split(), *PLAIN.split()]
    assert left.startswith("KESSIN, 3 March 2031")
    assert left[end:].startswith("\n\n")


@given(st.text("ab. \n", max_size=600), st.lists(st.integers(0, 600), max_size=6, unique=True))
def test_what_passes_stays_as_it_is_and_all_else_but_the_head_is_white(text: str, cuts: list[int]) -> None:
    bounds = sorted(min(c, len(text)) for c in cuts)
    passing = list(zip(bounds[::2], bounds[1::2], strict=False))
    left = without_the_rest(text, passing)
    assert len(left) == len(text)
    assert all(left[a:b] == text[a:b] for a, b in passing)
    assert all(a == b or (a.isspace() and i > 0) for i, (a, b) in enumerate(zip(left, text, strict=True)))
    assert without_the_rest(text, [(0, len(text))]) == text


@needs_weights
def test_the_reader_is_named_with_its_weights() -> None:
    assert reader().made_by.startswith("learned ")
    assert "model." in reader().made_by


@needs_weights
def test_the_weights_stay_small_enough_for_a_laptop() -> None:
    assert len(WEIGHTS.read_bytes()) <= MOST_BYTES


@needs_weights
def test_a_text_in_small_letters_keeps_the_names_of_its_people() -> None:
    reading = read("gunmen killed maria vosk near kessin on monday. vosk had been threatened by soldiers.")
    assert {m.actor for m in reading.mentions if m.kind == "person"} == {"maria-vosk"}
    assert {v.actor for a in reading.acts for v in a.victims} == {"maria-vosk"}
