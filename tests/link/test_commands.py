"""Chains of command: entered with a source, or printed by a text; upwards on a day."""

from __future__ import annotations

from chapeau.ground.settings import CommandSetting, PartySetting, Settings, UnitSetting
from chapeau.link import actors
from chapeau.link.commands import commands, superiors, with_commanded
from chapeau.records import Command, Mention
from tests.link.material import mention, reading

CASE = Settings(
    parties=(PartySetting(name="Orvania", country="XO"),),
    units=(
        UnitSetting(name="4th Brigade", party="Orvania", aliases=("Fourth Brigade",)),
        UnitSetting(name="Eastern Command", party="Orvania"),
    ),
    commands=(
        CommandSetting(
            superior="Eastern Command", subordinate="4th Brigade", kind="de_jure", source="Order 12", entered_by="A. Analyst",
            low="2031-02-01", high="2031-03-31",
        ),
        CommandSetting(
            superior="Orvania", subordinate="Eastern Command", kind="de_facto", source="A decree", entered_by="A. Analyst"
        ),
    ),
)  # fmt: skip


def unit(text: str, start: int = 0, document: str = "d1") -> Mention:
    return mention(text, document, "unit", start=start)


def test_all_names_of_a_unit_are_one_actor_under_its_party() -> None:
    found = actors(
        [
            reading("d1", mentions=[unit("Fourth Brigade")]),
            reading("d2", mentions=[unit("the 4th Brigade", document="d2")]),
        ],
        CASE,
    )
    (brigade,) = [a for a in found.actors if a.names]
    assert (brigade.name, brigade.kind) == ("4th Brigade", "unit")
    assert found.by_id()[brigade.party or ""].name == "Orvania"


def test_entered_commands_name_the_actors_of_the_texts_and_keep_days_source_and_who() -> None:
    found = actors([reading("d1", mentions=[unit("Fourth Brigade")])], CASE)
    made = commands(CASE, found)
    (brigade,) = [a.id for a in found.actors if a.names]
    (under,) = [c for c in made if c.subordinate == brigade]
    assert (under.kind, under.low, under.high, under.source, under.made_by) == (
        "de_jure", "2031-02-01", "2031-03-31", "Order 12", "A. Analyst",
    )  # fmt: skip
    names = {a.id: a.name for a in with_commanded(found.actors, CASE, made)}
    assert {names[c.superior] for c in made} == {"Eastern Command", "Orvania"}


def test_superiors_go_up_the_chain_on_a_day_and_not_beyond_it() -> None:
    found = actors([reading("d1", mentions=[unit("Fourth Brigade")])], CASE)
    made = commands(CASE, found)
    (brigade,) = [a.id for a in found.actors if a.names]
    assert [c.source for c in superiors(made, brigade, "2031-03-12")] == ["Order 12", "A decree"]
    assert superiors(made, brigade, "2031-04-01") == ()


def command(subordinate: str, superior: str) -> Command:
    return Command(
        id=f"cmd-{subordinate}{superior}",
        superior=superior,
        subordinate=subordinate,
        kind="de_facto",
        source="s",
        made_by="A",
    )


def test_a_chain_that_runs_in_a_circle_ends() -> None:
    chain = [command("a", "b"), command("b", "c"), command("c", "a")]
    assert [c.superior for c in superiors(chain, "a", "2031-03-12")] == ["b", "c"]


TEXT = "Soldiers of the Ridge Rifles of the Eastern Command fired. Later the Ridge Rifles met the Western Command."


def test_a_unit_of_a_command_is_read_as_standing_under_it_and_marked_machine_read() -> None:
    found = [
        unit(name, TEXT.index(name, after))
        for name, after in (
            ("Ridge Rifles", 0),
            ("Eastern Command", 0),
            ("Ridge Rifles", 60),
            ("Western Command", 60),
        )
    ]
    resolved = actors([reading("d1", mentions=found)], Settings())
    (made,) = commands(Settings(), resolved, [("d1", found)], lambda _: TEXT, {"d1": "rules 0.1"})
    assert TEXT[made.start : made.end] == "Ridge Rifles of the Eastern Command"
    assert (made.made_by, made.document, made.low, made.high) == ("rules 0.1", "d1", None, None)


def test_people_who_are_only_described_stand_under_nobody() -> None:
    text = "soldiers of the Eastern Command"
    found = [unit("soldiers"), unit("Eastern Command", 16)]
    resolved = actors([reading("d1", mentions=found)], Settings())
    assert commands(Settings(), resolved, [("d1", found)], lambda _: text) == ()
