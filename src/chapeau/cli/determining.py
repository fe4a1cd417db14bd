"""The commands by which people determine: keys, sheets, signatures, and what moved between versions."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path

import click

from chapeau.cli.options import PATH, Asked, case_folder, common, example, say, words


@click.group(short_help="Make a key to sign with.")
def key() -> None:
    """Make a key to sign determinations with."""


@key.command(
    name="new",
    short_help="Make a key to sign with.",
    epilog=example('chapeau key new --name "A. Analyst" --out analyst.key --passphrase'),
)
@click.option(
    "--name",
    metavar="NAME",
    required=True,
    type=words,
    help="Your name, as it is to stand under what you sign.",
)
@click.option(
    "--out",
    metavar="FILE",
    required=True,
    type=PATH,
    help="Where the private key goes; FILE.pub is the public one.",
)
@click.option("--passphrase", "ask", is_flag=True, help="Seal the private key; asks for the passphrase.")
@click.option(
    "--passphrase-file", metavar="FILE", type=PATH, help="Seal it with the first line of this file."
)
@common
def key_new(name: str, out: Path, ask: bool, passphrase_file: Path | None, asked: Asked) -> int:
    """Make an Ed25519 key pair to sign with: a private key that its owner alone may read, and a public one.

    Keep the private key off the case and to yourself. Tell others the fingerprint by voice or on paper, so that they
    can know your signature.
    """
    from chapeau.pipeline.keys import new_key

    passphrase = _passphrase(passphrase_file, ask=ask, twice=True)
    made = new_key(name, out, asked.occasion(), passphrase=passphrase)
    if not asked.quiet:
        say(f"Private key  {made.private}{'' if made.sealed else '  (no passphrase seals it)'}")
        say(f"Public key   {made.public}")
        say(f"Fingerprint  {made.fingerprint}  ({made.name})")
    return 0


def _passphrase(file: Path | None, *, ask: bool, twice: bool = False) -> str | None:
    """From the first line of a file, or asked for at the terminal; None where neither is wanted."""
    if file is not None:
        from chapeau.errors import KeyUnusable

        try:
            return (file.read_text("utf-8").splitlines() or [""])[0]
        except (OSError, UnicodeDecodeError) as error:
            raise KeyUnusable(
                f"{file} cannot be read: {error}.", hint="Name a file with the passphrase in it."
            ) from error
    if not ask:
        return None
    given: str = click.prompt("Passphrase", hide_input=True, confirmation_prompt=twice, err=True)
    return given


@click.command(
    short_help="Determine by a sheet, out and in again.",
    epilog=example(
        "chapeau determine valley --sheet valley.toml --provision 7 --party Orvania",
        'chapeau determine valley --apply valley.toml --as "A. Analyst"',
    ),
)
@case_folder
@click.option("--sheet", metavar="FILE", type=PATH, help="Write the sheet here.")
@click.option(
    "--carry", metavar="FILE", type=PATH, help="With --sheet: fill in what this earlier sheet says."
)
@click.option(
    "--party",
    "parties",
    metavar="NAME",
    multiple=True,
    type=words,
    help="With --sheet: this party alone; repeatable.",
)
@click.option(
    "--provision", "provisions", metavar="ID", multiple=True, type=words,
    help="With --sheet: provisions whose id or number begins so (7, 8(2)(b), ICC-7-1-a); one named in full is written whole; repeatable.",
)  # fmt: skip
@click.option(
    "--apply", "filled", metavar="FILE", type=PATH, help="Keep what this sheet determines, as proposed."
)
@common
def determine(
    folder: Path,
    sheet: Path | None,
    carry: Path | None,
    parties: tuple[str, ...],
    provisions: tuple[str, ...],
    filled: Path | None,
    asked: Asked,
) -> int:
    """Determine by a sheet (TOML): one block a party, provision, period and area, with its elements.

    What can be decided stands first; what has neither support nor question stands in a line each at the end.

    Fill in verdicts with their reasons, the standard of proof, answers to other explanations, gaps acknowledged, the
    right of reply, signers. --apply keeps it as a proposed determination and says what is in the way of signing it
    (docs/determine.md).
    """
    from chapeau.cli.determining_words import proposed_summary, sheet_written
    from chapeau.errors import UsageError
    from chapeau.pipeline.determine import apply_sheet, sheet_out

    if (sheet is None) == (filled is None):
        raise UsageError("Either --sheet or --apply is needed.", hint="See `chapeau determine --help`.")
    if sheet is None:
        _check_applied_whole({"--carry": carry, "--party": parties, "--provision": provisions})
    else:
        report = sheet_out(
            folder, sheet, asked.occasion(), carry=carry, parties=parties, provisions=provisions
        )
        if not asked.quiet:
            say(sheet_written(report, sheet, folder))
        return 0
    applied = apply_sheet(folder, filled or Path(), asked.occasion())
    if not asked.quiet:
        say(proposed_summary(applied, folder))
    return 0


def _check_applied_whole(given: Mapping[str, object]) -> None:
    """Raises UsageError, naming what goes with --sheet alone."""
    from chapeau.errors import UsageError

    strange = [option for option, value in given.items() if value]
    if strange:
        raise UsageError(
            f"{' and '.join(strange)} cannot stand with --apply: a sheet is taken as it is.",
            hint="Write the sheet so with --sheet, or leave a block's verdicts empty.",
        )


@click.command(short_help="Sign what was proposed.", epilog=example("chapeau sign valley --key analyst.key"))
@case_folder
@click.option("--key", "key_file", metavar="FILE", required=True, type=PATH, help="Your private key.")
@click.option(
    "--passphrase-file", metavar="FILE", type=PATH, help="Its passphrase, if it is not to be asked for."
)
@common
def sign(folder: Path, key_file: Path, passphrase_file: Path | None, asked: Asked) -> int:
    """Sign the latest proposed determination; once all who were named have signed, it is determined.

    Refused while an explanation is unanswered, a gap unacknowledged, a reason or the standard missing, or a party
    not asked for its reply; where findings have moved since; and for a key that is not a named signer's.
    """
    from chapeau.cli.determining_words import sign_summary
    from chapeau.pipeline.keys import needs_passphrase
    from chapeau.pipeline.sign import sign_latest

    sealed = needs_passphrase(key_file)
    passphrase = _passphrase(passphrase_file, ask=sealed) if sealed else None
    report = sign_latest(folder, key_file, asked.occasion(), passphrase=passphrase)
    if not asked.quiet:
        say(sign_summary(report, folder))
    return 0


@click.command(
    short_help="What moved between two versions.",
    epilog=example("chapeau diff valley", "chapeau diff valley --from 1 --to 2"),
)
@case_folder
@click.option(
    "--from",
    "earlier",
    metavar="N",
    type=click.IntRange(min=1),
    help="The earlier version; else the latest determined.",
)
@click.option(
    "--to",
    "later",
    metavar="N",
    type=click.IntRange(min=0),
    help="The later version; 0, or without it: the case as it is.",
)
@click.option("--json", "as_json", is_flag=True, help="Print the record as JSON.")
@common
def diff(folder: Path, earlier: int | None, later: int | None, as_json: bool, asked: Asked) -> int:
    """Say what moved a finding between two versions, and which source, decision or law moved it.

    Without --from and --to: from the latest determination to the case as it is; where nothing has moved since, from
    the one before to the latest. Copies, bare denials and words that judge move nothing.
    """
    from chapeau.dossier.determined_words import diff_in_words
    from chapeau.ground.codec import to_json
    from chapeau.pipeline.diff import diff as compare

    report = compare(folder, earlier, later)
    if as_json:
        sys.stdout.buffer.write(to_json(report.made) + b"\n")
        sys.stdout.buffer.flush()
    elif not asked.quiet:
        lines = diff_in_words(report.made, report.parties, report.sources, report.provisions, report.elements)
        say("\n".join(lines))
    return 0
