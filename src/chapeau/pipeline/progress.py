"""How a long run says where it is, to whoever wants to show it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Protocol


class Progress(Protocol):
    """Told of each step as it begins, and of each item done in it."""

    def begin(self, step: str, total: int) -> None:
        """A step begins; `total` items are ahead (0: the step has no items to count)."""
        ...

    def advance(self) -> None:
        """One item of the step is done."""
        ...

    def end(self) -> None:
        """The step is done."""
        ...


class Silent:
    """Shows nothing."""

    def begin(self, step: str, total: int) -> None:
        """Nothing."""

    def advance(self) -> None:
        """Nothing."""

    def end(self) -> None:
        """Nothing."""


@contextmanager
def step(progress: Progress, name: str) -> Iterator[None]:
    """A step without items to count, from its beginning to its end."""
    progress.begin(name, 0)
    yield
    progress.end()
