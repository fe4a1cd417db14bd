"""What a person reads at the end of a command."""

from __future__ import annotations

import shlex
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from chapeau.cli.options import in_one_line

if TYPE_CHECKING:
    from chapeau.assess.elements import Body, Law
    from chapeau.pipeline.export import ExportReport
    from chapeau.pipeline.lists import ListReport
    from chapeau.pipeline.review_sheet import SheetReport
    from chapeau.pipeline.run import RunReport
    from chapeau.pipeline.show import Shown
    from chapeau.pipeline.verify import VerifyReport
    from chapeau.pipeline.verify_dossier import DossierReport
    from chapeau.pipeline.withdraw import WithdrawReport
    from chapeau.records import Force, Provision, Skipped

SHOWN = 10
"""Skipped inputs printed by name; all stand in the dossier. Ten fit a small terminal with the rest."""


def counted(number: int, one: str, many: str | None = None) -> str:
    """'1 document', '3 documents'."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def run_summary(report: RunReport, *, named: bool) -> str:
    """What came in, what was read and found, what was skipped, where the dossier lies, what next."""
    counts = report.counts
    lines = [
        f"Came in    {counted(report.new_sources, 'new source')} with {counted(report.new_documents, 'new document')}; "
        f"the case holds {counted(counts['documents'], 'document')}.",
        f"Read       {counted(report.newly_read, 'document')} now: the case holds {counted(counts['acts'], 'act')} alleged or denied, "
        f"{counted(counts['statements'], 'statement')}, {counted(counts['responses'], 'response')}.",
        f"Linked     into {counted(counts['origins'], 'origin')} behind {counted(counts['documents'], 'document')}, "
        f"and {counted(counts['incidents'], 'incident')} behind {counted(counts['acts'], 'act')}.",
        *_assessed(report),
        *_people(report),
        *_not_taken(report),
        *_unanchored(report),
        f"Custody    {counted(report.custody.size, 'entry', 'entries')}; root {report.custody.root}",
        f"Dossier    {report.page}  ({'determined' if report.determined else 'working draft'})",
        f"Next       open it; then `chapeau {_next(report)}`",
    ]
    if not named:
        lines.append("           Nobody was named with --as: 'unnamed' was noted as who did this.")
    return "\n".join(lines)


def _assessed(report: RunReport) -> Iterable[str]:
    found = counted(report.counts["findings"], "finding")
    yield from (f"Look       {fault} `chapeau verify` says more." for fault in report.signature_faults)
    if report.determined is None:
        yield f"Assessed   {found}, every verdict 'not assessed': that is for named people."
        return
    made = report.determined
    yield f"Assessed   {found}; version {made.version} is determined by {', '.join(s.signer for s in made.signatures)}."
    if report.moved:
        yield f"           {counted(report.moved, 'finding')} moved since: the signed version stays as it was, beside a new draft."


def _next(report: RunReport) -> str:
    folder = shlex.quote(str(report.folder))
    return f"diff {folder}" if report.moved else f"review {folder} --out review.csv"


def _people(report: RunReport) -> Iterable[str]:
    if report.counts.get("listed", 0):
        yield (
            f"Persons    {counted(report.counts['persons'], 'person')} behind {counted(report.counts['listed'], 'row')} of "
            f"{counted(report.counts['lists'], 'list')} and {counted(report.counts['named_victims'], 'naming')} in texts."
        )


def _not_taken(report: RunReport) -> Iterable[str]:
    if not report.skipped:
        yield "Skipped    nothing."
    else:
        yield f"Skipped    {counted(len(report.skipped), 'input')}:"
    yield from _listed(report.skipped)
    if report.not_read:
        yield f"Not read   {counted(len(report.not_read), 'text')} in a language that is not read; kept whole:"
    yield from _first(report.not_read)
    if report.remarks:
        yield f"Noticed    {counted(len(report.remarks), 'thing')} in what was taken:"
        yield from _listed(report.remarks)


def _listed(skipped: tuple[Skipped, ...]) -> Iterable[str]:
    yield from _first(tuple(each.message for each in skipped))


def _first(named: tuple[str, ...]) -> Iterable[str]:
    for each in named[:SHOWN]:
        yield f"           - {each}"
    if len(named) > SHOWN:
        yield f"           and {len(named) - SHOWN:,} more, all in the dossier."


def _unanchored(report: RunReport) -> Iterable[str]:
    if report.unanchored:
        yield f"Decisions  {counted(len(report.unanchored), 'decision')} could not be applied:"
    for each in report.unanchored:
        yield f"           - {each.decision} on {each.record}: {each.why}"


def tree(shown: Shown, depth: int = 0) -> Iterator[str]:
    """A record and what it rests on, each level further in."""
    indent = "  " * depth
    yield indent + shown.headline
    yield from (f"{indent}    {line}" for line in shown.lines)
    for below in shown.rests_on:
        yield from tree(below, depth + 1)


def sheet_summary(report: SheetReport, folder: Path) -> str:
    """What came of a review sheet, and what next."""
    lines = [
        f"Decided    {counted(len(report.decided), 'decision')}; {counted(report.unchanged, 'row')} left as they were; "
        f"{counted(len(report.refused), 'row')} not taken.",
        f"Next       chapeau run --case {shlex.quote(str(folder))}",
    ]
    return "\n".join(lines)


def export_summary(report: ExportReport) -> str:
    """What was written where, and whether names are in it."""
    lines = [f"{count:>10,}  {kind}.jsonl" for kind, count in report.counts.items()]
    names = "with" if report.names else "without"
    return "\n".join([*lines, f"Written to {report.folder}, {names} the names of victims and witnesses."])


def list_summary(reports: Sequence[ListReport], folder: Path) -> str:
    """What was taken of each list, what of it is not compared, and what next."""
    lines = [line for report in reports for line in _taken_list(report)]
    return "\n".join([*lines, f"Next       chapeau run --case {shlex.quote(str(folder))}"])


def _taken_list(report: ListReport) -> Iterator[str]:
    held = [c for c in report.made.columns if c.holds is not None]
    yield f"{'List      ' if report.new else 'Held      '} {report.made.name}: {counted(report.made.rows, 'row')} as {report.made.id}."
    yield f"Columns    {', '.join(f'{c.header} ({c.holds})' for c in held)}."
    if report.uncompared:
        yield f"Kept only  {', '.join(report.uncompared)}: as printed, and not compared."
    if report.made.kind == "news":
        yield "News       it was drawn from reports: it is kept and linked, and no estimate goes by it."


def table_summary(count: int, out: Path, *, names: bool) -> str:
    """How many persons are in the table, and whether their names are."""
    return f"{counted(count, 'person')} in {out}, {'with' if names else 'without'} names: keep it as safe as the case."


def verify_summary(report: VerifyReport) -> str:
    """What was checked, and whether it holds."""
    dossier = ", the dossier" if report.published else ""
    what = f"{counted(report.sources, 'source')}, {counted(report.documents, 'document')}{dossier} and the custody log"
    since = "".join(f"\n{remark}" for remark in (*_made_anew(report), *report.remarks))
    if report.faults:
        return f"{counted(len(report.faults), 'fault')} in {what}. Do not cite what they name.{since}"
    signed = (
        f" {counted(report.signatures, 'signature holds', 'signatures hold')}." if report.signatures else ""
    )
    head = f"; its root at {report.custody.size:,} entries is {report.custody.root}" if report.custody else ""
    return f"Checked {what}: all are what they were{head}.{signed}{_published(report)}{since}"


def dossier_summary(report: DossierReport, path: Path) -> str:
    """What of a dossier holds by itself, who signed it, and what cannot be told without the case."""
    from chapeau.pipeline.verify_dossier import NOT_WITHOUT_THE_CASE

    if report.faults:
        lines = [f"{counted(len(report.faults), 'fault')} in {in_one_line(path.name)}. Do not rely on it."]
    else:
        lines = [
            f"Checked {in_one_line(path.name)} by itself: its shape, ids, quotations, figures and signatures hold."
        ]
    lines.append(f"Its SHA-256 is {report.sha256}")
    lines += [
        in_one_line(f"Version {s.version} is signed by {s.signer}, key {s.fingerprint}")
        for s in report.signed
    ]
    lines += map(in_one_line, report.remarks)
    lines.append("What it cannot show without the case:")
    lines += [f"- {what}" for what in NOT_WITHOUT_THE_CASE]
    return "\n".join(lines)


def _made_anew(report: VerifyReport) -> Iterator[str]:
    """By kind, how many records came out the same when they were made anew; kinds of which there are none are left out."""
    told = [
        f"{one.same:,} of {one.same + len(one.differ):,} {one.kind.replace('_', ' ')}"
        for one in report.anew
        if one.same or one.differ
    ]
    if told:
        yield f"Made anew from the preserved bytes, the same: {', '.join(told)}."


def _published(report: VerifyReport) -> str:
    if report.published is None:
        return ""
    files = report.published.files
    lines = [f"\nDossier: {counted(len(files), 'file')}, as the run of {report.published.at} wrote them."]
    lines += [f"{file.sha256}  {file.name}" for file in files if file.name.endswith(".json")]
    return "\n".join(lines)


def withdraw_summary(report: WithdrawReport, *, named: bool) -> str:
    """What was destroyed, what is left to do by hand, and the run that followed."""
    made = report.withdrawal
    lines = [
        f"Withdrawn  {made.source}: its text ({counted(len(made.documents), 'document')}) and all that was read from it are destroyed."
        if not made.lists
        else f"Withdrawn  {made.source}: its list and all rows of it are destroyed.",
        "           Its bytes stay: another source holds the same."
        if report.bytes_stay
        else "           Its bytes are destroyed.",
        "           Backups, copies of the case and former exports and dossiers are not reached: see to them.",
        run_summary(report.run, named=named),
    ]
    return "\n".join(lines)


def unnamed_note(who: str | None) -> str:
    """A reminder where nobody was named."""
    return "" if who else "\nNobody was named with --as: 'unnamed' was noted as who did this."


def law_listing(law: Law) -> str:
    """Each body of law with its provisions: id, citation, title, and what is particular to them."""
    return "\n\n".join("\n".join(_body_of_law(body, law)) for body in law.bodies)


def _body_of_law(body: Body, law: Law) -> Iterator[str]:
    own = [p for p in law.provisions if p.id.startswith(f"{body.id}-")]
    yield f"{body.name} ({body.id})"
    yield f"  {body.edition}"
    yield f"  In force {_force(body.in_force)}. Binds: {body.binds}"
    yield f"  {body.note}"
    for provision in own:
        yield f"  {provision.id:18} {provision.title}{_particular(provision, body, law)}"


def _force(force: Force) -> str:
    days = f"from {force.low or 'an open beginning'}" + (f" to {force.high}" if force.high else "")
    return days + ("" if force.verified else ", not verified")


def _particular(provision: Provision, body: Body, law: Law) -> str:
    said = [
        {"international": "international conflicts", "non_international": "other conflicts"}.get(
            provision.conflict, ""
        ),
        "a person opens it" if provision.id in law.opened_by_a_person else "",
        "" if provision.in_force == body.in_force else f"in force {_force(provision.in_force)}",
        "" if provision.elements else "citation alone, no finding",
    ]
    told = "; ".join(one for one in said if one)
    return f" ({told})" if told else ""


def law_file_summary(faults: int, file: str) -> str:
    """Whether a file of law is whole, and what next."""
    if faults:
        return f"{counted(faults, 'fault')} in {file}. Mend them; docs/law.md says how such a file is built."
    return f"{file} is whole. Name it in case.toml, under [[law]] or [[official]]."
