"""A cell's findings follow from the party's name, too: people name parties by it when they find a conflict."""

from __future__ import annotations

from chapeau.assess.cells import Cell
from chapeau.assess.follows import of_cell
from chapeau.assess.related import Related
from chapeau.records import Period


def test_a_party_of_another_name_is_assessed_anew() -> None:
    cell = Cell(party="actor-orvania", period=Period(), area="XO", told=())
    related = Related(())
    assert of_cell(cell, {}, related, "Orvania") == of_cell(cell, {}, related, "Orvania")
    assert of_cell(cell, {}, related, "Orvania") != of_cell(cell, {}, related, "Republic of Orvania")
