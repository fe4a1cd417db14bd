"""Work over many records without looking for circles among them.

Records point to each other by id and form no circles, so counting references frees them. Python's collector
looks all the same, again and again over all that is held: over 10,000 acts that took half the time of bringing
a case up to date (`python -m bench linking`), and the memory is the same without it. The words of a text do form
circles, but live as long as it is read: they are freed together at its end.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def uncollected() -> Iterator[None]:
    """Until the end no circles are looked for; a caller who had switched that off finds it off."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
