"""What every command shares: its options, who and when, and how it complains."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

import click

from chapeau.cli.meter import Meter

if TYPE_CHECKING:
    from chapeau.pipeline.occasion import Occasion
    from chapeau.pipeline.progress import Progress
    from chapeau.pipeline.readers import Choice
    from chapeau.records import Skipped

PATH = click.Path(path_type=Path, readable=False)
CONTROLS = {code: f"\\x{code:02x}" for code in (*range(0x20), *range(0x7F, 0xA0)) if chr(code) not in "\n\t"}
"""Control characters, by what is printed for them: a report or a file's name must not steer a terminal."""


def words(value: str) -> str:
    """Words that can be written down, since a shell may hand over bytes that are no text. Raises BadParameter."""
    if any("\ud800" <= letter <= "\udfff" for letter in value):
        raise click.BadParameter(f"{value!r} is not text in UTF-8.")
    return value


@dataclass(frozen=True, slots=True)
class Asked:
    """The options that every command has."""

    quiet: bool
    now: str | None
    who: str | None

    def occasion(self) -> Occasion:
        """Who and when. Raises UsageError."""
        from chapeau.pipeline.occasion import occasion

        return occasion(self.who, self.now)


def common(command: Callable[..., int]) -> Callable[..., int]:
    """Give a command the options that every command has, as its `asked`."""

    @wraps(command)
    def asked(*, quiet: bool, now: str | None, who: str | None, **own: Any) -> int:
        return command(asked=Asked(quiet, now, who), **own)

    for option in (
        click.option(
            "--as",
            "who",
            metavar="NAME",
            type=words,
            help="Who is doing this; without it, 'unnamed' is noted.",
        ),
        click.option(
            "--now", metavar="TIME", type=words, help="The time to note (RFC 3339); without it, the clock's."
        ),
        click.option("--quiet", is_flag=True, help="Print nothing but errors."),
    ):
        asked = option(asked)
    return asked


@dataclass(frozen=True, slots=True)
class ReaderAsked:
    """The options that choose who reads."""

    reader: str | None
    address: str | None
    model: str | None
    plain_http: bool

    def choice(self) -> Choice:
        """What the pipeline is told of it."""
        from chapeau.pipeline.readers import Choice

        return Choice(reader=self.reader, address=self.address, model=self.model, plain_http=self.plain_http)


def reading_by(command: Callable[..., int]) -> Callable[..., int]:
    """Give a command the options that choose who reads, as its `by`."""

    @wraps(command)
    def asked(
        *, reader: str | None, address: str | None, model: str | None, plain_http: bool, **own: Any
    ) -> int:
        return command(by=ReaderAsked(reader, address, model, plain_http), **own)

    for option in (
        click.option("--plain-http", is_flag=True, help="Insist on http: to another machine."),
        click.option("--model", metavar="NAME", type=words, help="The model's name there."),
        click.option(
            "--endpoint",
            "address",
            metavar="URL",
            type=words,
            help="Where the reader 'endpoint' asks a model of yours; docs/endpoint.md.",
        ),
        click.option(
            "--reader",
            metavar="NAME",
            type=words,
            help="Which reader reads: 'learned' (where none is named), 'rules' by grammar and vocabulary alone, or 'endpoint' "
            "for a model of yours, which sends texts to it.",
        ),
    ):
        asked = option(asked)
    return asked


case_folder = click.argument("folder", metavar="DIR", type=PATH)


def example(*lines: str) -> str:
    """Examples for a command's help."""
    return "\b\nExample:\n" + "\n".join(f"  {line}" for line in lines)


def meter(quiet: bool) -> Progress:
    """Progress on stderr where that is a terminal, else nothing."""
    return Meter(sys.stderr, shown=not quiet and sys.stderr.isatty())


def printable(text: str) -> str:
    """Text that steers no terminal and that any stream can print."""
    return text.translate(CONTROLS).encode("utf-8", "backslashreplace").decode()


def in_one_line(text: str) -> str:
    """Text of a file that may be hostile: no line of it can be taken for one of ours."""
    return " ".join(text.splitlines())


def say(text: str, *, err: bool = False) -> None:
    """Print text that may come from outside: control characters are shown instead of obeyed."""
    click.echo(printable(text), err=err)


def complain(message: str, hint: str = "") -> None:
    """What happened and what to do, to stderr."""
    say(f"{message}\n{hint}".rstrip(), err=True)


def tell_skipped(skipped: Skipped) -> bool:
    """Something that was not taken, to stderr, at once; whether it was more than a remark on what was taken."""
    from chapeau.pipeline.skipping import REMARKS

    remark = skipped.reference in REMARKS
    say(f"{'Noticed' if remark else 'Skipped'}: {skipped.message}", err=True)
    return not remark


def write_lines(lines: Iterable[bytes], out: Path | None) -> int:
    """Each line as it comes, to a file or to stdout; how many. Raises ConfigurationError."""
    if out is None:
        return _to_screen(lines)
    from chapeau.pipeline.publish import not_written

    try:
        with out.open("wb") as file:
            return _written(lines, file)
    except OSError as error:
        raise not_written(out, error) from error


def _to_screen(lines: Iterable[bytes]) -> int:
    """Ends quietly where whoever reads the other end of a pipe has read enough."""
    try:
        return _written(lines, sys.stdout.buffer)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0


def _written(lines: Iterable[bytes], to: BinaryIO) -> int:
    count = 0
    for line in lines:
        to.write(line)
        to.flush()
        count += 1
    return count
