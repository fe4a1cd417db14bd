"""Why is a document dated so, and why is it said to be about what it is about?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from chapeau.read.rules import Grounds
from chapeau.read.when import date_because
from chapeau.read.why.reason import Why, by_rule, why
from chapeau.records import AboutPlace, Act, Reading, SaidAt, Span

SHOWN = 5
"""Words shown for what a whole text speaks of most: enough to check by, few enough to read."""


def why_date(grounds: Grounds, stated: str | None) -> Iterator[Why]:
    """The reason for the document's date, if it has one."""
    told = date_because(grounds.parsed, grounds.posts, stated)
    if told is not None:
        yield why(grounds.parsed.text, "document", "date", told)


def why_about(grounds: Grounds, reading: Reading) -> Iterator[Why]:
    """Reasons for what the document is said to be about."""
    text, about = grounds.parsed.text, reading.about
    acts = {a.id: a for a in reading.acts}
    main = [acts[name] for name in about.acts]
    for n, act in enumerate(main):
        yield by_rule(text, "about", f"acts[{n}]", "about.acts.told_most", *act.triggers[:1])
    if about.place is not None:
        yield by_rule(text, "about", "place", "about.place.told_most", *_places(grounds, about.place))
    if about.time is not None:
        yield by_rule(text, "about", "time", "about.time.told_most", *_times(grounds, about.time))
    if about.perpetrator_category != "unknown":
        rule = "about.perpetrator_category.words"
        yield by_rule(text, "about", "perpetrator_category", rule, *_doers(main))


def _places(grounds: Grounds, place: AboutPlace) -> Sequence[Span]:
    """Where the text names the city or region, else the country."""
    here = [m for m in grounds.places if m.country == place.country]
    named = [
        m for m in here if m.text.casefold() in {(n or "").casefold() for n in (place.city, place.region)}
    ]
    return list(named or here)[:SHOWN]


def _times(grounds: Grounds, time: SaidAt) -> Sequence[Span]:
    low, high = time.low or "", time.high or ""
    return [t for t in grounds.times if (t.low or "") <= high and low <= (t.high or "") and t.low][:SHOWN]


def _doers(main: Sequence[Act]) -> Sequence[Span]:
    return [p for a in main for p in a.perpetrators][:SHOWN]
