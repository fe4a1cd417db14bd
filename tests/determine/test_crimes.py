"""Which category is a provision's crime one of?"""

from __future__ import annotations

import re

import pytest

from chapeau.assess.elements import law
from chapeau.determine.crimes import one_of
from chapeau.records import Provision

BY_ARTICLE = {"6": "genocide", "7": "crime against humanity", "8": "war crime", "8 bis": "aggression"}


def article(provision: Provision) -> str:
    """The article that a provision cites: '8' of 'Rome Statute art. 8(2)(a)(i)'."""
    found = re.search(r"art\. (\d+(?: bis)?)", provision.citation)
    assert found is not None
    return found[1]


@pytest.mark.parametrize("provision", law().provisions, ids=lambda p: p.id)
def test_every_crime_is_one_of_its_articles_category(provision: Provision) -> None:
    assert one_of(provision.id) == BY_ARTICLE[article(provision)]


def test_a_provision_of_another_code_is_one_of_none() -> None:
    assert one_of("ORV-17") == ""
