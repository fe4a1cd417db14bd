"""What is missing? Incidents without doer, place or date; texts nobody read; input that was skipped."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from chapeau.records import Incident, Pattern, Skipped
from chapeau.weigh.corroboration import told_as_done
from chapeau.weigh.figure import figure

CANNOT_SHOW = "What was never reported, or not received: this counts only what is missing from what is here."


def missing(
    incidents: Sequence[Incident],
    untold: Sequence[Incident],
    skipped: Sequence[Skipped],
    languages: Sequence[tuple[str, str]],
    languages_read: Sequence[str],
) -> Iterator[Pattern]:
    """One figure for each kind of gap. `untold` are events that nobody tells as done: texts only ask about them, tell that nobody
    answered about them, doubt them or took them back."""
    told = told_as_done(incidents)
    of = f"of {len(told)} incidents"
    nobody = tuple(i.id for i in told if not i.parties)
    yield _gap(
        "no_party", nobody, "incidents", f"{len(nobody)} {of} name no perpetrator that belongs to a party."
    )
    nowhere = tuple(i.id for i in told if i.place is None or i.place.precision in (None, "region", "country"))
    yield _gap("no_place", nowhere, "incidents", f"{len(nowhere)} {of} have no place finer than a region.")
    undated = tuple(i.id for i in told if i.time is None or not (i.time.low or i.time.high))
    yield _gap("no_date", undated, "incidents", f"{len(undated)} {of} have no date.")
    yield _asked_or_doubted(untold)
    yield _unread(languages, languages_read)
    yield _skipped(skipped)


def _gap(name: str, those: tuple[str, ...], unit: str, words: str) -> Pattern:
    return figure(
        f"missing.{name}", unit, words, of=unit, key=("missing", name), value=float(len(those)), rests_on=those,
        assumptions=("Only what the texts say and the reader found counts as said.",), cannot_show=CANNOT_SHOW,
    )  # fmt: skip


def _asked_or_doubted(untold: Sequence[Incident]) -> Pattern:
    those = tuple(i.id for i in told_as_done(untold))
    words = f"Events only asked about (answered or not), doubted or taken back: {len(those)}. No other figure holds them."
    return _gap("untold", those, "events", words)


def _unread(languages: Sequence[tuple[str, str]], languages_read: Sequence[str]) -> Pattern:
    unread = sorted(
        (document, language) for document, language in languages if language not in languages_read
    )
    by_language = Counter(language for _, language in unread)
    listed = ", ".join(f"{n} in '{language}'" for language, n in sorted(by_language.items()))
    words = f"{len(unread)} of {len(languages)} documents are in languages that were not read{': ' + listed if listed else ''}."
    return _gap("languages", tuple(document for document, _ in unread), "documents", words)


def _skipped(skipped: Sequence[Skipped]) -> Pattern:
    reasons = Counter(s.reference for s in skipped)
    listed = ", ".join(f"{n} {reason}" for reason, n in sorted(reasons.items()))
    words = f"{len(skipped)} inputs were not taken{': ' + listed if listed else ''}."
    return _gap("skipped", tuple(sorted(s.id for s in skipped)), "inputs", words)
