"""Per-document work: the same results in the same order, wherever it is done; one failure costs one."""

from __future__ import annotations

import gc
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest

from chapeau.engine.local import AHEAD, FEW, RECYCLED_AFTER, Done, ordered, workers
from chapeau.errors import ChapeauError, EmptyInput, NeedMissing


def squared(number: int) -> int:
    return number * number


def build_squared() -> Callable[[int], int]:
    return squared


def picky(number: int) -> int:
    if number == 3:
        raise EmptyInput("Three is empty.", hint="Leave it out.")
    if number == 5:
        raise KeyError("five")
    return number


def build_picky() -> Callable[[int], int]:
    return picky


def build_nothing() -> Callable[[int], int]:
    raise NeedMissing("Nothing is installed.", hint="Install it.")


def killed_at(number: int) -> int:
    if number == 30:
        os.kill(os.getpid(), signal.SIGKILL)
    return number


def build_killed() -> Callable[[int], int]:
    return killed_at


def whose(_: int) -> int:
    return os.getpid()


def build_whose() -> Callable[[int], int]:
    return whose


LOADED: list[list[int]] = []


def frozen(number: int) -> int:
    LOADED.append([number])
    return gc.get_freeze_count()


def build_frozen() -> Callable[[int], int]:
    return frozen


def outcome(done: Done[int, int]) -> tuple[int, int | None, str | None]:
    return done.item, done.result, None if done.failure is None else done.failure.message


@pytest.mark.parametrize("count", [0, 1, FEW, FEW + 1, 3 * FEW])
def test_results_come_in_the_order_of_the_items(count: int) -> None:
    done = list(ordered(build_squared, range(count), jobs=2))
    assert [d.item for d in done] == list(range(count))
    assert [d.result for d in done] == [n * n for n in range(count)]


def test_a_second_round_is_done_by_those_who_did_the_first_however_short_it_is() -> None:
    with workers(build_whose, 2, recycled=None) as some:
        first, second = (
            {d.result for d in some.ordered(range(count))} for count in (RECYCLED_AFTER * 2 + 1, 3)
        )
    assert 1 <= len(first | second) <= 2
    assert os.getpid() not in first | second


def test_any_number_of_workers_gives_the_same() -> None:
    alone = [outcome(d) for d in ordered(build_picky, range(40), jobs=1)]
    assert [outcome(d) for d in ordered(build_picky, range(40), jobs=2)] == alone
    assert [outcome(d) for d in ordered(build_picky, range(40), jobs=3)] == alone


def test_one_items_failure_costs_that_item_and_says_why() -> None:
    done = {d.item: d for d in ordered(build_picky, range(8))}
    assert done[3].failure is not None
    assert done[3].failure.reference == "input-empty"
    assert done[5].failure is not None
    assert "KeyError" in done[5].failure.message
    assert [n for n, d in done.items() if d.failure is None] == [0, 1, 2, 4, 6, 7]


def test_only_a_few_items_are_taken_ahead_of_the_results() -> None:
    taken = 0

    def items() -> Iterator[int]:
        nonlocal taken
        for number in range(10 * FEW):
            taken += 1
            yield number

    results = ordered(build_squared, items(), jobs=2)
    for used, _ in enumerate(results, start=1):
        assert taken <= max(FEW + 1, used) + 2 * (1 + AHEAD)


@pytest.mark.parametrize("count", [2, 2 * FEW])
def test_work_that_cannot_be_made_is_said_to_be_so(count: int) -> None:
    with pytest.raises(NeedMissing, match="Nothing is installed"):
        list(ordered(build_nothing, range(count), jobs=2))


def test_a_worker_killed_from_outside_ends_the_run_in_words() -> None:
    with pytest.raises(ChapeauError, match="worker process"):
        list(ordered(build_killed, range(60), jobs=2))


LEFT_ALONE = """
import os, sys, time
from functools import partial
from chapeau.engine.local import ordered
from tests.engine.test_local import build_sleeping
if __name__ == "__main__":
    list(ordered(partial(build_sleeping, sys.argv[1]), range(60), jobs=2))
"""


def sleeping(note: str, number: int) -> int:
    Path(note, str(os.getpid())).touch()
    time.sleep(0.1)
    return number


def build_sleeping(note: str) -> Callable[[int], int]:
    return partial(sleeping, note)


def alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().split(")")[-1].split()[0] != "Z"
    except FileNotFoundError:
        return False


def test_workers_end_when_the_run_is_killed(tmp_path: Path) -> None:
    script = tmp_path / "script.py"
    script.write_text(LEFT_ALONE)
    notes = tmp_path / "notes"
    notes.mkdir()
    root = Path(__file__).parents[2]
    run = subprocess.Popen(
        [sys.executable, str(script), str(notes)], env={**os.environ, "PYTHONPATH": str(root)}
    )
    wait_until(lambda: len(list(notes.iterdir())) == 2)
    run.kill()
    run.wait()
    pids = [int(path.name) for path in notes.iterdir()]
    wait_until(lambda: not any(alive(pid) for pid in pids))


def wait_until(holds: Callable[[], bool], most_s: float = 20) -> None:
    end = time.monotonic() + most_s
    while not holds():
        assert time.monotonic() < end
        time.sleep(0.05)


def test_what_a_worker_loads_with_its_first_document_is_looked_through_no_more() -> None:
    counts = [done.result or 0 for done in ordered(build_frozen, range(2 * FEW), jobs=2)]
    assert 0 in counts
    assert max(counts) > 1000
