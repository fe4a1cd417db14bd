"""The dossier on disk: whole files only, one form at a time."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from chapeau.dossier.pages import Page
from chapeau.errors import CaseUnwritable
from chapeau.pipeline import publish as publishing
from chapeau.pipeline.publish import publish, write_whole

VIEW: Any = None


def rendered(monkeypatch: pytest.MonkeyPatch, names: list[str], *, fails: bool = False) -> None:
    def pages(view: Any) -> Iterator[Page]:
        for name in names:
            yield Page(name, iter([f"this is {name}"]))
        if fails:
            raise RuntimeError("the renderer failed")

    monkeypatch.setattr(publishing, "pages", pages)
    monkeypatch.setattr(publishing, "dossier_json", lambda *_: iter([b"{", b"}"]))


def files(folder: Path) -> list[str]:
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file())


def test_one_page_gives_way_to_a_folder_and_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    one, many = ["dossier.html"], ["dossier/index.html", "dossier/documents/1.html"]
    for names in (one, many, one, many, many):
        rendered(monkeypatch, names)
        assert publish(VIEW, tmp_path) == tmp_path / names[0]
        assert files(tmp_path) == sorted(["dossier.json", *names])
        assert (tmp_path / names[0]).read_text() == f"this is {names[0]}"


def test_pages_that_fail_half_way_leave_the_former_ones(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rendered(monkeypatch, ["dossier.html"])
    publish(VIEW, tmp_path)
    rendered(monkeypatch, ["dossier/index.html"], fails=True)
    with pytest.raises(RuntimeError):
        publish(VIEW, tmp_path)
    assert (tmp_path / "dossier.html").read_text() == "this is dossier.html"
    assert not (tmp_path / "dossier").exists()


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
