"""Progress of long work, in one line that is written over."""

from __future__ import annotations

import time
from typing import TextIO

EVERY_S = 0.1
"""Seconds between two paintings of the line: more often is not seen and slows a remote terminal."""


class Meter:
    """Shows the step, and how many of its items are done, on a terminal."""

    def __init__(self, to: TextIO, *, shown: bool) -> None:
        self._to = to
        self._shown = shown
        self._step, self._total, self._done, self._painted = "", 0, 0, 0.0

    def begin(self, step: str, total: int) -> None:
        """A step begins."""
        self._step, self._total, self._done, self._painted = step, total, 0, 0.0
        self._paint()

    def advance(self) -> None:
        """One item of the step is done."""
        self._done += 1
        if time.monotonic() - self._painted >= EVERY_S:
            self._paint()

    def end(self) -> None:
        """The step is done: its line is taken away."""
        if self._shown:
            self._to.write("\r\x1b[K")
            self._to.flush()

    def _paint(self) -> None:
        if not self._shown:
            return
        self._painted = time.monotonic()
        count = f" {self._done} of {self._total}" if self._total else ""
        self._to.write(f"\r\x1b[K{self._step}{count} ...")
        self._to.flush()
