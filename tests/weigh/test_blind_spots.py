"""What goes with a voice: counted by removal, and the same as if it had never been there."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chapeau.ground.dates import shifted
from chapeau.ground.gazetteer import GazetteerPlace
from chapeau.ground.related import Related
from chapeau.records import Act, Dependence, DocumentDate, Incident, Origin, OriginMember, Pattern
from chapeau.weigh.apart import Apart, lowest
from chapeau.weigh.blind_spots import blind_spots
from chapeau.weigh.never_there import never_there
from tests.link.material import act
from tests.weigh.told import told

#: Incident -> (document, origin) of each telling.
Tellings = dict[str, list[tuple[str, str]]]


class World:
    """Incidents with their tellings, and whose texts they are."""

    def __init__(
        self, tellings: Tellings, outlets: dict[str, str], killed: dict[str, dict[str, int]] | None = None
    ) -> None:
        self.tellings, self.outlets, self.killed = tellings, outlets, killed or {}
        self.dependences: tuple[Dependence, ...] = ()
        self.languages: dict[str, str] = {}

    def acts(self) -> Iterator[tuple[str, Act, str]]:
        for incident, own in sorted(self.tellings.items()):
            for n, (document, origin) in enumerate(own):
                yield incident, act(f"act-{incident}-{n}", document), origin

    def incidents(self) -> list[Incident]:
        made = []
        for n, (incident, own) in enumerate(sorted(self.tellings.items())):
            lows = {o: (low, None) for o, low in self.killed.get(incident, {}).items()}
            acts = tuple(a.id for i, a, _ in self.acts() if i == incident)
            made.append(
                told(incident, day=shifted("2031-01-01", 30 * n), at=(float(n % 3), 0.0), killed=lows, acts=acts,
                     origins=tuple(sorted({o for _, o in own})))  # type: ignore[arg-type]
            )  # fmt: skip
        return made

    def figures(self) -> dict[str, Pattern]:
        names = sorted({o for own in self.tellings.values() for _, o in own})
        origins = [
            Origin(id=o, root=None, members=(OriginMember(document=f"first-{o}", relation="root", of=None, why=""),), voice=f"voice {o}")
            for o in names
        ]  # fmt: skip
        made = blind_spots(
            self.incidents(), [a for _, a, _ in self.acts()], origins, {a.id: (o,) for _, a, o in self.acts()}, Related(self.dependences),
            publishers=self.outlets, languages=sorted(self.languages.items()),
            regions={"case:(0.0, 0.0)": "Lenna", "case:(1.0, 0.0)": "Eastmark"},
        )  # fmt: skip
        return {p.name: p for p in made}


def rows(p: Pattern) -> dict[str, float | None]:
    return {b.label: b.value for b in p.bars}


def test_an_incident_goes_with_the_only_voice_that_tells_it_and_the_heaviest_comes_first() -> None:
    world = World(
        {"a": [("d1", "o1")], "b": [("d1", "o1")], "c": [("d2", "o2")]}, {"d1": "Post", "d2": "Times"}
    )
    found = world.figures()
    assert list(rows(found["blind_spots.outlets"]).items()) == [
        ("without Post; 2 places would have nothing told; 2 days would have nothing told", 2),
        ("without Times; one place would have nothing told; one day would have nothing told", 1),
    ]
    assert found["blind_spots.outlets"].value == 2
    assert found["blind_spots.outlets"].bars[0].rests_on == ("a", "b")
    assert list(rows(found["blind_spots.origins"]).values()) == [2, 1]


def test_without_one_of_forty_copies_nothing_changes() -> None:
    copies = [(f"d{n}", "o1") for n in range(40)]
    world = World({"a": copies}, {f"d{n}": f"Paper {n}" for n in range(40)})
    found = world.figures()
    assert rows(found["blind_spots.outlets"]) == {}
    assert "Of 40 outlets, none carries anything alone." in found["blind_spots.outlets"].words
    assert rows(found["blind_spots.origins"]) == {
        "without voice o1; one place would have nothing told; one day would have nothing told": 1
    }


def test_what_two_origins_tell_falls_to_one_and_does_not_go() -> None:
    world = World({"a": [("d1", "o1"), ("d2", "o2")]}, {"d1": "Post", "d2": "Times"})
    found = world.figures()["blind_spots.outlets"]
    assert rows(found) == {
        "without Post; 1 more would rest on one origin": 0,
        "without Times; 1 more would rest on one origin": 0,
    }
    assert found.value == 0


def test_what_rested_on_origins_that_depend_on_each_other_cannot_fall_further() -> None:
    world = World({"a": [("d1", "o1"), ("d2", "o2")]}, {"d1": "Post", "d2": "Times"})
    world.dependences = (Dependence(left="o1", right="o2", state="found", why=""),)
    assert rows(world.figures()["blind_spots.outlets"]) == {}


def test_the_floor_of_killed_without_a_voice_is_said() -> None:
    world = World(
        {"a": [("d1", "o1")], "b": [("d2", "o2"), ("d3", "o3")]}, {"d1": "Post", "d2": "Times", "d3": "Star"},
        {"a": {"o1": 10}, "b": {"o2": 5, "o3": 7}},
    )  # fmt: skip
    found = [b.label for b in world.figures()["blind_spots.outlets"].bars]
    assert found[0].endswith("killed in events with a number: at least 5 instead of at least 15")
    assert any("without Times" in b and "at least 17 instead of at least 15" in b for b in found)
    assert any("without Star" in b and "killed" not in b for b in found)


def test_a_language_and_a_region_are_left_out_whole() -> None:
    world = World({"a": [("d1", "o1")], "b": [("d2", "o2")], "c": [("d2", "o2")]}, {})
    world.languages = {"d1": "en", "d2": "es"}
    found = world.figures()
    assert list(rows(found["blind_spots.languages"]).values()) == [2, 1]
    assert next(iter(rows(found["blind_spots.languages"]))).startswith("without texts in 'es'")
    assert rows(found["blind_spots.regions"]) == {
        "without Eastmark; one place would have nothing told; one day would have nothing told": 1,
        "without Lenna; one place would have nothing told; one day would have nothing told": 1,
    }
    assert "blind_spots.outlets" not in found


@pytest.mark.parametrize("certainty", ["denied", "threatened"])
def test_a_telling_that_denies_keeps_nothing_from_going(certainty: str) -> None:
    (incident,) = World({"a": [("d1", "o1"), ("d2", "o1")]}, {}).incidents()
    acts = [act("act-a-0", "d1"), act("act-a-1", "d2", certainty=certainty)]
    made = blind_spots([incident], acts, [], {"act-a-0": ("o1",), "act-a-1": ("o1",)}, publishers={"d1": "Post", "d2": "Times"})  # fmt: skip
    found = next(p for p in made if p.name == "blind_spots.outlets")
    assert [b.value for b in found.bars] == [1]


WORLDS = st.dictionaries(
    st.sampled_from("abcdefg"),
    st.lists(st.tuples(st.integers(0, 9), st.integers(0, 4)), min_size=1, max_size=5),
    min_size=1,
)


@given(WORLDS, st.dictionaries(st.integers(0, 9), st.sampled_from(["Post", "Times", "Star"]), min_size=10))
def test_counting_by_removal_is_as_if_the_outlet_had_never_been_there(
    drawn: dict[str, list[tuple[int, int]]], outlets: dict[int, str]
) -> None:
    tellings: Tellings = {i: [(f"d{d}", f"o{o}") for d, o in own] for i, own in drawn.items()}
    killed = {i: {o: 3 + len(o) + n for n, (_, o) in enumerate(own)} for i, own in tellings.items()}
    world = World(tellings, {f"d{d}": outlet for d, outlet in outlets.items()}, killed)
    world.dependences = (Dependence(left="o0", right="o1", state="found", why=""),)
    found = rows(world.figures()["blind_spots.outlets"])
    for outlet in {world.outlets[d] for own in tellings.values() for d, _ in own}:
        assert found_of(found, outlet) == expected(world, outlet)


def found_of(rows_: dict[str, float | None], outlet: str) -> tuple[float, str]:
    label = next((b for b in rows_ if b.startswith(f"without {outlet}")), "")
    return rows_.get(label) or 0.0, label.partition(";")[2].strip()


def expected(world: World, outlet: str) -> tuple[float, str]:
    """The same, made over: each incident with the tellings that are left, one by one."""
    gone, fallen, lows, base = 0, 0, {}, {}
    places: dict[bool, set[object]] = {True: set(), False: set()}
    days: dict[bool, set[object]] = {True: set(), False: set()}
    for incident in world.incidents():
        own = world.tellings[incident.id]
        left = sorted({o for d, o in own if world.outlets[d] != outlet})
        several = Related(world.dependences).several
        gone += not left
        fallen += bool(left) and several({o for _, o in own}) and not several(left)
        places[bool(left)].add(incident.place.id if incident.place else None)
        days[bool(left)].add(incident.time.low if incident.time else None)
        base[incident.id] = lowest(t for t in incident.tellings)
        lows[incident.id] = lowest(t for t in incident.tellings if t.origin in left)
    apart = Apart.of(world.incidents())
    floors = [apart.floor({i: n for i, n in x.items() if n is not None}) for x in (lows, base)]
    silent, mute = len(places[False] - places[True]), len(days[False] - days[True])
    said = [
        f"{fallen} more would rest on one origin" if fallen else "",
        f"{silent} places would have nothing told" if silent > 1 else "one place would have nothing told" if silent else "",
        f"{mute} days would have nothing told" if mute > 1 else "one day would have nothing told" if mute else "",
        "killed in events with a number: " + " instead of ".join("no number" if f is None else f"at least {f}" for f in floors)
        if floors[0] != floors[1] else "",
    ]  # fmt: skip
    return float(gone), "; ".join(s for s in said if s)


# --- what never was there -------------------------------------------------------------------------------


def dated(*days: str) -> list[DocumentDate]:
    return [DocumentDate(low=d, high=d, inferred=False) for d in days]


def test_days_without_a_text_are_counted_within_the_duration() -> None:
    events = [told("a", day="2031-03-01"), told("b", day="2031-03-10")]
    (found,) = never_there(events, dated("2031-03-01", "2031-03-05", "2031-03-05", "2031-04-20"))
    assert (found.value, [(b.label, b.value) for b in found.bars]) == (
        8,
        [("2031-03-06 to 2031-03-10", 5), ("2031-03-02 to 2031-03-04", 3)],
    )


def test_regions_of_the_cases_own_places_of_which_nothing_is_told_are_named() -> None:
    def place(name: str, kind: str, region: str | None = None) -> GazetteerPlace:
        return GazetteerPlace(
            id=f"case:{name}", name=name, kind=kind, lat=0, lon=0, source="case", country="XS", region=region
        )  # type: ignore[arg-type]

    own = [
        place("Sundrel", "country"),
        place("Lenna", "region"),
        place("Halvern", "settlement", "Lenna"),
        place("Vastrel", "settlement", "Vast"),
    ]
    (found,) = never_there([told("a")], places=own, regions={"case:(0.0, 0.0)": "Lenna (XS)"})
    assert (found.value, "Vast (XS)" in found.words, "Lenna" in found.words) == (1, True, False)


def test_nothing_is_said_of_days_where_no_text_is_dated() -> None:
    assert list(never_there([told("a")], [None])) == []
