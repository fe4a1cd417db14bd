"""How many persons are named as victims? Each once, over all incidents and lists."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from chapeau.records import Act, Incident, Pattern, Person, PersonLink
from chapeau.weigh.corroboration import told_as_done
from chapeau.weigh.figure import figure
from chapeau.weigh.likenesses import AllJoined
from chapeau.weigh.told import supporting

CANNOT_SHOW = "How many there were: those whom nobody named are not in it, and a name that is told is not yet a death found."


def named(
    persons: Sequence[Person],
    links: Iterable[PersonLink],
    incidents: Sequence[Incident],
    acts: Mapping[str, Act],
) -> Iterator[Pattern]:
    """Persons whom texts name as victims of what is told as done, and persons on lists; none counts twice.

    `acts` are those that are told, by id: whom only a question, a doubt, a denial or a telling that was taken back names,
    no text names as the victim of the event, though others tell the event.
    """
    if not persons:
        return
    joined = AllJoined(persons, links)
    told = {act.id: i.id for i in told_as_done(incidents) for act in supporting(i, acts)}
    in_texts = [p for p in persons if not told.keys().isdisjoint(p.acts)]
    named_in_texts = {p.id for p in in_texts}
    listed = [p for p in persons if p.listed]
    yield _count("named.in_texts", in_texts, joined, _texts_words(in_texts, told))
    if listed:
        yield _count("named.on_lists", listed, joined, _lists_words(listed))
        yield _count("named.in_all", [p for p in persons if p.listed or p.id in named_in_texts], joined, "")


def _texts_words(persons: Sequence[Person], told: Mapping[str, str]) -> str:
    several = sum(len({told[a] for a in p.acts if a in told}) > 1 for p in persons)
    return f" in texts; {several} of them in more than one incident, and counted once"


def _lists_words(persons: Sequence[Person]) -> str:
    rows = sum(len(p.listed) for p in persons)
    both = sum(len(p.lists) > 1 for p in persons)
    return f" on lists, in {rows} rows; {both} of them on more than one list"


def _count(name: str, persons: Sequence[Person], joined: AllJoined, words: str) -> Pattern:
    waiting, fewest = joined.waiting(persons), joined.fewest(persons)
    return figure(
        name, "people", f"{len(persons)} persons are named as victims{words}. {waiting} likenesses wait for a person: "
        f"if all of them were one and the same, it would be {fewest}.",
        of="persons", value=float(len(persons)), low=float(fewest), high=float(len(persons)), rests_on=(p.id for p in persons),
        assumptions=(
            "Entries that were taken for one person's are one person's, and those kept apart are not.",
            "Between the two thresholds nobody is joined.",
        ),
        cannot_show=CANNOT_SHOW,
    )  # fmt: skip
