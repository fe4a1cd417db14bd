"""Whatever came, went or was decided: findings brought up to date are those that assessing from nothing gives."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given
from hypothesis import settings as limits
from hypothesis import strategies as st

from chapeau.assess.brought import OfIncident, of_incident
from chapeau.assess.elements import law
from chapeau.assess.findings import Material, findings
from chapeau.casefile import kinds
from chapeau.casefile.repository import Casefile, created
from chapeau.ground.codec import to_json
from chapeau.ground.identity import act_id
from chapeau.ground.settings import PeriodSetting, Settings
from chapeau.pipeline import assessing
from chapeau.pipeline.derive import derive
from chapeau.pipeline.linking import Linking
from chapeau.pipeline.progress import Silent
from chapeau.pipeline.reviewed import after_review
from chapeau.pipeline.standing import Standing
from chapeau.records import Act, Reading
from tests.link.material import act, mention
from tests.pipeline.test_linking import (
    GAZETTEER,
    SETTINGS,
    change,
    document_of,
    source_of,
)


def assessed(case: Casefile, by: Settings = SETTINGS) -> list[bytes]:
    """The findings of a case that was brought up to date."""
    derive(case, after_review(case), by, GAZETTEER, Silent())
    return [to_json(finding) for finding in case.all(kinds.FINDINGS)]


def assessed_from_nothing(case: Casefile, by: Settings = SETTINGS) -> list[bytes]:
    """The same by the pure step alone, over all that is linked, with whole incidents."""
    standing = Standing(case, after_review(case), case.superseded())
    linked = Linking(standing, by, GAZETTEER).linked()
    material = Material(
        incidents=case.all(kinds.INCIDENTS),
        acts=tuple(standing.acts()),
        statements=tuple(standing.statements()),
        origins=linked.origins,
        rests_on=linked.resting,
        dependences=linked.dependences,
        actors=linked.actors,
        resolved=linked.resolved,
        publishers=standing.publishers,
        dates={document: date for document, date in standing.dates.items() if date is not None},
    )
    return [to_json(f) for f in sorted(findings(law(), material, by), key=lambda f: f.id)]


@limits(
    max_examples=30,
    phases=(Phase.explicit, Phase.reuse, Phase.generate),
    deadline=None,
    suppress_health_check=list(HealthCheck),
)
@given(draw=st.data())
def test_any_history_is_assessed_as_from_nothing(draw: st.DataObject) -> None:
    with TemporaryDirectory() as folder, created(Path(folder) / "case") as case:
        for _ in range(draw.draw(st.integers(2, 8))):
            change(case, draw)
            if draw.draw(st.booleans()):
                assert assessed(case) == assessed_from_nothing(case)
        assert assessed(case) == assessed_from_nothing(case)


def told(case: Casefile, number: int, *acts: Act) -> None:
    """One document that tells of these deeds."""
    case.keep_source(source_of(number))
    case.keep(kinds.DOCUMENTS, document_of(number))
    case.keep_reading(
        Reading(
            document=f"doc-{number}",
            made_by="made",
            date=None,
            language="en",
            length=100,
            acts=acts,
            mentions=(mention("Orvanian army", f"doc-{number}", "organisation", "XO", start=9),),
        ),
        "made",
    )


def killing(number: int, day: str, place: str) -> Act:
    document = f"doc-{number}"
    return act(act_id(document, 10, 14), document, "killing", place=place, day=day, by="Orvanian army", at=10)


def test_one_more_document_makes_only_the_incidents_that_it_touches_be_looked_at(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked_at: list[str] = []

    def noting(*given: Any) -> OfIncident:
        looked_at.append(given[-1].id)
        return of_incident(*given)

    with created(tmp_path / "case") as case:
        for number, day in ((0, "2031-03-01"), (2, "2031-03-20")):
            told(case, number, killing(number, day, "Halvern"))
        assessed(case)
        monkeypatch.setattr(assessing, "of_incident", noting)
        assessed(case)
        assert looked_at == []
        told(case, 4, killing(4, "2031-06-05", "Tessick"))
        made = assessed(case)
        assert len(looked_at) == 1
        assert made == assessed_from_nothing(case)


def test_other_periods_are_other_findings_and_none_of_the_former_stays(tmp_path: Path) -> None:
    by_period = replace(
        SETTINGS, periods=(PeriodSetting(name="Spring", low="2031-03-01", high="2031-05-31"),)
    )
    with created(tmp_path / "case") as case:
        told(case, 0, killing(0, "2031-03-12", "Halvern"))
        told(case, 2, killing(2, "2031-09-12", "Halvern"))
        whole, parted = assessed(case), assessed(case, by_period)
        assert parted == assessed_from_nothing(case, by_period)
        assert whole != parted
        assert assessed(case) == whole


def test_a_case_of_which_everything_goes_keeps_no_finding(tmp_path: Path) -> None:
    with created(tmp_path / "case") as case:
        told(case, 0, killing(0, "2031-03-12", "Halvern"))
        assert assessed(case)
        case.take_out("src-0")
        assert assessed(case) == []
