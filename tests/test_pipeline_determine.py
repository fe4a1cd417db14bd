"""People determine in a case: from the sheet to the signed dossier, and what is refused on the way."""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
from collections.abc import Callable
from dataclasses import replace
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from chapeau.casefile import kinds
from chapeau.casefile.repository import opened
from chapeau.determine.blocks import UNREAD, UNREAD_IN_PART
from chapeau.determine.canonical import digest_of_snapshot
from chapeau.determine.sheet import read_sheet
from chapeau.determine.signing import Key, sign
from chapeau.dossier.determined_words import diff_in_words
from chapeau.errors import (
    DataInvalid,
    DeterminationRefused,
    EvidenceMismatch,
    KeyUnusable,
    OutputIsInput,
    RecordUnknown,
    SigningRefused,
    UsageError,
)
from chapeau.ground.codec import to_json
from chapeau.ground.identity import record_id
from chapeau.ground.settings import DeterminationSetting, KeySetting, PartySetting, Settings
from chapeau.pipeline.case_settings import keep_settings, settings_of
from chapeau.pipeline.decide import decide
from chapeau.pipeline.determine import ProposeReport, apply_sheet, blocks_of, sheet_out
from chapeau.pipeline.diff import diff
from chapeau.pipeline.export import export
from chapeau.pipeline.keys import key_in, new_key
from chapeau.pipeline.lists import write_table
from chapeau.pipeline.occasion import Occasion
from chapeau.pipeline.review_sheet import review_out
from chapeau.pipeline.run import run
from chapeau.pipeline.sign import SignReport, sign_latest
from chapeau.pipeline.verify import verify
from chapeau.pipeline.withdraw import withdraw
from tests.running import ANALYST, COPY, WHEN, carried, reports

LATER = Occasion(who="A. Analyst", at="2031-06-01T09:00:00Z", clock="given")
ADMITS = (
    "ORVANIAN GENERAL STAFF\n\n20 March 2031\n\nThe commander of the Orvanian army, General Oster Brand, admitted that his "
    'soldiers killed 12 civilians in Halvern on 12 March 2031. "Our soldiers killed those people," Brand said.\n'
)
FARM = (
    "LENNA, March 15, 2031 (Meridian Wire) - Orvanian troops killed three farmers in Tessick on March 14, the mayor of the "
    "town, Ines Varr, said.\n"
)
SECOND = (
    "LENNA, March 16, 2031 (North Press) - Orvanian troops killed three farmers in Tessick on March 14, a resident of the town, "
    "Ola Renn, told North Press after visiting the fields herself.\n"
)
DENIES = (
    "ORVANIAN MINISTRY OF DEFENCE\n\n16 March 2031\n\nThe ministry denies that Orvanian troops killed three farmers in Tessick "
    "on 14 March.\n"
)
JUDGES = (
    "CALDERA UNION\n\n18 March 2031\n\nThe Union said that what is reported from Halvern and Tessick was a widespread and "
    "systematic attack and amounts to crimes against humanity.\n"
)
HEAD = 'standard = "reasonable_grounds_inquiry"'


@pytest.fixture(scope="module")
def read_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("determine")
    parties = (PartySetting(name="Orvania", aliases=("Orvanian troops", "Orvanian army")),)
    (reports(folder / "in") / "05-farm.txt").write_text(FARM, "utf-8")
    run([folder / "in"], folder / "case", ANALYST, settings=Settings(parties=parties), jobs=1)
    return folder / "case"


@pytest.fixture
def case(read_once: Path, tmp_path: Path) -> Path:
    """A case of one's own."""
    return Path(shutil.copytree(read_once, tmp_path / "case"))


@pytest.fixture
def key(tmp_path: Path) -> Callable[[str], Path]:
    """A key for a name, made of bytes that are told."""
    number = count(1)

    def made(name: str) -> Path:
        n = next(number)
        out = tmp_path / f"{n}.key"
        new_key(name, out, replace(ANALYST, random=lambda size: bytes([n]) * size))
        return out

    return made


def filled(case: Path, *signers: str, verdict: str = "met") -> Path:
    """A sheet over the murder of the market with every field filled."""
    sheet = case.parent / "sheet.toml"
    sheet.unlink(missing_ok=True)
    sheet_out(case, sheet, ANALYST, provisions=("ICC-7-1-a",))
    text = sheet.read_text("utf-8")
    text = text.replace('standard = ""', HEAD, 1).replace(
        "signers = []", f"signers = {json.dumps(list(signers))}", 1
    )
    text = text.replace(
        'verdict = "", reasons = ""', f'verdict = "{verdict}", reasons = "As the tellings say."'
    )
    text = text.replace(', answer = ""', ', answer = "Searched for, and not found."').replace(
        "acknowledged = false", "acknowledged = true"
    )
    sheet.write_text(text.replace('state = "not_asked"', 'state = "asked"'), "utf-8")
    return sheet


def proposed(case: Path, *signers: str, verdict: str = "met") -> ProposeReport:
    return apply_sheet(case, filled(case, *signers, verdict=verdict), ANALYST)


def signed(case: Path, key: Callable[[str], Path]) -> SignReport:
    proposed(case, "A. Analyst")
    return sign_latest(case, key("A. Analyst"), ANALYST)


def entries(case: Path, action: str) -> list[str]:
    with opened(case) as held:
        return [e.subject for e in held.all(kinds.CUSTODY) if e.action == action]


def data(case: Path) -> dict[str, object]:
    found: dict[str, object] = json.loads((case / "dossier.json").read_text("utf-8"))
    return found


# --- from the sheet to the dossier ---------------------------------------------------------------------


def test_signed_by_all_who_were_named_the_draft_becomes_a_dossier(
    case: Path, key: Callable[[str], Path]
) -> None:
    report = signed(case, key)
    assert report.made.state == "determined"
    assert carried([], case).determined == report.made
    told = data(case)
    assert told["notice"] == "DETERMINATION - by the people named, on the standard stated"
    (made,) = told["determinations"]  # type: ignore[misc]
    assert (made["state"], made["version"]) == ("determined", 1)
    assert told["determination"] == made
    decided = {
        f["id"]: f["verdict"]["value"] for f in told["findings"] if f["verdict"]["value"] != "not_assessed"
    }  # type: ignore[attr-defined]
    assert set(decided.values()) == {"met"}
    assert set(decided) == set(made["findings"])
    page = (case / "dossier.html").read_text("utf-8")
    assert "What was determined" in page
    assert report.signature.fingerprint in page
    assert "WORKING DRAFT" not in page


def test_each_step_has_its_entry_in_the_custody_log_and_the_case_verifies(
    case: Path, key: Callable[[str], Path]
) -> None:
    report = signed(case, key)
    for action in ("proposed", "signed", "determined"):
        assert entries(case, action) == [report.made.id]
    checked = verify(case, ANALYST)
    assert (checked.faults, checked.signatures) == ((), 1)
    assert ["1 proposed, 1 signed, 1 determined" in remark for remark in checked.remarks] == [True]
    run([], case, ANALYST, jobs=1)
    assert verify(case, ANALYST).remarks == ()


def test_what_bears_on_a_mode_stands_in_the_sheet_and_in_the_dossier_once_the_mode_is_set(
    case: Path, key: Callable[[str], Path]
) -> None:
    sheet = filled(case, "A. Analyst")
    text = sheet.read_text("utf-8")
    comments = " ".join(line.lstrip(" #") for line in text.splitlines() if line.lstrip().startswith("#"))
    assert "Bears on 25(3)(a) Alone; 25(3)(a) Jointly with others: told of it for this crime" in comments
    assert "killed three farmers in Tessick on March 14" in comments
    sheet.write_text(text.replace("modes = []", 'modes = ["25(3)(a)"]'), "utf-8")
    apply_sheet(case, sheet, ANALYST)
    sign_latest(case, key("A. Analyst"), ANALYST)
    carried([], case)
    assert "What bears on the modes of liability, as the case is now" in (case / "dossier.html").read_text(
        "utf-8"
    )
    told = data(case)
    bearings = [b for b in told["mode_bearings"] if b["mode"] == "25-3-a-individually"]  # type: ignore[attr-defined]
    assert any(b["acts"] for b in bearings)


def test_what_is_only_proposed_leaves_the_draft_a_draft(case: Path) -> None:
    proposed(case, "A. Analyst")
    assert carried([], case).determined is None
    assert str(data(case)["notice"]).startswith("WORKING DRAFT")
    assert "is proposed, and not determined" in (case / "dossier.html").read_text("utf-8")


def test_two_named_signers_must_both_sign(case: Path, key: Callable[[str], Path]) -> None:
    proposed(case, "A. Analyst", "B. Second")
    first = sign_latest(case, key("A. Analyst"), ANALYST)
    assert (first.made.state, first.missing) == ("proposed", ("B. Second",))
    second = sign_latest(case, key("B. Second"), ANALYST)
    assert (second.made.state, second.missing) == ("determined", ())
    assert entries(case, "determined") == [second.made.id]


def test_the_export_holds_every_version_with_what_it_stood_on(
    case: Path, key: Callable[[str], Path], tmp_path: Path
) -> None:
    report = signed(case, key)
    export(case, tmp_path / "out", ANALYST, names=True)
    (line,) = (tmp_path / "out" / "determinations.jsonl").read_text("utf-8").splitlines()
    made = json.loads(line)
    assert made["signatures"][0]["signature"] == report.signature.signature
    assert {r["kind"] for r in made["rests_on"]} >= {"incident", "act", "pattern"}
    (snapshot,) = (tmp_path / "out" / "snapshots.jsonl").read_text("utf-8").splitlines()
    assert json.loads(snapshot)["id"] == made["snapshot"]


# --- refused, with what to do --------------------------------------------------------------------------


def test_nobody_determines_unnamed(case: Path) -> None:
    with pytest.raises(UsageError, match="unnamed"):
        apply_sheet(case, filled(case, "A. Analyst"), Occasion(who="unnamed", at=WHEN, clock="given"))


def test_nothing_is_signed_before_something_is_proposed(case: Path, key: Callable[[str], Path]) -> None:
    with pytest.raises(SigningRefused, match="Nothing is proposed"):
        sign_latest(case, key("A. Analyst"), ANALYST)


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        (HEAD, 'standard = ""', "name the standard of proof"),
        ('reasons = "As the tellings say."', 'reasons = ""', "give reasons for"),
        ('answer = "Searched for, and not found."', 'answer = ""', "answer the other explanation"),
        ("acknowledged = true", "acknowledged = false", "acknowledge the gap"),
        ('state = "asked"', 'state = "not_asked"', "for a reply"),
    ],
)
def test_a_sheet_with_one_thing_left_open_is_kept_and_cannot_be_signed(
    case: Path, key: Callable[[str], Path], old: str, new: str, words: str
) -> None:
    sheet = filled(case, "A. Analyst")
    sheet.write_text(sheet.read_text("utf-8").replace(old, new, 1), "utf-8")
    assert any(words in what for what in apply_sheet(case, sheet, ANALYST).obstacles)
    with pytest.raises(SigningRefused, match=words):
        sign_latest(case, key("A. Analyst"), ANALYST)
    assert entries(case, "signed") == []


def test_a_mode_that_the_statute_does_not_know_is_refused_and_one_that_it_knows_is_kept(case: Path) -> None:
    sheet = filled(case, "A. Analyst")
    text = sheet.read_text("utf-8")
    sheet.write_text(text.replace("modes = []", 'modes = ["25(3)(z)"]', 1), "utf-8")
    with pytest.raises(DataInvalid, match=r"25\(3\)\(z\)"):
        apply_sheet(case, sheet, ANALYST)
    sheet.write_text(text.replace("modes = []", 'modes = ["25(3)(a)", "28-a"]', 1), "utf-8")
    made = apply_sheet(case, sheet, ANALYST).made
    assert {mode for part in made.parts for mode in part.modes} == {"25(3)(a)", "28-a"}


def test_only_who_is_named_signs_and_no_key_is_two_people(case: Path, tmp_path: Path) -> None:
    proposed(case, "A. Analyst", "B. Second")
    same = replace(ANALYST, random=lambda size: b"k" * size)
    for name in ("A. Analyst", "B. Second", "C. Stranger"):
        new_key(name, tmp_path / f"{name}.key", same)
    with pytest.raises(SigningRefused, match=r"C\. Stranger is not named"):
        sign_latest(case, tmp_path / "C. Stranger.key", ANALYST)
    sign_latest(case, tmp_path / "A. Analyst.key", ANALYST)
    with pytest.raises(SigningRefused, match=r"This key has signed already, as A\. Analyst"):
        sign_latest(case, tmp_path / "B. Second.key", ANALYST)
    with pytest.raises(SigningRefused, match="has signed version 1"):
        sign_latest(case, tmp_path / "A. Analyst.key", ANALYST)


def test_findings_that_moved_between_sheet_and_apply_or_apply_and_signature_are_named(
    case: Path, key: Callable[[str], Path], tmp_path: Path
) -> None:
    sheet = filled(case, "A. Analyst")
    apply_sheet(case, sheet, ANALYST)
    (tmp_path / "admits.txt").write_text(ADMITS, "utf-8")
    carried([tmp_path / "admits.txt"], case, LATER)
    with pytest.raises(SigningRefused, match=r"have moved since version 1 was proposed.*Murder"):
        sign_latest(case, key("A. Analyst"), LATER)
    with pytest.raises(DeterminationRefused, match=r"have moved since this sheet was written.*Murder"):
        apply_sheet(case, sheet, LATER)


def test_a_copy_that_came_in_between_moves_nothing_and_is_no_hindrance(
    case: Path, key: Callable[[str], Path], tmp_path: Path
) -> None:
    sheet = filled(case, "A. Analyst")
    (tmp_path / "copy.txt").write_text(COPY.replace("HARBOUR TIMES", "NORTHGATE DAILY"), "utf-8")
    carried([tmp_path / "copy.txt"], case, LATER)
    apply_sheet(case, sheet, LATER)
    (tmp_path / "copy2.txt").write_text(COPY.replace("HARBOUR TIMES", "EVENING DISPATCH"), "utf-8")
    carried([tmp_path / "copy2.txt"], case, LATER)
    assert sign_latest(case, key("A. Analyst"), LATER).made.state == "determined"
    made = diff(case, 1, 0).made
    assert (len(made.came), made.moves) == (1, ())


STAGED = "NORTHGATE DAILY\n\n" + FARM + "\nThe governor, Ada Moor, said that it was staged.\n"


def test_nobody_signs_an_answer_on_which_more_bears_than_when_it_was_given(
    case: Path, key: Callable[[str], Path], tmp_path: Path
) -> None:
    sheet = filled(case, "A. Analyst")
    apply_sheet(case, sheet, ANALYST)
    (tmp_path / "staged.txt").write_text(STAGED, "utf-8")
    carried([tmp_path / "staged.txt"], case, LATER)
    with pytest.raises(SigningRefused, match=r"More bears on explanations.*'It was staged or made up\.'"):
        sign_latest(case, key("A. Analyst"), LATER)
    with pytest.raises(DeterminationRefused, match="have moved since this sheet was written"):
        apply_sheet(case, sheet, LATER)
    apply_sheet(case, filled(case, "A. Analyst"), LATER)
    (tmp_path / "again.txt").write_text(STAGED.replace("NORTHGATE DAILY", "EVENING DISPATCH"), "utf-8")
    carried([tmp_path / "again.txt"], case, LATER)
    assert sign_latest(case, key("A. Analyst"), LATER).made.state == "determined"


def test_what_bears_on_an_explanation_since_it_was_answered_stands_in_a_line_of_its_own(
    case: Path, key: Callable[[str], Path], tmp_path: Path
) -> None:
    signed(case, key)
    (tmp_path / "staged.txt").write_text(STAGED, "utf-8")
    carried([tmp_path / "staged.txt"], case, LATER)
    report = diff(case, 1, 0)
    (more,) = report.made.bearing
    assert (report.made.moves, more.key) == ((), "staging")
    lines = diff_in_words(report.made, report.parties, report.sources, report.provisions, report.elements)
    assert any(line.startswith("  Look again: more bears on 'It was staged or made up.'") for line in lines)
    page = (case / "dossier.html").read_text("utf-8")
    assert "To be looked at anew:</strong>" in page
    assert "more bears on &#39;It was staged or made up.&#39;" in page.replace("More bears", "more bears")


def gaps_of_murder(case: Path) -> set[str]:
    with opened(case) as held:
        return {gap for block in blocks_of(held) if block.provision.id == "ICC-7-1-a" for gap in block.gaps}


def test_what_a_person_accepted_is_no_gap_any_more_and_a_further_copy_asks_nobody_to_read_anew(
    case: Path, tmp_path: Path
) -> None:
    assert UNREAD in gaps_of_murder(case)
    with opened(case) as held:
        murders = [b for b in blocks_of(held) if b.provision.id == "ICC-7-1-a"]
        tellings = sorted(act for block in murders for act in block.tellings)
    for act in tellings:
        decide(case, act, "accept", ANALYST, why="Read beside its text.")
    assert {UNREAD, UNREAD_IN_PART}.isdisjoint(gaps_of_murder(case))
    (tmp_path / "copy.txt").write_text(COPY.replace("HARBOUR TIMES", "NORTHGATE DAILY"), "utf-8")
    carried([tmp_path / "copy.txt"], case, LATER)
    assert {UNREAD, UNREAD_IN_PART}.isdisjoint(gaps_of_murder(case))


def test_what_a_person_accepted_of_one_event_reads_no_other_event_of_the_same_text(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    text = (
        FARM
        + "\nOrvanian troops killed four carters in Ostrey on February 2, the mayor of the town, Lise Ancker, said.\n"
    )
    (tmp_path / "in" / "two.txt").write_text(text, "utf-8")
    parties = (PartySetting(name="Orvania", aliases=("Orvanian troops",)),)
    run([tmp_path / "in"], tmp_path / "case", ANALYST, settings=Settings(parties=parties), jobs=1)
    case = tmp_path / "case"
    with opened(case) as held:
        events = [i for i in held.all(kinds.INCIDENTS) if "killing" in i.types]
        rests = {row.act: row.origins for row in held.all(kinds.RESTS_ON)}
    first, second = events
    assert {rests[a] for a in first.acts} & {rests[a] for a in second.acts}
    for act in first.acts:
        decide(case, act, "accept", ANALYST, why="Read beside its text.")
    carried([], case)
    assert UNREAD_IN_PART in gaps_of_murder(case)


def test_a_repost_a_bare_denial_and_words_that_judge_move_nothing(
    case: Path, key: Callable[[str], Path], tmp_path: Path
) -> None:
    signed(case, key)
    told = tmp_path / "later"
    told.mkdir()
    (told / "repost.txt").write_text("NORTHGATE DAILY\n\n" + FARM, "utf-8")
    (told / "denial.txt").write_text(DENIES, "utf-8")
    (told / "words.txt").write_text(JUDGES, "utf-8")
    report = carried([told], case, LATER)
    assert (report.new_documents, report.moved) == (3, 0)
    made = diff(case, 1, 0).made
    assert (len(made.came), made.moves) == (3, ())


def test_a_case_that_asks_for_two_signers_later_is_asked_for_two(
    case: Path, key: Callable[[str], Path]
) -> None:
    proposed(case, "A. Analyst")
    with opened(case, write=True) as held:
        keep_settings(held, replace(settings_of(held), determination=DeterminationSetting(signers=2)))
    with pytest.raises(SigningRefused, match="at least 2 different signers"):
        sign_latest(case, key("A. Analyst"), ANALYST)


def with_keys(case: Path, **fingerprints: str) -> None:
    """The case's settings, with these keys named for the only signer."""
    named = tuple(KeySetting(name="A. Analyst", fingerprint=found) for found in fingerprints.values())
    with opened(case, write=True) as held, held.transaction():
        settings = replace(settings_of(held), determination=DeterminationSetting(keys=named))
        keep_settings(held, settings)


def test_another_key_under_the_same_name_is_refused_until_the_case_names_it(
    case: Path, key: Callable[[str], Path]
) -> None:
    first, other = signed(case, key), key("A. Analyst")
    assert first.other_key is None
    proposed(case, "A. Analyst", verdict="may_amount_to")
    with pytest.raises(SigningRefused, match=first.signature.fingerprint):
        sign_latest(case, other, LATER)
    with_keys(case, old=first.signature.fingerprint)
    with pytest.raises(SigningRefused, match="none that the case names for"):
        sign_latest(case, other, LATER)
    with_keys(case, old=first.signature.fingerprint, new=key_in(other, None).fingerprint)
    assert sign_latest(case, other, LATER).other_key == first.signature.fingerprint


def test_a_stranger_who_signs_first_is_refused_where_the_case_names_the_key(
    case: Path, key: Callable[[str], Path]
) -> None:
    own, stranger = key("A. Analyst"), key("A. Analyst")
    with_keys(case, own=key_in(own, None).fingerprint)
    proposed(case, "A. Analyst")
    with pytest.raises(SigningRefused, match="none that the case names"):
        sign_latest(case, stranger, LATER)
    assert sign_latest(case, own, LATER).made.state == "determined"


def test_a_sheet_of_a_version_that_was_determined_since_is_refused(
    case: Path, key: Callable[[str], Path]
) -> None:
    signed(case, key)
    with pytest.raises(DeterminationRefused, match="version 1 was determined since"):
        apply_sheet(case, case.parent / "sheet.toml", LATER)


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ('case = "Untitled case"', 'case = "Another case"', "is of the case 'Another case'"),
        ('case = "Untitled case"', "", "does not say of which case"),
        ("version = 1", "version = 99", "the next version of this case is 1"),
        ("version = 1", "", "is for version 0"),
    ],
)
def test_a_sheet_of_another_case_or_of_a_version_that_does_not_follow_is_refused(
    case: Path, old: str, new: str, words: str
) -> None:
    sheet = filled(case, "A. Analyst")
    text = sheet.read_text("utf-8")
    assert old in text
    sheet.write_text(text.replace(old, new, 1), "utf-8")
    with pytest.raises(DeterminationRefused, match=words):
        apply_sheet(case, sheet, ANALYST)


def test_a_sheet_that_was_mended_is_applied_again(case: Path) -> None:
    sheet = filled(case, "A. Analyst")
    assert [apply_sheet(case, sheet, ANALYST).made.version for _ in range(2)] == [1, 2]


def test_a_name_that_is_spelled_otherwise_is_bound_to_the_keys_that_the_case_names(
    case: Path, key: Callable[[str], Path]
) -> None:
    with_keys(case, own=key_in(key("A. Analyst"), None).fingerprint)
    proposed(case, "a.  analyst")
    with pytest.raises(SigningRefused, match="none that the case names"):
        sign_latest(case, key("a.  analyst"), ANALYST)


# --- keys ----------------------------------------------------------------------------------------------


def test_a_private_key_is_its_owners_alone_and_never_written_over(tmp_path: Path) -> None:
    made = new_key("A. Analyst", tmp_path / "a.key", ANALYST)
    assert made.private.stat().st_mode & 0o777 == 0o600
    assert made.fingerprint in made.public.read_text("utf-8")
    with pytest.raises(KeyUnusable, match="there already"):
        new_key("A. Analyst", tmp_path / "a.key", ANALYST)


def test_where_one_of_the_two_files_is_there_neither_is_made(tmp_path: Path) -> None:
    (tmp_path / "a.key.pub").write_text("another's", "utf-8")
    with pytest.raises(KeyUnusable, match=r"a\.key\.pub is there already"):
        new_key("A. Analyst", tmp_path / "a.key", ANALYST)
    assert [p.name for p in tmp_path.iterdir()] == ["a.key.pub"]
    (tmp_path / "a.key.pub").unlink()
    new_key("A. Analyst", tmp_path / "a.key", ANALYST)


def test_a_public_key_that_cannot_be_written_leaves_no_private_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = os.open

    def full(path: Path, *args: Any) -> int:
        if str(path).endswith(".pub"):
            raise OSError(28, "No space left on device")
        return real(path, *args)

    monkeypatch.setattr(os, "open", full)
    with pytest.raises(KeyUnusable, match="No space"):
        new_key("A. Analyst", tmp_path / "a.key", ANALYST)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("place", ["/", "."])
def test_a_key_is_made_in_a_file(place: str) -> None:
    with pytest.raises(UsageError, match="is a folder"):
        new_key("A. Analyst", Path(place), ANALYST)


def test_a_passphrase_is_as_long_as_what_seals_takes_it(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="1023 bytes"):
        new_key("A. Analyst", tmp_path / "a.key", ANALYST, passphrase="é" * 512)
    longest = "é" * 511 + "a"
    made = new_key("A. Analyst", tmp_path / "a.key", ANALYST, passphrase=longest)
    assert key_in(tmp_path / "a.key", longest).fingerprint == made.fingerprint


UNKNOWN = "MC4CAQAwBQYDK2V6BCIEIJ1hsZ3v/VpguoRK9JLsLMREScVpezJpGXA7rAMcrn9g"
"""PKCS 8 with the number of an algorithm that nobody has given (1.3.101.122)."""


@pytest.mark.parametrize("body", [UNKNOWN, "bm9uZQ=="])
def test_a_key_of_an_unknown_algorithm_is_refused(body: str, tmp_path: Path) -> None:
    file = tmp_path / "a.key"
    file.write_text(f"Name: A\n-----BEGIN PRIVATE KEY-----\n{body}\n-----END PRIVATE KEY-----\n", "utf-8")
    file.chmod(0o600)
    with pytest.raises(KeyUnusable, match=r"a\.key holds (a|no) key"):
        key_in(file, None)


def test_a_key_that_others_may_read_is_refused(tmp_path: Path) -> None:
    new_key("A. Analyst", tmp_path / "a.key", ANALYST)
    (tmp_path / "a.key").chmod(0o644)
    with pytest.raises(KeyUnusable, match="Others than its owner"):
        key_in(tmp_path / "a.key", None)


def test_a_sealed_key_opens_with_its_passphrase_alone(tmp_path: Path) -> None:
    made = new_key("A. Analyst", tmp_path / "a.key", ANALYST, passphrase="five words and a number")
    assert key_in(tmp_path / "a.key", "five words and a number").fingerprint == made.fingerprint
    for wrong in (None, "", "other"):
        with pytest.raises(KeyUnusable):
            key_in(tmp_path / "a.key", wrong)


# --- after it ------------------------------------------------------------------------------------------


def test_sources_that_come_later_leave_the_signed_version_as_it_was_beside_a_new_draft(
    case: Path, key: Callable[[str], Path], tmp_path: Path
) -> None:
    before = signed(case, key).made
    (tmp_path / "admits.txt").write_text(ADMITS, "utf-8")
    report = carried([tmp_path / "admits.txt"], case, LATER)
    assert report.determined == before
    assert report.moved > 0
    told = data(case)
    assert "what moved since is a draft" in str(told["notice"])
    (difference,) = told["differences"]  # type: ignore[misc]
    moved = {m["finding"] for m in difference["moves"]}
    verdicts = {f["id"]: f["verdict"]["value"] for f in told["findings"]}  # type: ignore[attr-defined]
    assert {verdicts[name] for name in moved if name in verdicts} == {"not_assessed"}
    (came,) = [s["id"] for s in told["sources"] if s["capture"]["name"] == "admits.txt"]  # type: ignore[attr-defined]
    assert came in {c["source"] for m in difference["moves"] for c in m["causes"]}
    page = (case / "dossier.html").read_text("utf-8")
    assert "moved since" in page
    assert verify(case, LATER).faults == ()


def test_a_second_version_replaces_the_first_and_diff_says_what_moved_and_by_what(
    case: Path, key: Callable[[str], Path], tmp_path: Path
) -> None:
    first = proposed(case, "A. Analyst", verdict="may_amount_to").made
    mine = key("A. Analyst")
    sign_latest(case, mine, ANALYST)
    (tmp_path / "admits.txt").write_text(ADMITS, "utf-8")
    carried([tmp_path / "admits.txt"], case, LATER)
    second = proposed(case, "A. Analyst").made
    assert (second.version, second.replaces) == (2, first.id)
    sign_latest(case, mine, LATER)
    carried([], case, LATER)
    made = diff(case).made
    assert (made.earlier, made.later) == (1, 2)
    assert {(c.before, c.after) for c in made.crimes} == {("may_amount_further_investigation", "met")}
    assert {m.state for m in made.moves} >= {"moved", "verdict_only"}
    page = (case / "dossier.html").read_text("utf-8")
    assert "from version 1 to version 2" in page


def test_a_determination_that_rested_on_what_is_withdrawn_says_so_and_its_signature_stands(
    case: Path, key: Callable[[str], Path]
) -> None:
    made = signed(case, key).made
    with opened(case) as held:
        rested = {a for p in made.parts for f in p.findings for a in f.acts_for}
        documents = {a.document for a in held.all(kinds.ACTS) if a.id in rested}
        sources = sorted({d.source for d in held.all(kinds.DOCUMENTS) if d.id in documents})
    for source in sources:
        withdraw(case, source, LATER, why="Consent was taken back.")
    page = (case / "dossier.html").read_text("utf-8")
    assert "It rested on content that was withdrawn" in page
    checked = verify(case, LATER)
    assert (checked.faults, checked.signatures) == ((), 1)
    assert any("withdrawn" in remark for remark in checked.remarks)


def test_after_a_withdrawal_nobody_can_test_a_guess_against_the_signed_digests(
    case: Path, key: Callable[[str], Path]
) -> None:
    made = signed(case, key).made
    with opened(case) as held:
        document = next(a.document for a in held.all(kinds.ACTS) if a.id in {r.id for r in made.rests_on})
        source = held.get(kinds.DOCUMENTS, document).source
        acts = {a.id for a in held.of_document(kinds.ACTS, document)}
    withdraw(case, source, LATER, why="Consent was taken back.")
    with opened(case) as held:
        assert acts.isdisjoint(held.salts_of(made.id))


def test_nor_against_those_of_records_that_have_changed_their_ids_since(
    case: Path, key: Callable[[str], Path], tmp_path: Path
) -> None:
    made = signed(case, key).made
    with opened(case) as held:
        then = {i.id: set(i.acts) for i in held.all(kinds.INCIDENTS)}
        patterns = {r.id for r in made.rests_on if r.kind == "pattern"}
    more = tmp_path / "resident.txt"
    more.write_text(
        "LENNA, March 20, 2031 (North Press) - Orvanian troops killed three farmers in Tessick on March 14, a resident, Ola "
        "Renn, said.\n\nSoldiers of the Orvanian army shelled the market in Halvern on March 12, killing 12 civilians, a nurse, "
        "Edda Pol, said.\n",
        "utf-8",
    )
    carried([more], case, LATER)
    with opened(case) as held:
        farm = next(s.id for s in held.all(kinds.SOURCES) if s.capture.name == "05-farm.txt")
        acts = {a.id for d in held.of_source(farm) for a in held.of_document(kinds.ACTS, d.id)}
        now = {i.id for i in held.all(kinds.INCIDENTS)}
    salted = {name for name, of in then.items() if name in {r.id for r in made.rests_on} and of & acts}
    assert salted - now, "an incident of the farm has another id now"
    assert patterns
    withdraw(case, farm, LATER, why="Consent was taken back.")
    with opened(case) as held:
        left = held.salts_of(made.id)
    assert salted.isdisjoint(left)
    assert patterns.isdisjoint(left)
    assert left, "what rested on other sources can still be told"


def test_a_changed_determination_or_signature_is_a_fault(case: Path, key: Callable[[str], Path]) -> None:
    made = signed(case, key).made
    connection = sqlite3.connect(case / "case.sqlite")
    connection.execute("DROP TRIGGER proposed_updates")
    record = connection.execute("SELECT record FROM proposed").fetchone()[0].decode()
    connection.execute(
        "UPDATE proposed SET record = ?", (record.replace("As the tellings say.", "As we like.").encode(),)
    )
    connection.commit()
    connection.close()
    faults = verify(case, ANALYST).faults
    assert {f.record for f in faults} >= {made.id, "custody"}
    assert any("does not hold: it was made over other content" in f.what for f in faults)


def changed_in_the_database(case: Path, *statements: tuple[str, tuple[object, ...]]) -> None:
    """As somebody would who knows the database: its triggers are taken away first."""
    connection = sqlite3.connect(case / "case.sqlite")
    triggers = connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall()
    for (name,) in triggers:
        connection.execute(f"DROP TRIGGER {name}")
    for statement, values in statements:
        connection.execute(statement, values)
    connection.commit()
    connection.close()


def test_a_determination_whose_reasons_were_changed_is_printed_as_none(
    case: Path, key: Callable[[str], Path]
) -> None:
    signed(case, key)
    with opened(case) as held:
        (made,) = held.all(kinds.PROPOSED)
    forged = to_json(made).replace(b"As the tellings say.", b"As we like.")
    changed_in_the_database(case, ("UPDATE proposed SET record = ?", (forged,)))
    report = carried([], case)
    assert report.determined is None
    assert any("does not hold" in fault for fault in report.signature_faults)
    assert str(data(case)["notice"]).startswith("WORKING DRAFT")


@pytest.mark.parametrize("how", ["zeros", "same key", "unnamed"])
def test_a_row_that_is_no_signature_of_a_named_person_signs_nothing(
    case: Path, key: Callable[[str], Path], how: str
) -> None:
    made, first = proposed(case, "A. Analyst", "B. Second").made, key("A. Analyst")
    given = sign_latest(case, first, ANALYST).signature
    slipped = {
        "zeros": replace(given, signer="B. Second", public_key="11" * 32, signature="0" * 128),
        "same key": sign(made, Key("B. Second", key_in(first, None).private), WHEN),
        "unnamed": sign(made, key_in(key("C. Stranger"), None), WHEN),
    }[how]
    row = (f"{made.id}/{slipped.public_key}-2", made.id, to_json(slipped))
    changed_in_the_database(case, ("INSERT INTO signatures VALUES (?, ?, ?)", row))
    report = carried([], case)
    assert report.determined is None
    assert any(slipped.signer in fault for fault in report.signature_faults)
    assert any(slipped.signer in fault.what for fault in verify(case, ANALYST).faults)
    other = sign_latest(case, key("B. Second"), ANALYST)
    assert (other.made.state, len(other.made.signatures)) == ("determined", 2)


def test_a_determination_of_another_case_is_none_of_this_one(
    case: Path, key: Callable[[str], Path], tmp_path: Path
) -> None:
    signed(case, key)
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "farm.txt").write_text(FARM, "utf-8")
    other = tmp_path / "other"
    carried([tmp_path / "in"], other)
    with sqlite3.connect(case / "case.sqlite") as source:
        rows = [
            (f"INSERT INTO {table} VALUES ({','.join('?' * len(row))})", row)
            for table in ("snapshots", "proposed", "signatures")
            for row in source.execute(f"SELECT * FROM {table}")
        ]
    changed_in_the_database(other, *rows)
    assert carried([], other).determined is None
    checked = verify(other, ANALYST)
    assert any("was never proposed in this case" in fault.what for fault in checked.faults)
    assert not any("withdrawn;" in remark for remark in checked.remarks)


@pytest.mark.parametrize("how", ["changed", "gone"])
def test_a_snapshot_that_was_changed_or_taken_away_is_a_fault_and_nothing_is_compared_with_it(
    case: Path, key: Callable[[str], Path], how: str
) -> None:
    signed(case, key)
    with opened(case) as held:
        (snapshot,) = held.all(kinds.SNAPSHOTS)
    forged = replace(snapshot, law="another law")
    forged = replace(forged, id=record_id("snp", digest_of_snapshot(forged)))
    change = {
        "changed": ("UPDATE snapshots SET record = ?", (to_json(forged),)),
        "gone": ("DELETE FROM snapshots", ()),
    }[how]
    changed_in_the_database(case, change)  # type: ignore[arg-type]
    assert any(how in fault.what for fault in verify(case, ANALYST).faults)
    with pytest.raises(EvidenceMismatch, match="when version 1 was proposed"):
        diff(case, 1, 0)


def test_nobody_proposes_or_signs_over_findings_that_the_last_run_did_not_make(
    case: Path, key: Callable[[str], Path]
) -> None:
    sheet = filled(case, "A. Analyst")
    with opened(case) as held:
        act = next(a for b in blocks_of(held) if b.provision.id == "ICC-7-1-a" for a in sorted(b.tellings))
    apply_sheet(case, sheet, ANALYST)
    decide(case, act, "reject", ANALYST, why="It tells of another day.")
    with pytest.raises(DeterminationRefused, match="Since the last run people decided"):
        apply_sheet(case, sheet, LATER)
    with pytest.raises(SigningRefused, match="Since the last run people decided"):
        sign_latest(case, key("A. Analyst"), LATER)


def test_what_is_proposed_and_signed_is_never_changed_in_the_database(
    case: Path, key: Callable[[str], Path]
) -> None:
    signed(case, key)
    connection = sqlite3.connect(case / "case.sqlite")
    for table in ("proposed", "signatures", "snapshots"):
        with pytest.raises(sqlite3.DatabaseError, match="only grows"):
            connection.execute(f"DELETE FROM {table}")
    connection.close()


# --- versions that are not there, sheets ---------------------------------------------------------------


def test_without_an_earlier_version_there_is_nothing_to_compare(case: Path) -> None:
    with pytest.raises(RecordUnknown, match="nothing to compare"):
        diff(case)


def test_a_version_that_is_not_there_is_refused_by_number(case: Path, key: Callable[[str], Path]) -> None:
    signed(case, key)
    with pytest.raises(RecordUnknown, match="no version 7"):
        diff(case, 7)


def test_a_version_is_not_compared_with_itself(case: Path, key: Callable[[str], Path]) -> None:
    signed(case, key)
    with pytest.raises(UsageError, match="compared with itself"):
        diff(case, 1, 1)


def test_a_copy_that_came_is_not_blamed_for_what_a_person_rejected(
    case: Path, key: Callable[[str], Path], tmp_path: Path
) -> None:
    (tmp_path / "second.txt").write_text(SECOND, "utf-8")
    carried([tmp_path / "second.txt"], case)
    made = signed(case, key).made
    with opened(case) as held:
        sources = {s.id: s.capture.name for s in held.all(kinds.SOURCES)}
        names = {d.id: sources[d.source] for d in held.all(kinds.DOCUMENTS)}
        acts = [a.id for a in held.all(kinds.ACTS) if names[a.document] == "second.txt"]
    rejected = {decide(case, act, "reject", LATER, why="She was misquoted.").id for act in acts}
    (tmp_path / "copy.txt").write_text("NORTHGATE DAILY\n\n" + FARM, "utf-8")
    carried([tmp_path / "copy.txt"], case, LATER)
    moves = [m for m in diff(case, 1, 0).made.moves if m.finding in made.findings]
    assert moves
    assert {c.kind for m in moves for c in m.causes} == {"decision"}
    assert {c.record for m in moves for c in m.causes} <= rejected


def test_a_sheet_can_be_of_some_parties_and_provisions_alone_and_is_its_owners(case: Path) -> None:
    sheet = case.parent / "s.toml"
    whole = sheet_out(case, sheet, ANALYST)
    assert sheet.stat().st_mode & 0o777 == 0o600
    narrow = sheet_out(case, sheet, ANALYST, provisions=("7(1)(a)",), parties=("Orvania",))
    assert 0 < narrow.whole < whole.whole
    assert narrow.lines == len(sheet.read_text("utf-8").splitlines()) < whole.lines
    assert {row.provision for row in read_sheet(sheet.read_text("utf-8"), name="s").finding} == {"ICC-7-1-a"}
    with pytest.raises(UsageError):
        sheet_out(case, sheet, ANALYST, parties=("Nobody at all",))


def test_a_sheet_that_people_have_filled_is_written_over_by_none_but_itself(case: Path) -> None:
    sheet = filled(case, "A. Analyst")
    before = sheet.read_text("utf-8")
    for carry in (None, shutil.copyfile(sheet, case.parent / "other.toml")):
        with pytest.raises(UsageError, match="people have filled it"):
            sheet_out(case, sheet, ANALYST, carry=carry)
    assert sheet.read_text("utf-8") == before
    sheet_out(case, sheet, ANALYST, carry=sheet)
    assert sheet.read_text("utf-8").count("As the tellings say.") == before.count("As the tellings say.")


@pytest.mark.parametrize("words", ["Notes on the market.\n", 'verdict = "met\n'])
def test_a_file_that_is_no_sheet_is_never_written_over(case: Path, words: str) -> None:
    (case.parent / "notes.txt").write_text(words, "utf-8")
    with pytest.raises(UsageError, match="is there already"):
        sheet_out(case, case.parent / "notes.txt", ANALYST)
    assert (case.parent / "notes.txt").read_text("utf-8") == words


def test_a_reply_alone_is_an_answer_and_what_is_written_from_an_earlier_version_is_none(
    case: Path, key: Callable[[str], Path]
) -> None:
    signed(case, key)
    fresh = case.parent / "fresh.toml"
    sheet_out(case, fresh, ANALYST)
    sheet_out(case, fresh, ANALYST)
    text = fresh.read_text("utf-8")
    assert 'state = "asked"' in text
    fresh.write_text(text.replace('state = "asked"', 'state = "answered"', 1), "utf-8")
    with pytest.raises(UsageError, match="people have filled it"):
        sheet_out(case, fresh, ANALYST)


def test_a_sheet_that_is_carried_into_itself_keeps_what_was_not_asked_for(case: Path) -> None:
    sheet = case.parent / "all.toml"
    sheet_out(case, sheet, ANALYST)
    sheet.write_text(sheet.read_text("utf-8").replace('reasons = ""', 'reasons = "Long work."'), "utf-8")
    before = read_sheet(sheet.read_text("utf-8"), name="s")
    sheet_out(case, sheet, ANALYST, carry=sheet, provisions=("ICC-7-1-a",))
    after = read_sheet(sheet.read_text("utf-8"), name="s")
    assert {row.key: row.reasons for row in after.finding} == {row.key: row.reasons for row in before.finding}
    assert after.reply == before.reply


def test_what_a_carried_sheet_says_of_what_is_gone_is_told_and_stands_in_comments(case: Path) -> None:
    sheet = filled(case, "A. Analyst")
    text = sheet.read_text("utf-8")
    text = text.replace('area = "', 'area = "no-such-', 1).replace('gap = "', 'gap = "Of old: ', 1)
    sheet.write_text(text, "utf-8")
    report = sheet_out(case, sheet, ANALYST, carry=sheet)
    assert any("the case no longer holds it" in line for line in report.left_over)
    assert any("As the tellings say" in line for line in report.left_over)
    assert any("gap acknowledged, and gone: Of old" in line for line in report.left_over)
    words = " ".join(line.strip(" #") for line in sheet.read_text("utf-8").splitlines())
    assert all(" ".join(line.split()) in " ".join(words.split()) for line in report.left_over)


@pytest.mark.parametrize("name", ["case.sqlite", "new.toml", "sources/new.toml", "."])
def test_nothing_is_written_into_the_case(case: Path, name: str) -> None:
    before = {p: p.stat().st_mtime_ns for p in case.rglob("*")}
    for write in (
        lambda out: sheet_out(case, out, ANALYST),
        lambda out: review_out(case, out, ANALYST),
        lambda out: write_table(case, out, ANALYST),
    ):
        with pytest.raises(OutputIsInput, match="lies in the case"):
            write(case / name)
    assert {p: p.stat().st_mtime_ns for p in case.rglob("*")} == before
