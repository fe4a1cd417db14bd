"""Whoever ends the program, or closes its terminal, leaves nothing of what lay in a temporary place."""

from __future__ import annotations

import os
import signal
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from chapeau.pipeline.ending import TOLD_TO_END, ending_cleanly


@pytest.mark.parametrize("number", TOLD_TO_END)
def test_what_was_put_into_a_temporary_place_is_taken_away_when_told_to_end(
    number: signal.Signals, tmp_path: Path
) -> None:
    before = signal.getsignal(number)
    with pytest.raises(SystemExit) as ended:
        _told_to_end_amid_work(number, tmp_path)
    assert ended.value.code == 128 + number
    assert list(tmp_path.iterdir()) == []
    assert signal.getsignal(number) == before


def _told_to_end_amid_work(number: signal.Signals, folder: Path) -> None:
    with ending_cleanly(), TemporaryDirectory(dir=folder) as place:
        (Path(place) / "text").write_text("What a witness said.")
        os.kill(os.getpid(), number)
