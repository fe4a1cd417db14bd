"""A record survives its JSON, and JSON that is no record is refused."""

from __future__ import annotations

import pytest

from chapeau.errors import DataInvalid
from chapeau.ground.codec import from_json, to_json
from chapeau.records import Act, Perpetrator, Span

ACT = Act(
    id="act-1",
    document="doc-1",
    made_by="rules 0.1",
    type="killing.execution",
    triggers=(Span(start=0, end=4, text="shot"),),
    evidence=Span(start=0, end=9, text="shot them"),
    perpetrators=(Perpetrator(start=10, end=14, text="they", kind="group"),),
)


def test_a_record_comes_back_equal_and_in_the_same_bytes() -> None:
    data = to_json(ACT)
    assert from_json(Act, data, what="an act") == ACT
    assert to_json(from_json(Act, data, what="an act")) == data


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"{",
        b"{}",
        b'{"id": 3}',
        to_json(ACT).replace(b'"asserted"', b'"proved"'),
        to_json(ACT).replace(b'"start":0', b'"start":"0"', 1),
    ],
)
def test_what_is_no_such_record_is_refused_with_its_name(data: bytes) -> None:
    with pytest.raises(DataInvalid, match=r"line 7 of acts\.jsonl"):
        from_json(Act, data, what="line 7 of acts.jsonl")
