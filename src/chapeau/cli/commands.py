"""The commands. The pipeline is imported inside them, so that `--help` does not wait for the grammar."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from chapeau.cli.options import (
    PATH,
    Asked,
    ReaderAsked,
    case_folder,
    common,
    complain,
    example,
    in_one_line,
    meter,
    printable,
    reading_by,
    say,
    tell_skipped,
    words,
    write_lines,
)
from chapeau.errors import DataInvalid, InputUnreadable, UsageError

if TYPE_CHECKING:
    from chapeau.pipeline.verify import VerifyReport
    from chapeau.pipeline.verify_dossier import DossierReport
    from chapeau.records import DecisionKind, Skipped

SOME_SKIPPED = InputUnreadable.exit_code
FILE_NOT_WHOLE = DataInvalid.exit_code


def announce(said: str) -> None:
    """Where texts are sent, to stderr, before any is."""
    say(said, err=True)


@click.command(
    short_help="Carry files and folders to a dossier.",
    epilog=example('chapeau run reports/ --case valley --settings valley.toml --as "A. Analyst"'),
)
@click.argument("paths", metavar="[PATH]...", nargs=-1, type=PATH)
@click.option(
    "--case", "folder", metavar="DIR", required=True, type=PATH, help="The case, made where there is none."
)
@click.option(
    "--settings",
    "settings_file",
    metavar="FILE",
    type=PATH,
    help="The case's title, places, parties (TOML); kept with the case.",
)
@click.option(
    "--jobs", metavar="N", type=click.IntRange(min=1), help="Worker processes that read; else one a core."
)
@reading_by
@common
def run(
    paths: tuple[Path, ...],
    folder: Path,
    settings_file: Path | None,
    jobs: int | None,
    by: ReaderAsked,
    asked: Asked,
) -> int:
    """Carry files and folders to DIR/dossier.html and DIR/dossier.json.

    A second run adds only what is new. Without a PATH it goes over what the case holds, for instance
    after decisions.
    """
    from chapeau.cli.words import run_summary
    from chapeau.ground.settings import read_settings
    from chapeau.pipeline.run import run as carry

    settings = None if settings_file is None else read_settings(settings_file)
    report = carry(
        paths,
        folder,
        asked.occasion(),
        settings=settings,
        choice=by.choice(),
        jobs=jobs,
        progress=meter(asked.quiet),
        announce=None if asked.quiet else announce,
    )
    if not asked.quiet:
        say(run_summary(report, named=bool(asked.who)))
    return report.exit_code


@click.command(
    short_help="Read files without a case, one JSON object a document.",
    epilog=example(
        "chapeau read article.txt --date 2031-03-13",
        "chapeau read corpus.jsonl --out readings.jsonl",
        "chapeau read article.txt --explain",
    ),
)
@click.argument("paths", metavar="FILE...", nargs=-1, required=True, type=PATH)
@click.option("--date", metavar="YYYY-MM-DD", type=words, help="The day of documents that state none.")
@click.option("--out", metavar="FILE", type=PATH, help="Where to write; without it, to the screen.")
@click.option("--settings", "settings_file", metavar="FILE", type=PATH, help="A case's own places (TOML).")
@click.option("--jobs", metavar="N", type=click.IntRange(min=1), help="Worker processes; else one a core.")
@click.option("--explain", is_flag=True, help="Say why: each field with its words, rule and score.")
@click.option("--json", "as_json", is_flag=True, help="With --explain: JSON on the screen, too.")
@reading_by
@common
def read(
    paths: tuple[Path, ...],
    date: str | None,
    out: Path | None,
    settings_file: Path | None,
    jobs: int | None,
    explain: bool,
    as_json: bool,
    by: ReaderAsked,
    asked: Asked,
) -> int:
    """Read files without a case: one JSON object a document, in the order of input.

    Takes text, Markdown, saved HTML, and JSONL with a document a line: {"id", "text", "date"}.
    docs/records.md says what comes out. Nothing is kept, so --now and --as change nothing.

    --explain prints each record under its sentence, with a line for each field; with --out or --json,
    each record of the JSON has its reasons under `why` (docs/explain.md).
    """
    from chapeau.cli.words import counted
    from chapeau.ground.settings import Settings, read_settings
    from chapeau.pipeline.explain_files import explain_files
    from chapeau.pipeline.publish import spare_inputs
    from chapeau.pipeline.read_files import read_files
    from chapeau.pipeline.readers import announcement, chosen

    spare_inputs(paths, out)
    left_out: list[Skipped] = []

    def tell(skipped: Skipped) -> None:
        if tell_skipped(skipped):
            left_out.append(skipped)

    settings = chosen(Settings() if settings_file is None else read_settings(settings_file), by.choice())
    sent = announcement(settings)
    if sent is not None and not asked.quiet:
        announce(sent)
    if explain and out is None and not as_json:
        told = explain_files(paths, date=date, settings=settings, jobs=jobs, tell=tell, form="words")
        write_lines((printable(each.decode()).encode() for each in told), None)
        return SOME_SKIPPED if left_out else 0
    read_each = explain_files if explain else read_files
    lines = read_each(paths, date=date, settings=settings, jobs=jobs, tell=tell)
    count = write_lines(lines, out)
    if out is not None and not asked.quiet:
        say(f"Read {counted(count, 'document')} into {out}; skipped {len(left_out):,}.", err=True)
    return SOME_SKIPPED if left_out else 0


@click.command(
    short_help="Which documents go back to one telling, without a case.",
    epilog=example("chapeau origins corpus.jsonl --out origins.jsonl"),
)
@click.argument("paths", metavar="FILE...", nargs=-1, required=True, type=PATH)
@click.option("--out", metavar="FILE", type=PATH, help="Where to write; without it, to the screen.")
@click.option(
    "--settings", "settings_file", metavar="FILE", type=PATH, help="A case's agencies and bodies (TOML)."
)
@click.option("--jobs", metavar="N", type=click.IntRange(min=1), help="Worker processes; else one a core.")
@common
def origins(
    paths: tuple[Path, ...], out: Path | None, settings_file: Path | None, jobs: int | None, asked: Asked
) -> int:
    """Say which documents go back to one telling: one JSON object a document, in the order of input.

    Takes what `chapeau read` takes, a million documents at a time. Each line has `id`, `origin` (the
    document that is the root, or an id of its own where no document is), `relation` (root, copy, quotes,
    restates), `of` and `why` (docs/link.md). Nothing is kept, so --now and --as change nothing.
    """
    from chapeau.cli.words import counted
    from chapeau.ground.settings import Settings, read_settings
    from chapeau.pipeline.origins_of import origins_of
    from chapeau.pipeline.publish import spare_inputs

    spare_inputs(paths, out)
    left_out: list[Skipped] = []

    def tell(skipped: Skipped) -> None:
        if tell_skipped(skipped):
            left_out.append(skipped)

    settings = Settings() if settings_file is None else read_settings(settings_file)
    count = write_lines(origins_of(paths, settings=settings, jobs=jobs, tell=tell), out)
    if out is not None and not asked.quiet:
        say(f"Linked {counted(count, 'document')} into {out}; skipped {len(left_out):,}.", err=True)
    return SOME_SKIPPED if left_out else 0


@click.command(
    short_help="Show a record and all it rests on.", epilog=example("chapeau show valley act-3f2a")
)
@case_folder
@click.argument("record", metavar="ID", type=words)
@common
def show(folder: Path, record: str, asked: Asked) -> int:
    """Show a record and all it rests on, down to the sentence.

    ID is an id, or the beginning of one that fits no other record.
    """
    from chapeau.cli.words import tree
    from chapeau.pipeline.show import show as find

    shown = find(folder, record)
    if not asked.quiet:
        say("\n".join(tree(shown)))
    return 0


@click.command(
    short_help="Accept, correct or reject a record; same or not same.",
    epilog=example(
        'chapeau decide valley act-3f2a correct --field certainty --to denied --why "Line 4 denies it." --as "A. Analyst"',
        'chapeau decide valley list-9c1d correct --field kind --to news --why "Its rows quote papers." --as "A. Analyst"',
        'chapeau decide valley act-3f2a same --other act-77b0 --why "Same market, same hour." --as "A. Analyst"',
        'chapeau decide valley dec-51c9 withdraw --why "It was another market." --as "A. Analyst"',
    ),
)
@case_folder
@click.argument("record", metavar="ID", type=words)
@click.argument(
    "kind",
    metavar="DECISION",
    type=click.Choice(["accept", "correct", "reject", "same", "not_same", "unsure", "withdraw"]),
)
@click.option(
    "--field", metavar="FIELD", type=words, help="The field to correct: certainty, perpetrators[0].role ..."
)
@click.option("--to", "after", metavar="VALUE", type=words, help="Its new value, in words or as JSON.")
@click.option(
    "--other", metavar="ID", type=words, help="The second act or document, for same, not_same, unsure."
)
@click.option("--why", metavar="TEXT", type=words, default="", help="The reason, in a sentence.")
@common
def decide(
    folder: Path,
    record: str,
    kind: DecisionKind,
    field: str | None,
    after: str | None,
    other: str | None,
    why: str,
    asked: Asked,
) -> int:
    """Decide on one record: accept, correct or reject an act, a statement or a response; correct a list.

    Of a list, what was declared is corrected: name, scope, inclusion, as_of or kind. same, not_same and unsure: of two acts (one event?) or two documents (one origin?); withdraw
    takes back a decision. The next `chapeau run` carries it into the dossier.
    """
    from chapeau.cli.words import unnamed_note
    from chapeau.pipeline.decide import decide as keep

    made = keep(folder, record, kind, asked.occasion(), why=why, field=field, after=after, other=other)
    if not asked.quiet:
        say(f"Decided {made.id}: {made.kind} {made.record} by {made.who}.")
        say(f"Next: chapeau run --case {folder}{unnamed_note(asked.who)}")
    return 0


@click.command(
    short_help="Decide in a spreadsheet, out and in again.",
    epilog=example(
        "chapeau review valley --out review.csv",
        'chapeau review valley --in review.csv --as "A. Analyst"',
    ),
)
@case_folder
@click.option("--out", metavar="FILE", type=PATH, help="Write the sheet here.")
@click.option("--in", "sheet", metavar="FILE", type=PATH, help="Take the decisions of this sheet.")
@common
def review(folder: Path, out: Path | None, sheet: Path | None, asked: Asked) -> int:
    """Decide in a spreadsheet: a row for each field of each record that people decide on, out and in again.

    Fill `decision` (correct; accept or reject in a record's first row; same, not_same or unsure in a
    link's; withdraw in an earlier decision's), `after` and `why`. Rows left as they were decide nothing. The sheet holds names; that it was
    taken out is logged.
    """
    from chapeau.cli.words import sheet_summary, unnamed_note
    from chapeau.pipeline.review_sheet import review_in, review_out

    if (out is None) == (sheet is None):
        raise UsageError("Either --out or --in is needed.", hint="See `chapeau review --help`.")
    if out is not None:
        rows = review_out(folder, out, asked.occasion())
        if not asked.quiet:
            say(f"{rows:,} rows in {out}. It holds names and places: keep it as safe as the case.")
        return 0
    report = review_in(folder, sheet or Path(), asked.occasion())
    for refused in report.refused:
        complain(f"Row {refused.row} was not taken: {refused.why}")
    if not asked.quiet:
        say(sheet_summary(report, folder) + unnamed_note(asked.who))
    return report.exit_code


@click.command(
    short_help="Write all records, one JSONL a kind.",
    epilog=example('chapeau export valley --out valley-export --as "A. Analyst"'),
)
@case_folder
@click.option("--out", metavar="FOLDER", required=True, type=PATH, help="Where to write.")
@click.option("--with-names", "names", is_flag=True, help="Leave the names of victims and witnesses in.")
@common
def export(folder: Path, out: Path, names: bool, asked: Asked) -> int:
    """Write all records of a case, one JSONL a kind, with their hashes.

    Names of victims and witnesses are withheld unless --with-names is given; that choice is logged.
    """
    from chapeau.cli.words import export_summary, unnamed_note
    from chapeau.pipeline.export import export as write

    report = write(folder, out, asked.occasion(), names=names)
    if not asked.quiet:
        say(export_summary(report) + unnamed_note(asked.who))
    return 0


@click.command(
    short_help="Take a source out for good.",
    epilog=example(
        'chapeau withdraw valley src-9c1d --why "The witness took her consent back." --as "A. Analyst"'
    ),
)
@case_folder
@click.argument("source", metavar="SOURCE", type=words)
@click.option("--why", metavar="TEXT", type=words, default="", help="The reason, in a sentence; it is kept.")
@common
def withdraw(folder: Path, source: str, why: str, asked: Asked) -> int:
    """Take a source out for good: its bytes, its text and all that was read from it are destroyed.

    A stub and an entry in the custody log say that it was there, who took it out, when and why. What rested
    on it alone goes from the dossier; all else stays. Copies of the case and of what was exported are not reached.
    """
    from chapeau.cli.words import withdraw_summary
    from chapeau.pipeline.withdraw import withdraw as take_out

    report = take_out(folder, source, asked.occasion(), why=why, progress=meter(asked.quiet))
    if not asked.quiet:
        say(withdraw_summary(report, named=asked.who is not None))
    return 0


@click.command(
    short_help="Add lists of persons, or write who stands on which list.",
    epilog=example(
        'chapeau lists valley register.csv --name "Saint Orla hospital" --scope "killed in Halvern, March 2031" '
        '--inclusion "seen by a doctor of the hospital" --as "A. Analyst"',
        'chapeau lists valley lists/*.csv --scope "killed in Halvern, March 2031" --as "A. Analyst"',
        "chapeau lists valley --table persons.csv",
    ),
)
@case_folder
@click.argument("files", metavar="[FILE.csv]...", nargs=-1, type=PATH)
@click.option(
    "--name", metavar="TEXT", type=words, help="What a single list is called; else its file's name."
)
@click.option("--scope", metavar="TEXT", type=words, help="The place, time and harm that it covers.")
@click.option("--inclusion", metavar="TEXT", type=words, help="By which rule a person came onto it.")
@click.option("--as-of", "as_of", metavar="YYYY-MM-DD", type=words, help="The day up to which it goes.")
@click.option(
    "--kind", metavar="KIND", type=words,
    help="'identified' (the default) or 'news': drawn from reports, and nothing is estimated by it.",
)  # fmt: skip
@click.option("--table", "table", metavar="FILE", type=PATH, help="Write persons by lists (CSV) here.")
@click.option("--with-names", "names", is_flag=True, help="With --table: print names, not ids alone.")
@common
def lists(
    folder: Path,
    files: tuple[Path, ...],
    name: str | None,
    scope: str | None,
    inclusion: str | None,
    as_of: str | None,
    kind: str | None,
    table: Path | None,
    names: bool,
    asked: Asked,
) -> int:
    """Add lists of persons (casualties, missing, detained) in CSV; or write who stands on which list.

    The bytes are preserved like any source's. Columns are known by their headers, or declared in
    FILE.csv.list.toml, which may hold name, scope, inclusion, as_of and kind too (docs/lists.md). Of several lists,
    all are taken or none, and what is typed holds for those that do not say it themselves. The next
    `chapeau run` links the rows to each other and to victims whom texts name.
    """
    from chapeau.cli.words import list_summary, table_summary, unnamed_note
    from chapeau.pipeline.declared_list import Declared
    from chapeau.pipeline.lists import take_lists, write_table

    if bool(files) == (table is not None):
        raise UsageError("Either FILE.csv or --table is needed.", hint="See `chapeau lists --help`.")
    if table is not None:
        count = write_table(folder, table, asked.occasion(), names=names)
        if not asked.quiet:
            say(table_summary(count, table, names=names))
        return 0
    typed = Declared(name=name, scope=scope, inclusion=inclusion, as_of=as_of, kind=kind)
    reports = take_lists(folder, files, asked.occasion(), typed)
    if not asked.quiet:
        say(list_summary(reports, folder) + unnamed_note(asked.who))
    return 0


@click.command(
    short_help="How many may stand on no list, by several methods.",
    epilog=example(
        'chapeau undercount overlaps.csv --scope "killed in Halvern, March 2031" --inclusion "named, with a day of death"',
        "chapeau undercount valley --json",
    ),
)
@click.argument("path", metavar="TABLE.csv|DIR", type=PATH)
@click.option("--scope", metavar="TEXT", type=words, help="The place, time and harm that all lists cover.")
@click.option("--inclusion", metavar="TEXT", type=words, help="By which rule a person came onto a list.")
@click.option(
    "--seed",
    metavar="N",
    type=click.IntRange(min=0),
    default=1,
    show_default=True,
    help="Of all draws of chance.",
)
@click.option("--json", "as_json", is_flag=True, help="JSON on the screen: one object a method.")
@common
def undercount(
    path: Path, scope: str | None, inclusion: str | None, seed: int, as_json: bool, asked: Asked
) -> int:
    """Estimate how many stand on no list, from overlapping lists of identified victims.

    TABLE.csv has a column a list (1 or 0) and 'count'; DIR is a case with lists that `chapeau run` has linked.
    Every method is shown, or refused with its reason; a figure enters no count. Scope and rule may stand
    in TABLE.csv.undercount.toml (docs/undercount.md). Nothing is kept; a case's dossier shows its own.
    """
    from chapeau.cli.undercount_words import undercount_words
    from chapeau.ground.codec import to_json
    from chapeau.pipeline.undercount import Declaration
    from chapeau.pipeline.undercount import undercount as of_table
    from chapeau.pipeline.undercount_of_case import undercount_of_case

    declared = Declaration(scope=scope, inclusion=inclusion, declared_by=asked.who)
    found = (undercount_of_case if path.is_dir() else of_table)(path, declared, seed=seed)
    if as_json:
        for refused in found.refused:
            say(f"Refused: {refused}.", err=True)
        write_lines([to_json(found.estimates) + b"\n"], None)
    else:
        say(undercount_words(found))
    return 0


@click.command(
    short_help="Check that nothing has changed.",
    epilog=example("chapeau verify valley", "chapeau verify valley --anew", "chapeau verify dossier.json"),
)
@click.argument("path", metavar="DIR|DOSSIER.json", type=PATH)
@click.option("--anew", is_flag=True, help="Read, link, weigh and assess all of it anew, and compare.")
@click.option(
    "--jobs", metavar="N", type=click.IntRange(min=1), help="With --anew: processes; else one a core."
)
@common
def verify(path: Path, anew: bool, jobs: int | None, asked: Asked) -> int:
    """Check that preserved bytes, texts, quotations, the custody log and the dossier are what they were.

    With --anew, also that all that was made of the bytes comes out of them again, to the same records.
    Of a dossier.json without its case: its shape, ids, quotations, figures and signatures; what only the
    case can show is said, and nothing is logged.
    """
    from chapeau.cli.words import dossier_summary, verify_summary
    from chapeau.pipeline.verify import verify as check
    from chapeau.pipeline.verify_dossier import verify_dossier

    if not path.is_file():
        of_case = check(path, asked.occasion(), meter(asked.quiet), anew=anew, jobs=jobs)
        return _told(of_case, verify_summary(of_case), asked)
    if anew:
        raise UsageError(
            "--anew makes a case again, and a dossier holds no preserved bytes.",
            hint="Name the case, or leave --anew out.",
        )
    by_itself = verify_dossier(path)
    return _told(by_itself, dossier_summary(by_itself, path), asked)


def _told(report: VerifyReport | DossierReport, summary: str, asked: Asked) -> int:
    for fault in report.faults:
        complain(in_one_line(f"{fault.record}: {fault.what}"), in_one_line(fault.hint))
    if not asked.quiet:
        say(summary)
    return report.exit_code


@click.command(
    "law",
    short_help="Say which law is at hand; check a file of law.",
    epilog=example("chapeau law", "chapeau law code.yaml"),
)
@click.argument("file", metavar="[FILE]", required=False, type=PATH)
@common
def law(file: Path | None, asked: Asked) -> int:
    """Without a FILE: the bodies of law that the program brings, and their provisions.

    With one, a code or official wording that a case is to bring: check it and say every fault with its
    line and place (exit code 5). docs/law.md says how such a file is built. Nothing is kept, so --now and --as
    change nothing.
    """
    from chapeau.cli.words import law_file_summary, law_listing
    from chapeau.pipeline.laws import faults_in, packaged

    if file is None:
        say(law_listing(packaged()))
        return 0
    faults = faults_in(file)
    for fault in faults:
        say(f"{file}: {fault}")
    if not asked.quiet:
        say(law_file_summary(len(faults), str(file)))
    return FILE_NOT_WHOLE if faults else 0
