"""A sidecar is believed whole or not at all."""

from __future__ import annotations

import pytest

from chapeau.errors import InputUnreadable
from chapeau.preserve.sidecar import Sidecar, read_sidecar
from chapeau.records import Account, Consent, Grade

WHOLE = b"""
sensitivity = "limited"
address = "https://courier.example/velm"
publisher = "The Orva Courier"
author = "Lina Porrec"
published = 2031-03-04
language = "en"
[consent]
uses = ["analysis", "dossier"]
date = 2031-03-05
conditions = "no name"
[account]
witness = "W-17"
taken_by = "Mira Sandoval"
interpreted = true
language = "ov"
form = "summary"
read_back = true
[grade]
reliability = "B"
credibility = "3"
reasons = "met twice"
by = "Mira Sandoval"
"""


def test_everything_a_sidecar_may_hold_is_taken() -> None:
    assert read_sidecar(WHOLE, "report.txt.capture.toml") == Sidecar(
        sensitivity="limited",
        address="https://courier.example/velm",
        publisher="The Orva Courier",
        author="Lina Porrec",
        published="2031-03-04",
        language="en",
        consent=Consent(uses=("analysis", "dossier"), date="2031-03-05", conditions="no name"),
        account=Account(
            witness="W-17",
            taken_by="Mira Sandoval",
            interpreted=True,
            language="ov",
            form="summary",
            read_back=True,
        ),
        grade=Grade(reliability="B", credibility="3", reasons="met twice", by="Mira Sandoval"),
    )


def test_an_empty_sidecar_states_nothing() -> None:
    assert read_sidecar(b"", "report.txt.capture.toml") == Sidecar()


@pytest.mark.parametrize(
    "mistake",
    [
        b'sensitvity = "restricted"', b'sensitivity = "Restricted"', b"sensitivity = restricted", b'published = "last week"',
        b"published = 2031-03-04T10:00:00", b"[grade]\nreliability = 'G'\ncredibility = '1'\nreasons = ''\nby = ''", b"consent = 'yes'",
        b"[account]\nwitness = 'W-1'\nname = 'x'", b"[account]\ntaken_by = 'x'", b"[consent]\nuses = []\ndate = 'soon'", b"author = 3", b"\xff",
        b"[[consent]]\nuses = []",
    ],
)  # fmt: skip
def test_a_mistake_refuses_the_source_and_names_both_files(mistake: bytes) -> None:
    with pytest.raises(
        InputUnreadable,
        match=r"^report\.txt was not taken, because report\.txt\.capture\.toml cannot be read",
    ):
        read_sidecar(mistake, "report.txt.capture.toml")
