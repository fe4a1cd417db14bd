"""The command line: reads what was typed, calls the pipeline, prints what came of it."""

from __future__ import annotations

import os
import sys

import click

from chapeau import __version__
from chapeau.cli.commands import (
    decide,
    export,
    law,
    lists,
    origins,
    read,
    review,
    run,
    show,
    undercount,
    verify,
    withdraw,
)
from chapeau.cli.determining import determine, diff, key, sign
from chapeau.cli.options import complain
from chapeau.errors import ChapeauError, ConfigurationError

INTERRUPTED = 130
"""What shells report for a command that was ended with Ctrl-C: 128 and the signal's number, 2."""

TRACEBACK = "CHAPEAU_TRACEBACK"
"""Set this in the environment to see where in the program a fault arose, for a report of it."""

EXIT_CODES = """\b
Exit codes:
  0  done
  1  failed
  2  called in a way that cannot mean anything
  3  done, but some input was skipped
  4  evidence does not match what was preserved
  5  the machine, the case or a data file does not allow it"""


@click.group(epilog=EXIT_CODES, context_settings={"max_content_width": 100})
@click.version_option(__version__, prog_name="chapeau")
def cli() -> None:
    """From reports of atrocities to a determination that a stranger can check.

    Chapeau proposes and never decides: what it writes is a working draft until named people have
    determined. Nothing leaves this machine unless you ask for it.
    """


COMMANDS: tuple[click.Command, ...] = (
    run, read, origins, lists, undercount, show, decide, review, law, determine, key, sign, diff, withdraw, export, verify,
)  # fmt: skip
for command in COMMANDS:
    cli.add_command(command)


def main() -> None:
    """The program `chapeau`: every error as a sentence and a hint, never a traceback."""
    sys.exit(_exit_code())


def _exit_code() -> int:
    try:
        code = cli.main(standalone_mode=False)
        sys.stdout.flush()
    except ChapeauError as error:
        complain(error.message, error.hint)
        return error.exit_code
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except (click.Abort, KeyboardInterrupt):
        complain("Ended before it was done.", "Run it again: what was finished is kept.")
        return INTERRUPTED
    except OSError as error:
        if os.environ.get(TRACEBACK):
            raise
        complain(*_refused_by_the_machine(error))
        return ConfigurationError.exit_code
    except Exception as error:
        if os.environ.get(TRACEBACK):
            raise
        complain(
            f"Chapeau failed in a way it does not know ({type(error).__name__}: {error}).",
            f"This is a fault of the program. Please report it; with {TRACEBACK}=1 it says where. What was kept is whole.",
        )
        return ChapeauError.exit_code
    return code if isinstance(code, int) else 0


def _refused_by_the_machine(error: OSError) -> tuple[str, str]:
    where = f": {error.filename}" if error.filename else ""
    return (
        f"The machine does not allow it: {error.strerror}{where}.",
        "See to the rights and to the space on the disk, then run it again. What was kept is whole.",
    )
