"""The dossier on disk: whole files only, one form at a time."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

from chapeau.dossier.pages import Page
from chapeau.errors import CaseUnwritable
from chapeau.pipeline import publish as publishing
from chapeau.pipeline.publish import publish, take_away, write_whole

VIEW: Any = None


def rendered(
    monkeypatch: pytest.MonkeyPatch, names: list[str], *, fails: bool = False, draft: str = ""
) -> None:
    def pages(view: Any) -> Iterator[Page]:
        for name in names:
            yield Page(name, iter([f"this is {name}{draft}"]))
        if fails:
            raise RuntimeError("the renderer failed")

    monkeypatch.setattr(publishing, "pages", pages)
    monkeypatch.setattr(publishing, "dossier_json", lambda *_: iter([b"{", draft.encode(), b"}"]))


def files(folder: Path) -> list[str]:
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file())


def test_one_page_gives_way_to_a_folder_and_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    one, many = ["dossier.html"], ["dossier/index.html", "dossier/documents/1.html"]
    for names in (one, many, one, many, many):
        rendered(monkeypatch, names)
        assert publish(VIEW, tmp_path) == tmp_path / names[0]
        assert files(tmp_path) == sorted(["dossier.json", *names])
        assert (tmp_path / names[0]).read_text() == f"this is {names[0]}"


def test_pages_that_fail_half_way_leave_the_former_ones_and_their_data(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rendered(monkeypatch, ["dossier.html"], draft="one")
    publish(VIEW, tmp_path)
    rendered(monkeypatch, ["dossier/index.html"], fails=True, draft="two")
    with pytest.raises(RuntimeError):
        publish(VIEW, tmp_path)
    assert held(tmp_path) == {"dossier.html": "one", "dossier.json": "one"}
    assert files(tmp_path) == ["dossier.html", "dossier.json"]


class Killed(BaseException):
    """The process ends here: nothing of it runs on."""


CALLS = {"rename": Path, "rmdir": Path, "mkdir": Path, "rmtree": shutil, "fsync": os}
"""What changes the disk while a dossier is published."""


def failing(monkeypatch: pytest.MonkeyPatch, call: str, at: int, error: BaseException) -> list[int]:
    """Let the call of this number fail, as a full disk or a kill does; counts the calls."""
    owner, made = CALLS[call], [0]
    real = getattr(owner, call)

    def counted(*args: Any, **kwargs: Any) -> Any:
        made[0] += 1
        if made[0] == at or (made[0] > at and isinstance(error, Killed)):
            raise error
        return real(*args, **kwargs)

    monkeypatch.setattr(owner, call, counted)
    return made


def held(folder: Path) -> dict[str, str]:
    """What is to be seen of a dossier, and of which draft it is."""
    found = {name: (folder / name).read_text() for name in files(folder) if not name.startswith(ASIDE)}
    return {name: "two" if "two" in text else "one" for name, text in found.items()}


ASIDE = ("dossier.part/", "dossier.old/")
ONE_PAGE, FOLDER = ["dossier.html"], ["dossier/index.html", "dossier/documents/1.html"]


@pytest.mark.parametrize("at", range(1, 8))
@pytest.mark.parametrize("call", sorted(CALLS))
@pytest.mark.parametrize(
    ("first", "second"), [(ONE_PAGE, FOLDER), (FOLDER, ONE_PAGE), (FOLDER, FOLDER), (ONE_PAGE, ONE_PAGE)]
)
@pytest.mark.parametrize("error", [OSError(28, "No space left on device"), Killed()])
def test_whatever_fails_pages_and_data_are_of_one_draft_and_the_next_run_mends_it(
    error: BaseException, first: list[str], second: list[str], call: str, at: int, tmp_path: Path
) -> None:
    with pytest.MonkeyPatch.context() as patch:
        rendered(patch, first, draft="one")
        publish(VIEW, tmp_path)
    with pytest.MonkeyPatch.context() as patch:
        rendered(patch, second, draft="two")
        calls = failing(patch, call, at, error)
        if isinstance(error, Killed):
            with suppress(Killed):
                publish(VIEW, tmp_path)
        else:
            with suppress(CaseUnwritable):
                publish(VIEW, tmp_path)
    seen = held(tmp_path)
    assert len(set(seen.values())) < 2
    if not isinstance(error, Killed):
        whole = {"one": sorted([*first, "dossier.json"]), "two": sorted([*second, "dossier.json"])}
        assert sorted(seen) == whole[next(iter(seen.values()))]
    if calls[0] < at:
        assert set(seen.values()) == {"two"}
    with pytest.MonkeyPatch.context() as patch:
        rendered(patch, second, draft="two")
        publish(VIEW, tmp_path)
    assert files(tmp_path) == sorted(["dossier.json", *second])
    assert set(held(tmp_path).values()) == {"two"}


@pytest.mark.parametrize("at", range(1, 8))
def test_after_a_kill_at_any_move_both_drafts_are_on_the_disk(at: int, tmp_path: Path) -> None:
    with pytest.MonkeyPatch.context() as patch:
        rendered(patch, ONE_PAGE, draft="one")
        publish(VIEW, tmp_path)
    with pytest.MonkeyPatch.context() as patch:
        rendered(patch, FOLDER, draft="two")
        calls = failing(patch, "rename", at, Killed())
        with suppress(Killed):
            publish(VIEW, tmp_path)
    if calls[0] >= at:
        texts = [(tmp_path / name).read_text() for name in files(tmp_path)]
        assert sum("two" in text for text in texts) == 3
        assert sum("one" in text for text in texts) == 2


def test_a_dossier_that_is_taken_away_leaves_nothing_of_it(tmp_path: Path) -> None:
    for name in (
        "dossier.json",
        "dossier.html",
        "dossier/index.html",
        "dossier.part/dossier.json",
        "dossier.old/dossier.html",
    ):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("told", "utf-8")
    take_away(tmp_path)
    take_away(tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_fails_half_way_leaves_the_former_one(tmp_path: Path) -> None:
    def parts() -> Iterator[bytes]:
        yield b"half"
        raise RuntimeError

    write_whole(tmp_path / "a.json", [b"whole"])
    with pytest.raises(RuntimeError):
        write_whole(tmp_path / "a.json", parts())
    assert (tmp_path / "a.json").read_bytes() == b"whole"


def test_what_cannot_be_written_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rendered(monkeypatch, ["dossier.html"])
    (tmp_path / "dossier.json").mkdir()
    with pytest.raises(CaseUnwritable, match=tmp_path.name):
        publish(VIEW, tmp_path)
