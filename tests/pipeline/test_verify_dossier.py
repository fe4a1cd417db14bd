"""What whoever received nothing but a dossier finds in it."""

from __future__ import annotations

import copy
import json
import random
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from chapeau.casefile import kinds
from chapeau.casefile.repository import opened
from chapeau.dossier.exports import LISTS, dossier_json
from chapeau.dossier.ids_follow import FROM_CONTENT
from chapeau.errors import ChapeauError, DataInvalid, InputUnreadable, UsageError
from chapeau.ground.settings import PartySetting, Settings
from chapeau.pipeline.decide import decide
from chapeau.pipeline.determine import apply_sheet
from chapeau.pipeline.keys import new_key
from chapeau.pipeline.run import run, view_of
from chapeau.pipeline.sign import sign_latest
from chapeau.pipeline.verify_dossier import NOT_WITHOUT_THE_CASE, DossierReport, verify_dossier
from tests.running import ANALYST, reports
from tests.test_pipeline_determine import FARM, filled

PARTIES = Settings(parties=(PartySetting(name="Orvania", aliases=("Orvanian troops", "Orvanian army")),))
PROPERTY = settings(
    max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)

Dossier = dict[str, Any]


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A case on which two people determined, and of which one act was corrected."""
    folder = tmp_path_factory.mktemp("received")
    (reports(folder / "in") / "05-farm.txt").write_text(FARM, "utf-8")
    run([folder / "in"], folder / "case", ANALYST, settings=PARTIES, jobs=1)
    with opened(folder / "case") as held:
        act = next(a.id for a in held.all(kinds.ACTS) if a.type.startswith("torture"))
    why = "The report says so."
    decide(folder / "case", act, "correct", ANALYST, why=why, field="certainty", after="possible")
    run([], folder / "case", ANALYST, jobs=1)
    names = ("A. Analyst", "B. Reader")
    apply_sheet(folder / "case", filled(folder / "case", *names), ANALYST)
    for number, name in enumerate(names, start=1):
        key = folder / f"{number}.key"
        new_key(name, key, replace(ANALYST, random=partial(_bytes, number)))
        sign_latest(folder / "case", key, ANALYST)
    run([], folder / "case", ANALYST, jobs=1)
    return folder / "case"


def _bytes(number: int, size: int) -> bytes:
    return bytes([number]) * size


@pytest.fixture(scope="module")
def whole(case: Path) -> Dossier:
    """The dossier with its names, of which every text can be held against its hash."""
    with opened(case) as held:
        found: Dossier = json.loads(b"".join(dossier_json(view_of(held, ANALYST), names=True)))
    return found


@pytest.fixture
def received(tmp_path: Path) -> Callable[[Dossier | bytes], DossierReport]:
    def checked(dossier: Dossier | bytes) -> DossierReport:
        path = tmp_path / "dossier.json"
        path.write_bytes(
            dossier if isinstance(dossier, bytes) else json.dumps(dossier, ensure_ascii=False).encode()
        )
        return verify_dossier(path)

    return checked


Received = Callable[[Dossier | bytes], DossierReport]


def is_found(received: Received, dossier: Dossier | bytes) -> bool:
    try:
        return bool(received(dossier).faults)
    except ChapeauError:
        return True


def edited(dossier: Dossier, change: Callable[[Dossier], object]) -> Dossier:
    made = copy.deepcopy(dossier)
    change(made)
    return made


# --- as it was written ---------------------------------------------------------------------------------


def test_a_published_dossier_holds_and_names_who_signed_with_which_key(case: Path) -> None:
    report = verify_dossier(case / "dossier.json")
    assert report.faults == ()
    assert [(s.version, s.signer) for s in report.signed] == [(1, "A. Analyst"), (1, "B. Reader")]
    assert len({s.fingerprint for s in report.signed}) == 2
    assert report.exit_code == 0


def test_one_with_names_holds_without_a_remark(case: Path, received: Received) -> None:
    with opened(case) as held:
        data = b"".join(dossier_json(view_of(held, ANALYST), names=True))
    report = received(data)
    assert (report.faults, report.remarks) == ((), ())


def test_names_that_are_left_out_are_said_and_are_no_fault(case: Path) -> None:
    remarks = verify_dossier(case / "dossier.json").remarks
    assert any("Names are left out of" in remark and "texts" in remark for remark in remarks)


def test_one_laid_out_anew_holds_and_says_so(whole: Dossier, received: Received) -> None:
    report = received(json.dumps(whole, indent=2).encode())
    assert report.faults == ()
    assert any("laid it out anew" in remark for remark in report.remarks)


def test_a_draft_holds(tmp_path: Path) -> None:
    run([reports(tmp_path / "in")], tmp_path / "case", ANALYST, jobs=1)
    report = verify_dossier(tmp_path / "case" / "dossier.json")
    assert (report.faults, report.signed) == ((), ())


def test_what_only_the_case_can_show_is_said() -> None:
    told = " ".join(NOT_WITHOUT_THE_CASE)
    assert all(word in told for word in ("bytes", "custody log", "salts", "--anew", "fingerprint", "SHA-256"))


# --- what is no dossier --------------------------------------------------------------------------------


def test_what_is_no_dossier_is_told_with_what_to_name(received: Received, tmp_path: Path) -> None:
    for data in (b"", b"[1]", b"\xff\xfe{", b'{"format": "another"}'):
        with pytest.raises(UsageError, match="neither a case nor a dossier"):
            received(data)
    with pytest.raises(DataInvalid, match="another format"):
        received(b'{"format": "chapeau-dossier 2"}')
    with pytest.raises(InputUnreadable):
        verify_dossier(tmp_path / "nowhere.json")


def test_one_that_was_cut_short_or_says_a_thing_twice_is_a_fault(case: Path, received: Received) -> None:
    data = (case / "dossier.json").read_bytes()
    assert is_found(received, data[: len(data) // 2])
    twice = received(data.replace(b'"names": ', b'"names": "printed","names": ', 1))
    assert "twice" in twice.faults[0].what


@pytest.mark.parametrize(
    "change",
    [
        lambda d: d.update(surprise=1),
        lambda d: d["acts"][0].update(surprise=None),
        lambda d: d["findings"][0].pop("support"),
        lambda d: d["findings"][0].pop("span"),
        lambda d: d["findings"][0].update(support="proved"),
        lambda d: d["incidents"][0].update(acts="act-1"),
        lambda d: d.pop("skipped"),
    ],
)
def test_what_the_schema_does_not_know_is_found(
    whole: Dossier, received: Received, change: Callable[[Dossier], object]
) -> None:
    assert is_found(received, edited(whole, change))


# --- edits ---------------------------------------------------------------------------------------------


@PROPERTY
@given(data=st.data())
def test_a_record_that_was_taken_out_or_put_in_twice_is_found(
    data: st.DataObject, whole: Dossier, received: Received
) -> None:
    kind = data.draw(st.sampled_from([k for k in LISTS if whole[k] and k in whole["counts"]]))
    place = data.draw(st.integers(0, len(whole[kind]) - 1))
    more = data.draw(st.booleans())

    def change(dossier: Dossier) -> None:
        if more:
            dossier[kind].append(dossier[kind][place])
        else:
            del dossier[kind][place]

    assert is_found(received, edited(whole, change))


@PROPERTY
@given(data=st.data())
def test_an_id_that_was_changed_is_found_wherever_it_stands(
    data: st.DataObject, whole: Dossier, received: Received
) -> None:
    kind = data.draw(st.sampled_from([k for k in CHECKED_IDS if whole[k]]))
    record = whole[kind][data.draw(st.integers(0, len(whole[kind]) - 1))]
    place = data.draw(st.integers(0, len(record["id"]) - 1))
    letter = data.draw(st.sampled_from("0123456789abcdefz").filter(lambda c: c != record["id"][place]))
    other = record["id"][:place] + letter + record["id"][place + 1 :]
    text = json.dumps(whole, ensure_ascii=False).replace(f'"{record["id"]}"', f'"{other}"')
    assert is_found(received, text.encode())


CHECKED_IDS = sorted({*FROM_CONTENT, "documents", "acts", "statements", "responses", "determinations"})


@PROPERTY
@given(data=st.data())
def test_a_letter_of_a_text_or_of_a_quotation_that_was_changed_is_found(
    data: st.DataObject, whole: Dossier, received: Received
) -> None:
    quoting = [
        ("documents", lambda r: r),
        ("acts", lambda r: r["evidence"]),
        ("acts", lambda r: r["triggers"][0]),
        ("statements", lambda r: r["content"][0]),
        ("responses", lambda r: r["evidence"]),
        ("mentions", lambda r: r),
    ]
    kind, at = data.draw(st.sampled_from(quoting))
    corrected = {d["record"] for d in whole["decisions"]}
    places = [n for n, r in enumerate(whole[kind]) if r.get("id") not in corrected]
    place = data.draw(st.sampled_from(places))
    span = at(whole[kind][place])
    where = data.draw(st.integers(0, len(span["text"]) - 1))
    text = span["text"][:where] + ("#" if span["text"][where] != "#" else "_") + span["text"][where + 1 :]
    assert is_found(received, edited(whole, lambda d: at(d[kind][place]).update(text=text)))


@PROPERTY
@given(data=st.data())
def test_any_byte_of_what_was_signed_that_was_changed_is_found(
    data: st.DataObject, case: Path, received: Received
) -> None:
    written = (case / "dossier.json").read_bytes()
    begin = written.index(b'"determinations": [') + len(b'"determinations": [')
    end = written.index(b'"differences": [')
    at = data.draw(st.integers(begin, end - 5))
    by = data.draw(st.integers(1, 127))
    changed = bytes([(written[at] ^ by) & 0x7F or by])
    if changed == written[at : at + 1] or json_alike(written, at, changed):
        return
    assert is_found(received, written[:at] + changed + written[at + 1 :])


def json_alike(written: bytes, at: int, changed: bytes) -> bool:
    """Whether the change leaves the same value: hexadecimal digits of either case, or white space for white space."""
    before = written[at : at + 1]
    return before.isspace() and changed.isspace()


@pytest.mark.parametrize(
    "change",
    [
        lambda d: d["findings"][0].update(incidents_for=[]),
        lambda d: an_alleged(d).update(alleged="no"),
        lambda d: an_alleged(d).update(support="none"),
        lambda d: an_alleged(d).update(support="independent", origins_for=an_alleged(d)["origins_for"][:1]),
        lambda d: an_alleged(d).update(origins_for=[]),
        lambda d: an_alleged(d).update(known_by=[]),
        lambda d: an_alleged(d).update(party="actor-" + "0" * 20),
        lambda d: an_alleged(d).update(area="XB"),
        lambda d: d["counts"].update(incidents=d["counts"]["incidents"] + 1),
        lambda d: d["incidents"][0].update(origins=[o["id"] for o in d["origins"]]),
        lambda d: d["incidents"][0].update(acts=[*d["incidents"][0]["acts"], d["incidents"][1]["acts"][0]]),
        lambda d: d["origins"][0].update(root=d["origins"][1]["root"]),
        lambda d: d["rests_on"][0].update(origins=[]),
        lambda d: d["sources"][0].update(blob="0" * 64),
        lambda d: d["sources"][0]["capture"].update(name="another.txt"),
        lambda d: d["documents"][0].update(extractor="plain 9"),
        lambda d: d["decisions"][0].update(why="For another reason."),
        lambda d: d["determination"]["signatures"].pop(),
        lambda d: d["determinations"][0].update(state="proposed"),
        lambda d: d.update(notice="DETERMINATION - beyond doubt"),
        lambda d: an_undecided(d)["verdict"].update(value="met"),
        lambda d: d["determinations"][0]["signatures"][0].update(at="2031-01-01T00:00:00Z"),
        lambda d: d["determinations"][0]["signatures"][0].update(fingerprint="0" * 64),
        lambda d: d["determinations"][0]["signatures"][0].update(public_key="0" * 64),
        lambda d: d["determinations"][0]["signatures"][0].update(signer="B. Reader"),
        lambda d: d["determinations"][0]["signatures"].append(d["determinations"][0]["signatures"][0]),
    ],
)
def test_what_does_not_agree_is_found(
    whole: Dossier, received: Received, change: Callable[[Dossier], object]
) -> None:
    assert not is_found(received, whole)
    assert is_found(received, edited(whole, change))


@pytest.mark.parametrize(
    ("contested", "fault"), [("", True), ("1 incident is contested; 2 stand uncontested.", False)]
)
def test_what_is_listed_against_a_finding_is_a_fault_unless_it_is_of_a_count_that_stands(
    whole: Dossier, received: Received, contested: str, fault: bool
) -> None:
    def speak_against(d: Dossier) -> None:
        said = d["statements"][0]["id"]
        an_alleged(d).update(against="none", contested=contested, statements_against=[said])

    assert is_found(received, edited(whole, speak_against)) == fault


def an_alleged(dossier: Dossier) -> dict[str, Any]:
    """A finding on something that is alleged, of a named party."""
    found: dict[str, Any] = next(
        f for f in dossier["findings"] if f["alleged"] == "yes" and f["party"] != "unattributed"
    )
    return found


def an_undecided(dossier: Dossier) -> dict[str, Any]:
    found: dict[str, Any] = next(f for f in dossier["findings"] if f["verdict"]["value"] == "not_assessed")
    return found


def test_a_stranger_cannot_sign_in_place_of_those_who_did(whole: Dossier, received: Received) -> None:
    def change(dossier: Dossier) -> None:
        for made in (dossier["determination"], dossier["determinations"][0]):
            made["parts"][0]["verdict"]["reasons"] = "Otherwise."

    told = received(edited(whole, change))
    assert any("over other content" in fault.what for fault in told.faults)


def test_signatures_over_what_has_names_left_out_are_held_as_far_as_they_can_be(
    whole: Dossier, received: Received
) -> None:
    def change(dossier: Dossier) -> None:
        dossier["names"] = "withheld"
        for made in (dossier["determination"], dossier["determinations"][0]):
            made["parts"][0]["verdict"]["reasons"] = "█████ said so."

    report = received(edited(whole, change))
    assert report.faults == ()
    assert len(report.signed) == 2
    assert any("cannot be told" in remark for remark in report.remarks)

    def and_more(dossier: Dossier) -> None:
        change(dossier)
        for made in (dossier["determination"], dossier["determinations"][0]):
            made["signatures"][0]["digest"] = "0" * 64

    assert is_found(received, edited(whole, and_more))


def test_law_worded_otherwise_than_at_hand_is_said(whole: Dossier, received: Received) -> None:
    change = edited(whole, lambda d: d["provisions"][0].update(title="Another crime"))
    report = received(change)
    assert report.faults == ()
    assert any("are not those of Chapeau" in remark for remark in report.remarks)


def test_one_name_with_two_keys_is_said(whole: Dossier, received: Received) -> None:
    def change(dossier: Dossier) -> None:
        second = copy.deepcopy(dossier["determinations"][0])
        second["signatures"] = [second["signatures"][0] | {"fingerprint": "1" * 64}]
        dossier["determinations"].append(second)

    assert any("2 keys" in remark for remark in received(edited(whole, change)).remarks)


@pytest.mark.long
def test_of_random_edits_most_are_found_by_itself(case: Path, received: Received) -> None:
    written, chance = (case / "dossier.json").read_bytes(), random.Random(1)
    found = 0
    for _ in range(300):
        at = chance.randrange(len(written))
        letter = chance.choice([c for c in b"abcdefghijklmnopqrstuvwxyz0123456789" if c != written[at]])
        found += is_found(received, written[:at] + bytes([letter]) + written[at + 1 :])
    assert found > 150
