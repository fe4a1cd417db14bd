"""Progress is shown on a terminal, taken away again, and nowhere else."""

from __future__ import annotations

from io import StringIO

from chapeau.cli.meter import Meter


def through(meter: Meter) -> None:
    meter.begin("read", 2)
    meter.advance()
    meter.advance()
    meter.end()


def test_a_terminal_sees_the_step_and_an_empty_line_at_its_end() -> None:
    screen = StringIO()
    through(Meter(screen, shown=True))
    assert "read 0 of 2" in screen.getvalue()
    assert screen.getvalue().endswith("\r\x1b[K")
    assert "\n" not in screen.getvalue()


def test_elsewhere_nothing_is_written() -> None:
    log = StringIO()
    through(Meter(log, shown=False))
    assert log.getvalue() == ""
