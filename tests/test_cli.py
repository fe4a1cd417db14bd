"""The command as it is typed: exit codes, sentences instead of tracebacks, and a start that does not wait."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

import chapeau.cli
from chapeau.casefile.migrations import MIGRATIONS, Migration
from chapeau.casefile.schema import DATABASE, connect
from chapeau.cli import cli
from chapeau.errors import ChapeauError
from tests.running import LINES, MARKET, WHEN, reports

COMMANDS = [
    "run", "read", "origins", "show", "decide", "review", "law", "determine", "key new", "sign", "diff", "export", "verify",
]  # fmt: skip
SAID = ["--as", "A. Analyst", "--now", WHEN]


class Said:
    """What a command printed and how it ended."""

    def __init__(self, code: int, out: str, err: str) -> None:
        self.code, self.out, self.err = code, out, err


@pytest.fixture
def typed(monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Any:
    """Type a command in this process; what it printed and how it ended."""

    def call(*words: str | Path) -> Said:
        monkeypatch.setattr(sys, "argv", ["chapeau", *map(str, words)])
        with pytest.raises(SystemExit) as ended:
            chapeau.cli.main()
        printed = capfd.readouterr()
        code = ended.value.code
        assert isinstance(code, int)
        return Said(code, printed.out, printed.err)

    return call


def chapeau_program(*words: str | Path) -> subprocess.CompletedProcess[str]:
    program = [sys.executable, "-c", "from chapeau.cli import main; main()", *map(str, words)]
    return subprocess.run(program, capture_output=True, text=True, check=False)


# --- help and start --------------------------------------------------------------------------------------


def test_the_version_and_the_exit_codes_are_told(typed: Any) -> None:
    assert chapeau.__version__ in typed("--version").out
    told = typed("--help").out
    assert all(f"  {code}  " in told for code in range(6))


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_the_common_options_and_an_example(command: str) -> None:
    told: Result = CliRunner().invoke(cli, [*command.split(), "--help"])
    for part in ("--quiet", "--now", "--as", "Example:", f"chapeau {command} "):
        assert part in told.output


def test_help_does_not_wait_for_the_grammar() -> None:
    look = "import sys; from chapeau.cli import main\ntry: main()\nfinally: print(sorted({m.split('.')[0] for m in sys.modules} & {'spacy', 'numpy', 'lxml', 'sqlite3', 'trafilatura'}))"
    done = subprocess.run(
        [sys.executable, "-c", look, "run", "--help"], capture_output=True, text=True, check=True
    )
    assert done.stdout.splitlines()[-1] == "[]"


def test_every_command_that_is_unknown_or_half_typed_is_wrong_usage(typed: Any, tmp_path: Path) -> None:
    for words in (
        ["fly"],
        ["run", "x.txt"],
        ["show"],
        ["decide", tmp_path, "act-1", "perhaps"],
        ["run", "--jobs", "0", "--case", "x"],
    ):
        said = typed(*words)
        assert said.code == 2
        assert "Traceback" not in said.err


# --- run -------------------------------------------------------------------------------------------------


def test_a_run_says_what_came_in_what_came_out_and_what_next(typed: Any, tmp_path: Path) -> None:
    said = typed("run", reports(tmp_path / "in"), "--case", tmp_path / "case", *SAID)
    assert said.code == 0
    for part in (
        "4 new sources",
        "5 new documents",
        "origins",
        "incidents",
        "dossier.html",
        "not assessed",
        "Next",
    ):
        assert part in said.out
    assert "unnamed" not in said.out


def test_quiet_prints_nothing(typed: Any, tmp_path: Path) -> None:
    said = typed("run", reports(tmp_path / "in"), "--case", tmp_path / "case", "--quiet")
    assert (said.code, said.out, said.err) == (0, "", "")


def test_who_was_not_named_is_noted_as_unnamed_and_no_user_name_is_taken(
    typed: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("USER", "LOGNAME", "USERNAME"):
        monkeypatch.setenv(name, "somebody-real")
    said = typed("run", reports(tmp_path / "in"), "--case", tmp_path / "case", "--now", WHEN)
    assert "'unnamed' was noted" in said.out
    written = [path.read_bytes() for path in (tmp_path / "case").rglob("*") if path.is_file()]
    assert not any(b"somebody-real" in data for data in written)


def test_skipped_input_is_named_and_told_by_the_exit_code(typed: Any, tmp_path: Path) -> None:
    inputs = reports(tmp_path / "in")
    (inputs / "photo.jpg").write_bytes(b"\xff\xd8")
    said = typed("run", inputs, "--case", tmp_path / "case", *SAID)
    assert said.code == 3
    assert "photo.jpg" in said.out


def test_a_file_that_changes_while_it_is_read_is_skipped(
    typed: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    inputs = reports(tmp_path / "in")
    whole = Path.read_bytes

    def growing(path: Path) -> bytes:
        data = whole(path)
        if path.name == "03-camp.txt":
            with path.open("ab") as file:
                file.write(b" More.")
        return data

    monkeypatch.setattr(Path, "read_bytes", growing)
    said = typed("run", inputs, "--case", tmp_path / "case", *SAID)
    assert said.code == 3
    assert "03-camp.txt changed while it was read" in said.out
    assert "3 new sources" in said.out


def broken(case: Path, how: str) -> Path:
    """A case folder that cannot be used, in one of several ways that root feels too."""
    if how == "a file where the folder should be":
        case.write_text("x")
    elif how == "a folder where the database should be":
        (case / DATABASE).mkdir(parents=True)
    elif how == "a file where the blobs should be":
        case.mkdir()
        (case / "blobs").write_text("x")
    elif how == "not a database":
        case.mkdir()
        (case / DATABASE).write_bytes(b"x" * 5000)
    elif how == "from a newer version":
        case.mkdir()
        further = Migration("further", ("CREATE TABLE further (x)",))
        connect(case, migrations=(*MIGRATIONS, further)).close()
    return case


@pytest.mark.parametrize(
    "how",
    [
        "a file where the folder should be",
        "a folder where the database should be",
        "a file where the blobs should be",
        "not a database",
        "from a newer version",
    ],
)
def test_a_case_that_cannot_be_used_is_a_sentence_that_names_it(typed: Any, tmp_path: Path, how: str) -> None:
    case = broken(tmp_path / "case", how)
    said = typed("run", reports(tmp_path / "in"), "--case", case, *SAID)
    assert said.code == 5
    assert len(said.err.splitlines()) == 2
    assert "case" in said.err
    assert said.out == ""


def test_two_runs_into_one_case_at_once_are_told_apart(tmp_path: Path) -> None:
    from chapeau.casefile.repository import created

    inputs = reports(tmp_path / "in")
    with created(tmp_path / "case"):
        done = chapeau_program("run", inputs, "--case", tmp_path / "case")
    assert done.returncode == 5
    assert "Another run is writing" in done.stderr
    assert chapeau_program("run", inputs, "--case", tmp_path / "case", "--quiet").returncode == 0


@pytest.mark.parametrize(
    "words",
    [
        ["show", "case", "act-\udcff"],
        ["decide", "case", "act-1", "reject", "--why", "\udcff"],
        ["run", "in", "--case", "case", "--as", "\udcff"],
        ["run", "in", "--case", "case", "--as", "A\nB"],
        ["run", "in", "--case", "case", "--as", "A" * 300],
        ["run", "in", "--case", "case", "--now", "0001-01-01T00:00:00+14:00"],
    ],
)
def test_words_that_cannot_be_written_down_are_wrong_usage(
    typed: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: list[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    reports(tmp_path / "in")
    said = typed(*words)
    assert said.code == 2
    assert not (tmp_path / "case").exists()


def test_no_name_or_text_steers_the_terminal(typed: Any, tmp_path: Path) -> None:
    (tmp_path / "red\x1b[31m.txt").touch()
    said = typed("read", tmp_path / "red\x1b[31m.txt")
    assert said.code == 3
    assert "red\\x1b[31m.txt holds no text" in said.err


def test_a_document_too_long_to_be_read_is_named_and_kept(
    typed: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("chapeau.pipeline.reading.LONGEST", 100)
    (tmp_path / "long.txt").write_text(MARKET)
    for command in (["read"], ["run", "--case", tmp_path / "case", *SAID]):
        said = typed(*command, tmp_path / "long.txt")
        assert said.code == 3
        assert "long.txt: It has" in said.out + said.err
    assert any(path.read_text() == MARKET for path in (tmp_path / "case" / "blobs").glob("*/*"))


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full")
def test_a_full_disk_is_a_sentence_wherever_it_is_met(typed: Any, tmp_path: Path) -> None:
    (tmp_path / "market.txt").write_text(MARKET)
    program = "from chapeau.cli import main; main()"
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [sys.executable, "-c", program, "read", str(tmp_path / "market.txt")],
            stdout=full, stderr=subprocess.PIPE, text=True, check=False,
        )  # fmt: skip
    assert done.returncode == 5
    assert "No space left" in done.stderr
    said = typed("read", tmp_path / "market.txt", "--out", "/dev/full")
    assert (said.code, "No space left" in said.err) == (5, True)


def test_what_chapeau_wrote_is_no_report(typed: Any, tmp_path: Path) -> None:
    case = tmp_path / "case"
    assert typed("run", reports(tmp_path / "in"), "--case", case, *SAID).code == 0
    assert typed("run", case / "dossier.html", "--case", case, *SAID).code == 2
    assert typed("export", case, "--out", case / "export", *SAID).code == 2
    said = typed("review", case, "--out", tmp_path / "none" / "sheet.csv")
    assert (said.code, "sheet.csv cannot be written" in said.err) == (5, True)


def test_settings_that_are_none_are_named(typed: Any, tmp_path: Path) -> None:
    (tmp_path / "case.toml").write_text("title = ")
    said = typed(
        "run", reports(tmp_path / "in"), "--case", tmp_path / "case", "--settings", tmp_path / "case.toml"
    )
    assert said.code == 5
    assert "case.toml" in said.err
    assert not (tmp_path / "case").exists()


def test_a_fault_of_the_program_is_a_sentence_too(
    typed: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: Any, **__: Any) -> None:
        raise ZeroDivisionError("by zero")

    monkeypatch.setattr("chapeau.pipeline.run.derive", fail)
    said = typed("run", reports(tmp_path / "in"), "--case", tmp_path / "case", *SAID)
    assert said.code == 1
    assert "ZeroDivisionError" in said.err
    assert "Traceback" not in said.err


def test_the_end_of_the_reader_of_a_pipe_is_no_fault(tmp_path: Path) -> None:
    lines = tmp_path / "many.jsonl"
    lines.write_text("".join(json.dumps({"id": str(n), "text": MARKET}) + "\n" for n in range(15)), "utf-8")
    program = [sys.executable, "-c", "from chapeau.cli import main; main()", "read", str(lines)]
    run = subprocess.Popen(program, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert run.stdout is not None
    assert run.stderr is not None
    run.stdout.readline()
    run.stdout.close()
    err = run.stderr.read()
    run.stderr.close()
    assert (run.wait(), err) == (0, b"")


# --- read ------------------------------------------------------------------------------------------------


def test_read_gives_one_object_a_document_in_the_order_of_input(typed: Any, tmp_path: Path) -> None:
    inputs = reports(tmp_path / "in")
    said = typed("read", inputs / "04-posts.jsonl", inputs / "01-market.txt")
    assert said.code == 0
    readings = [json.loads(line) for line in said.out.splitlines()]
    assert [r["document"]["id"] for r in readings[:2]] == ["p1", "p2"]
    assert [r["document"]["length"] for r in readings] == [
        *(len(str(line["text"])) for line in LINES),
        len(MARKET),
    ]
    assert list(readings[0]) == [
        "document",
        "made_by",
        "statements",
        "acts",
        "mentions",
        "responses",
        "about",
    ]


def test_read_keeps_the_text_as_given_and_ignores_other_keys(typed: Any, tmp_path: Path) -> None:
    text = "  \r\nSoldiers  shelled the market in Halvern 😀. \u00a0They killed 12 men.\n"
    path = tmp_path / "one.jsonl"
    path.write_text(json.dumps({"id": 'a"b', "text": text, "labels": [1], "date": None}) + "\n", "utf-8")
    said = typed("read", path, "--out", tmp_path / "readings.jsonl")
    reading = json.loads((tmp_path / "readings.jsonl").read_text("utf-8"))
    assert said.code == 0
    assert reading["document"]["id"] == 'a"b'
    assert reading["document"]["length"] == len(text)
    spans = [act["evidence"] for act in reading["acts"]]
    assert spans
    assert all(text[s["start"] : s["end"]] == s["text"] for s in spans)


def test_read_tells_of_lines_that_are_none_and_of_dates_that_are_none(typed: Any, tmp_path: Path) -> None:
    path = tmp_path / "some.jsonl"
    path.write_text('{"id": "a", "text": "Guards beat two men.", "date": "soon"}\n[]\n{"id": "b"}\n', "utf-8")
    said = typed("read", path)
    assert said.code == 3
    assert [json.loads(line)["document"]["id"] for line in said.out.splitlines()] == ["a"]
    assert json.loads(said.out)["document"]["date"] is None
    assert all(
        part in said.err
        for part in ("Skipped: Line 2 of", "Skipped: Line 3 of", "Noticed: Line 1 of", "soon")
    )


def test_a_date_that_is_none_costs_itself_alone(typed: Any, tmp_path: Path) -> None:
    path = tmp_path / "one.jsonl"
    path.write_text('{"id": "a", "text": "Guards beat two men.", "date": "soon"}\n', "utf-8")
    said = typed("read", path)
    assert (said.code, "soon" in said.err) == (0, True)


def test_a_day_is_taken_for_documents_that_state_none(typed: Any, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Guards beat two men.", "utf-8")
    said = typed("read", tmp_path / "a.txt", "--date", "2031-03-13")
    assert json.loads(said.out)["document"]["date"]["low"] == "2031-03-13"
    assert typed("read", tmp_path / "a.txt", "--date", "13 March").code == 2


@pytest.mark.parametrize("named", ["a.txt", "linked.txt", "."])
@pytest.mark.parametrize("command", ["read", "origins"])
def test_no_command_writes_over_what_it_was_given_to_read(
    typed: Any, tmp_path: Path, command: str, named: str
) -> None:
    text = tmp_path / "a.txt"
    text.write_text(MARKET)
    (tmp_path / "linked.txt").symlink_to(text)
    said = typed(command, tmp_path / named, "--out", text)
    assert (said.code, text.read_text()) == (2, MARKET)
    assert "Nothing was written" in said.err


def test_read_goes_on_past_what_cannot_be_read(typed: Any, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Guards beat two men.", "utf-8")
    (tmp_path / "b.txt").write_bytes(b"")
    (tmp_path / "c.jsonl").write_bytes(b"\x00\x01\x02")
    said = typed(
        "read", tmp_path / "gone.txt", tmp_path / "b.txt", tmp_path / "c.jsonl", tmp_path, tmp_path / "a.txt"
    )
    assert said.code == 3
    assert len(said.out.splitlines()) == 1
    assert all(name in said.err for name in ("gone.txt", "b.txt", "c.jsonl", tmp_path.name))


def test_workers_change_nothing_in_what_is_read(tmp_path: Path) -> None:
    path = tmp_path / "many.jsonl"
    texts = [MARKET.replace("12", str(n + 2)) for n in range(30)]
    path.write_text(
        "".join(json.dumps({"id": str(n), "text": t}) + "\n" for n, t in enumerate(texts)), "utf-8"
    )
    outs = [tmp_path / f"{jobs}.jsonl" for jobs in (1, 2)]
    for jobs, out in enumerate(outs, start=1):
        assert chapeau_program("read", path, "--jobs", str(jobs), "--out", out).returncode == 0
    assert outs[0].read_bytes() == outs[1].read_bytes()
    assert len(outs[0].read_bytes().splitlines()) == 30


# --- the other commands ------------------------------------------------------------------------------------


def test_from_a_run_to_a_decision_to_an_export_to_a_check(typed: Any, tmp_path: Path) -> None:
    case = tmp_path / "case"
    typed("run", reports(tmp_path / "in"), "--case", case, *SAID)
    act = json.loads((case / "dossier.json").read_text())["acts"][0]["id"]
    assert act in typed("show", case, act[:14]).out
    said = typed("decide", case, act, "reject", "--why", "It speaks of a race.", *SAID)
    assert said.code == 0
    assert f"reject {act}" in said.out
    assert typed("review", case, "--out", tmp_path / "r.csv").code == 0
    assert "0 decisions" in typed("review", case, "--in", tmp_path / "r.csv", *SAID).out
    assert typed("export", case, "--out", tmp_path / "out", *SAID).code == 0
    assert typed("verify", case, *SAID).code == 0
    blob = next(p for p in sorted((case / "blobs").rglob("*")) if p.is_file())
    blob.unlink()
    said = typed("verify", case, *SAID)
    assert said.code == 4
    assert blob.name in said.err


def test_a_dossier_is_checked_with_its_case_anew_and_by_itself(typed: Any, tmp_path: Path) -> None:
    case, sent = tmp_path / "case", tmp_path / "sent.json"
    typed("run", reports(tmp_path / "in"), "--case", case, *SAID)
    said = typed("verify", case, "--anew", "--jobs", "1", *SAID)
    assert said.code == 0
    assert "Made anew from the preserved bytes, the same: 5 of 5 documents" in said.out
    sha256 = hashlib.sha256((case / "dossier.json").read_bytes()).hexdigest()
    assert f"{sha256}  dossier.json" in said.out
    sent.write_bytes((case / "dossier.json").read_bytes())
    by_itself = typed("verify", sent)
    assert by_itself.code == 0
    assert f"Its SHA-256 is {sha256}" in by_itself.out
    assert "What it cannot show without the case:" in by_itself.out
    assert typed("verify", sent, "--anew").code == 2
    assert typed("verify", case / "case.sqlite").code == 2
    for path in (sent, case / "dossier.json"):
        path.write_bytes(path.read_bytes().replace(b'"alleged":"yes"', b'"alleged":"no"'))
    edited = typed("verify", sent)
    assert edited.code == 4
    assert "does not agree with what it rests on" in edited.err
    assert "Do not rely on it" in edited.out
    said = typed("verify", case, *SAID)
    assert said.code == 4
    assert "dossier.json: It is not what the run of" in said.err


def test_fields_within_lists_are_corrected_as_the_help_says(typed: Any, tmp_path: Path) -> None:
    case = tmp_path / "case"
    typed("run", reports(tmp_path / "in"), "--case", case, *SAID)
    acts = json.loads((case / "dossier.json").read_text())["acts"]
    act = next(a for a in acts if a["perpetrators"] and a["perpetrators"][0]["role"] != "ordered")

    def corrected(value: str) -> Said:
        words = ["decide", case, act["id"], "correct", "--field", "perpetrators[0].role", "--to", value]
        return typed(*words, "--why", "Line 2 says so.", *SAID)

    assert corrected("ordered").code == 0
    typed("run", "--case", case, *SAID)
    told = json.loads((case / "dossier.json").read_text())
    (now,) = (a for a in told["acts"] if a["id"] == act["id"])
    assert now["perpetrators"][0]["role"] == "ordered"
    assert json.loads(told["decisions"][0]["before"]) == act["perpetrators"][0]["role"]
    assert corrected("carried_it_out_badly").code == 2


@pytest.mark.parametrize(
    "command",
    [
        ["show", "act-1"],
        ["decide", "act-1", "accept"],
        ["review", "--out", "x"],
        ["export", "--out", "x"],
        ["verify"],
    ],
)
def test_commands_on_a_folder_without_a_case_say_so(typed: Any, tmp_path: Path, command: list[str]) -> None:
    said = typed(command[0], tmp_path / "nowhere", *command[1:])
    assert said.code == 5
    assert "nowhere" in said.err
    assert not os.path.lexists(tmp_path / "nowhere")


def test_review_needs_one_direction(typed: Any, tmp_path: Path) -> None:
    assert typed("review", tmp_path).code == 2
    assert typed("review", tmp_path, "--in", "a", "--out", "b").code == 2


def test_every_error_of_the_family_ends_with_its_code(
    typed: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def family(kind: type[ChapeauError]) -> list[type[ChapeauError]]:
        return [kind, *(below for child in kind.__subclasses__() for below in family(child))]

    for kind in family(ChapeauError):

        def fail(*_: Any, kind: type[ChapeauError] = kind, **__: Any) -> None:
            raise kind("It happened.", hint="Do this.")

        monkeypatch.setattr("chapeau.pipeline.show.show", fail)
        said = typed("show", tmp_path, "x")
        assert (said.code, said.err) == (kind.exit_code, "It happened.\nDo this.\n")


# --- law ---------------------------------------------------------------------------------------------------------

CODE = Path(__file__).parents[1] / "examples" / "law" / "orvania_code.yaml"


def test_law_without_a_file_lists_the_bodies_and_their_provisions_in_force(typed: Any) -> None:
    said = typed("law")
    assert said.code == 0
    assert "In force from 2002-07-01." in said.out
    listed = {line.split()[0]: line for line in said.out.splitlines() if line.startswith("  ICC-")}
    assert len(listed) == 103
    assert "a person opens it" in listed["ICC-6-a"]
    assert "in force from 2020-04-02; citation alone, no finding" in listed["ICC-8-2-e-xvi"]
    assert "in force from 2020-04-02, not verified; citation alone, no finding" in listed["ICC-8-2-e-xvii"]


def test_law_with_a_whole_file_says_so(typed: Any) -> None:
    said = typed("law", CODE)
    assert (said.code, said.err) == (0, "")
    assert "is whole" in said.out


def test_law_says_every_fault_of_a_file_with_its_line(typed: Any, tmp_path: Path) -> None:
    broken = tmp_path / "code.yaml"
    text = (
        CODE.read_text("utf-8")
        .replace("acts: [killing]", "acts: [slaying]")
        .replace("title: Plunder", "titel: P")
    )
    broken.write_text(text, "utf-8")
    said = typed("law", broken)
    assert said.code == 5
    assert len([line for line in said.out.splitlines() if line.startswith(f"{broken}: line ")]) == 3
    assert "3 faults" in said.out


def test_law_with_a_file_that_is_not_there_is_a_wrong_call(typed: Any, tmp_path: Path) -> None:
    assert typed("law", tmp_path / "nothing.yaml").code == 2
