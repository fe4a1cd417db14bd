"""Does anything recur more than chance would have it? Every test as a pattern, corrected for the number of its class.

Named tests are corrected among themselves, exploratory ones among themselves. What a test finds moves no finding, and is
worded as no law.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from chapeau.ground.identity import record_id
from chapeau.ground.settings import Asks, PeriodSetting, TestSetting
from chapeau.records import Act, Bar, Chance, Incident, OverLinkages, Pattern
from chapeau.weigh.corroboration import told_as_done
from chapeau.weigh.dealing import Outcome, Refused, band, holm, number
from chapeau.weigh.linkages import linkages
from chapeau.weigh.questions import Question, answered
from chapeau.weigh.rivals import rivals
from chapeau.weigh.told import Rows, RowsOf, Who

SUMMARY = "regularity.tests"

BELOW_NOTHING: tuple[Asks, ...] = ("mantel",)
"""What gives figures on both sides of nothing: 'so many times what chance gives' says nothing of them, since that lies near nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Case:
    """What all tests of one case share. `all` are its incidents told as done, and those that nobody tells."""

    rows: Rows
    others: tuple[tuple[str, Rows], ...]
    totals: tuple[str, ...]
    untold: tuple[str, ...]
    worked_out: frozenset[str]
    all: frozenset[str]


def regularity(
    incidents: Sequence[Incident],
    acts: Mapping[str, Act],
    resting: Mapping[str, tuple[str, ...]],
    who: Who,
    named: Sequence[TestSetting] = (),
    untold: Sequence[str] = (),
    periods: Sequence[PeriodSetting] = (),
) -> Iterator[Pattern]:
    """A pattern for each test that was made, one for each named test that was refused, and one over all of them.

    `untold` are ids of incidents that are not among these since nobody tells them. Each incident told as done, or by nobody,
    stands in one of a test's `rests_on` and `left_out`, and never in both. To one of the `periods` keeps what is tried in time.
    """
    case = _case(incidents, acts, resting, who, untold)
    asked = tuple(answered(case.rows, named, periods))
    made = [(q, a) for q, a in asked if isinstance(a, Outcome)]
    refused = [(q, a) for q, a in asked if isinstance(a, Refused)]
    corrected = _corrected(made)
    patterns = [_pattern(case, q, a, *corrected[q.name]) for q, a in made]
    yield from patterns
    yield from (_refusal(case, q, a) for q, a in refused if q.named)
    if len(case.rows):
        yield _summary(patterns, made, refused)


def _case(
    incidents: Sequence[Incident],
    acts: Mapping[str, Act],
    resting: Mapping[str, tuple[str, ...]],
    who: Who,
    untold: Sequence[str],
) -> _Case:
    done = told_as_done(incidents)
    of = RowsOf(acts, who)
    others = linkages(incidents, acts, resting, who)
    rows = of.rows(incidents)
    return _Case(
        rows=rows,
        others=tuple((linkage.words, of.rows(linkage.incidents)) for linkage in others),
        totals=tuple(i.id for i in done if i.extent != "single"),
        untold=tuple(untold),
        worked_out=frozenset(t.incident for t in rows.told if t.worked_out),
        all=frozenset((*(i.id for i in done), *untold)),
    )


def _corrected(made: Sequence[tuple[Question, Outcome]]) -> dict[str, tuple[float, int]]:
    """By name the corrected share, and how many tests its class has."""
    found: dict[str, tuple[float, int]] = {}
    for named in (True, False):
        of_class = [(q.name, a.p) for q, a in made if (q.named is not None) is named]
        for (name, _), share in zip(of_class, holm([p for _, p in of_class]), strict=True):
            found[name] = (share, len(of_class))
    return found


def _pattern(case: _Case, question: Question, outcome: Outcome, corrected: float, tests: int) -> Pattern:
    chance = _chance(question, outcome, corrected, tests)
    return Pattern(
        id=question.id,
        name=question.name,
        of="incidents",
        unit=question.form.unit,
        value=outcome.figure,
        low=outcome.low,
        high=outcome.high,
        words=f"{outcome.words} {_share_in_words(chance)}",
        null_hypothesis=_null(question),
        assumptions=(
            *question.form.assumptions,
            _days_in_words(case, outcome.rests_on),
            *_left_out_in_words(case, question, outcome),
            *_untold_in_words(case),
            _class_in_words(question),
        ),
        cannot_show=question.form.cannot_show,
        rests_on=outcome.rests_on,
        left_out=_left_out(case, outcome.rests_on),
        bars=outcome.bars,
        chance=chance,
        over_linkages=_over_linkages(case, question, outcome),
        rivals=rivals(question.form.asks),
    )


def _chance(question: Question, outcome: Outcome, corrected: float, tests: int) -> Chance:
    low, middle, high = band(outcome.drawn)
    test = question.named
    return Chance(
        statistic=outcome.statistic,
        low=low,
        middle=middle,
        high=high,
        effect=outcome.figure / middle if middle and question.form.asks not in BELOW_NOTHING else None,
        p=outcome.p,
        corrected=corrected,
        tests=tests,
        draws=len(outcome.drawn),
        named="before" if test else "exploratory",
        named_by=test.named_by if test else None,
        named_on=test.named_on if test else None,
    )


def _share_in_words(chance: Chance) -> str:
    kind = "named before results were seen" if chance.named == "before" else "exploratory"
    one = f"Of {chance.draws:,} draws and the one told, {chance.p:.1%} lie at least as far off"
    return f"{one}; corrected for {chance.tests} tests {chance.corrected:.1%} ({kind})."


def _null(question: Question) -> str:
    test = question.named
    if test is None:
        return question.form.null
    return f"{question.form.null} Set against it by {test.named_by} on {test.named_on}: '{test.hypothesis}'"


def _class_in_words(question: Question) -> str:
    if question.named:
        return "That it was named before results were seen is its author's word; the custody log says when the settings came."
    return "Exploratory: nobody named it before results were seen; it can suggest what to look for, and support nothing."


def _days_in_words(case: _Case, asked: Sequence[str]) -> str:
    worked_out = len(case.worked_out.intersection(asked))
    return f"Days are as told; {worked_out} of {len(asked)} follow from a text's own date, where no text prints the day whole."


def _left_out_in_words(case: _Case, question: Question, outcome: Outcome) -> Iterator[str]:
    """How many incidents told as done the test is not of, and why; which they are, `left_out` says."""
    fine, meant = len(case.rows.with_all(question.form.needs)), len(question.of(case.rows))
    why = {
        "totals or series": len(case.totals),
        "told too coarsely": len(case.rows) - fine,
        "of other kinds, times, places or doers": fine - meant,
        outcome.others: meant - len(outcome.rests_on),
    }
    if any(why.values()):
        yield f"Left out: {'; '.join(f'{many:,} {words}' for words, many in why.items() if many)}."


def _untold_in_words(case: _Case) -> Iterator[str]:
    if case.untold:
        yield f"What texts only ask about, answered or not, doubt or took back is no event: {len(case.untold)} told in this way alone left out."


def _left_out(case: _Case, asked: Sequence[str]) -> tuple[str, ...]:
    """Each incident of the case that the test does not rest on."""
    return tuple(sorted(case.all.difference(asked)))


def _over_linkages(case: _Case, question: Question, outcome: Outcome) -> OverLinkages | None:
    again = [(words, outcome.again(question.of(others))) for words, others in case.others]
    known = [(value, words) for words, value in again if value is not None]
    if not known:
        return None
    known.append((outcome.figure, "links as they are"))
    lowest, highest = min(known), max(known)
    return OverLinkages(
        low=lowest[0],
        high=highest[0],
        tried=len(known),
        words=f"As linked {number(outcome.figure)}; lowest {number(lowest[0])} with {lowest[1]}; "
        f"highest {number(highest[0])} with {highest[1]}.",
    )


def _refusal(case: _Case, question: Question, refused: Refused) -> Pattern:
    meant = question.of(case.rows).ids
    return Pattern(
        id=question.id,
        name=question.name,
        of="incidents",
        unit=question.form.unit,
        value=None,
        low=None,
        high=None,
        words=f"Not computed: {refused.why}.",
        null_hypothesis=_null(question),
        assumptions=question.form.assumptions,
        cannot_show="Anything: it was refused, and says neither that something recurs nor that nothing does.",
        rests_on=meant,
        left_out=_left_out(case, meant),
        rivals=rivals(question.form.asks),
    )


def _summary(
    patterns: Sequence[Pattern],
    made: Sequence[tuple[Question, Outcome]],
    refused: Sequence[tuple[Question, Refused]],
) -> Pattern:
    named = sum(q.named is not None for q, _ in made)
    outside = [p for p in patterns if p.chance and p.chance.corrected <= OUTSIDE]
    reasons: defaultdict[str, list[str]] = defaultdict(list)
    for question, answer in refused:
        reasons[answer.why].append(question.name)
    why = "; ".join(f"{reason} ({', '.join(names)})" for reason, names in reasons.items())
    return Pattern(
        id=record_id("pat", SUMMARY),
        name=SUMMARY,
        of="tests",
        unit="tests",
        value=float(len(made)),
        low=None,
        high=None,
        words=f"{len(made)} tests against chance were made, {named} of them named before results were seen; {len(outside)} lie "
        f"further off than 95 of 100 draws after correction. {len(refused)} were not computed{': ' + why if why else ''}.",
        null_hypothesis=None,
        assumptions=(
            "Named tests are corrected for their number among themselves, exploratory ones among themselves (Holm).",
        ),
        cannot_show="Why anything recurs: no test tells a design from a front line, from reporting or from opportunity.",
        rests_on=tuple(p.id for p in patterns),
        bars=tuple(
            Bar(label=p.name, value=p.chance.effect, rests_on=(p.id,))
            for p in patterns
            if p.chance and p.chance.effect is not None
        ),
    )


OUTSIDE = 0.05
"""The corrected share up to which the summary counts a test: the custom of the field, and no line between true and false."""
