"""What a person reads at the end of a command by which people determine."""

from __future__ import annotations

import shlex
from pathlib import Path
from typing import TYPE_CHECKING

from chapeau.cli.words import counted
from chapeau.dossier.determined_words import matrix_in_words

if TYPE_CHECKING:
    from chapeau.pipeline.determine import ProposeReport, SheetReport
    from chapeau.pipeline.sign import SignReport


def sheet_written(report: SheetReport, sheet: Path, folder: Path) -> str:
    """How many blocks are in the sheet, how long it is, and what next."""
    more = f", {report.folded:,} more in a line each" if report.folded else ""
    lines = [
        f"{counted(report.whole, 'block')} in {sheet}{more}: {counted(report.lines, 'line')}. It holds what the case says: keep it as safe as the case."
    ]
    if report.left_over:
        lines.append(
            "Left over  what the sheet that was carried says and has no place any more; it stands at the end, in comments:"
        )
        lines += [f"           - {line}" for line in report.left_over]
    lines.append(
        f'Next       fill it; then chapeau determine {shlex.quote(str(folder))} --apply {shlex.quote(str(sheet))} --as "YOUR NAME"'
    )
    return "\n".join(lines)


def proposed_summary(report: ProposeReport, folder: Path) -> str:
    """What is proposed, its digest, and what is in the way of signing it."""
    made = report.made
    lines = [f"Proposed   version {made.version} as {made.id}, by {made.proposed_by}."]
    lines += [f"           - {line}" for line in matrix_in_words(made)]
    lines.append(f"Digest     {report.digest}")
    if report.closed:
        lines.append("Dropped    gaps that people have closed since by reading:")
        lines += [f"           - {gap}" for gap in report.closed]
    if report.obstacles:
        lines.append("Not yet    it cannot be signed before this is done:")
        lines += [f"           - {what}" for what in report.obstacles]
        return "\n".join(lines)
    lines.append(f"Signers    {', '.join(made.signers)}")
    lines.append(f"Next       each of them: chapeau sign {shlex.quote(str(folder))} --key THEIR.key")
    return "\n".join(lines)


def sign_summary(report: SignReport, folder: Path) -> str:
    """Who signed, with which key, and who has still to sign."""
    made, given = report.made, report.signature
    lines = [
        f"Signed     version {made.version} ({made.id}) by {given.signer} at {given.at}.",
        f"Digest     {given.digest}",
        f"Key        {given.fingerprint}",
    ]
    if report.other_key is not None:
        lines.append(
            f"Look       {given.signer} signed an earlier version with another key, {report.other_key}: are both theirs?"
        )
    if report.missing:
        lines.append(f"Missing    {', '.join(report.missing)}")
    else:
        lines.append(f"Determined by {', '.join(s.signer for s in made.signatures)}.")
        lines.append(f"Next       chapeau run --case {shlex.quote(str(folder))}")
    return "\n".join(lines)
