"""Work on millions of records, through which Python's collector need not look for what nothing leads to any more."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def uncollected() -> Iterator[None]:
    """Records hold no circles: looking through millions of them for some takes a tenth of the time, and finds none."""
    were = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if were:
            gc.enable()
