"""A hundred thousand incidents are weighed on one core while a person waits."""

from __future__ import annotations

import random
import time
from dataclasses import replace

import pytest

from chapeau.ground.dates import shifted
from chapeau.records import Act, DocumentDate, Incident, Origin, OriginMember
from chapeau.weigh.blind_spots import blind_spots
from chapeau.weigh.never_there import never_there
from chapeau.weigh.scale import scale
from chapeau.weigh.spread import spread
from tests.link.material import act
from tests.weigh.told import told

INCIDENTS, ORIGINS, PLACES, OUTLETS = 100_000, 40_000, 4_000, 400

SECONDS = 30
"""Processor time for all of it. It takes about 20 (2026, one of two cores of a shared machine)."""


def crowd() -> tuple[list[Incident], list[Act], dict[str, tuple[str, ...]]]:
    """Invented incidents in a land of 700 by 700 km over three years, each told by up to three origins."""
    draw = random.Random(1)
    places = [(40 + draw.random() * 6, 30 + draw.random() * 8) for _ in range(PLACES)]
    incidents, acts, resting = [], [], {}
    for n in range(INCIDENTS):
        origins = sorted({f"ori-{draw.randrange(ORIGINS)}" for _ in range(draw.choice((1, 1, 1, 2, 3)))})
        own = [(f"act-{n}-{o}-{k}", o) for o in origins for k in range(draw.choice((1, 1, 1, 5)))]
        first = shifted("2030-01-01", int(draw.random() ** 1.5 * 1000))
        made = told(
            f"inc-{n:06}", at=draw.choice(places), day=draw.choice((first, first, None)),
            killed={o: (draw.randrange(1, 30), None) for o in origins if draw.random() < 0.6},
            parties=(f"party-{draw.randrange(5)}",), origins=tuple(origins), acts=tuple(a for a, _ in own),
        )  # fmt: skip
        incidents.append(made)
        acts += [(a, f"doc-{draw.randrange(INCIDENTS)}") for a, _ in own]
        resting |= {a: (o,) for a, o in own}
    model = act("model", "d")
    return incidents, [replace(model, id=a, document=d) for a, d in acts], resting


@pytest.mark.long
def test_scale_spread_and_blind_spots_of_a_hundred_thousand_incidents_take_seconds() -> None:
    incidents, acts, resting = crowd()
    origins = [
        Origin(id=f"ori-{n}", root=None, members=(OriginMember(document=f"doc-{n}", relation="root", of=None, why=""),))
        for n in range(ORIGINS)
    ]  # fmt: skip
    documents = [f"doc-{n}" for n in range(INCIDENTS)]
    dates = [
        DocumentDate(low=d, high=d, inferred=False)
        for d in (shifted("2030-01-01", n % 1000) for n in range(INCIDENTS))
    ]
    regions = {i.place.id: f"Region {hash(i.place.lat) % 25}" for i in incidents if i.place and i.place.id}
    begun = time.process_time()
    made = [
        *scale(incidents, acts=acts),
        *spread(incidents, regions, dates),
        *blind_spots(
            incidents, acts, origins, resting, publishers={d: f"Paper {n % OUTLETS}" for n, d in enumerate(documents)},
            languages=[(d, "en" if n % 3 else "es") for n, d in enumerate(documents)], regions=regions,
        ),
        *never_there(incidents, dates),
    ]  # fmt: skip
    assert time.process_time() - begun < SECONDS
    assert len(made) > 12
