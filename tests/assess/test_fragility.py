"""The fewest origins: the search against trying every set."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import chain, combinations
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from chapeau.assess.fewest import Fewest, least
from chapeau.assess.fewest_by_program import by_program
from chapeau.assess.fragility import fewest_removed as fewest_removed_
from chapeau.assess.fragility import fewest_removed_but
from chapeau.assess.witnesses import Several, State, Telling, both, several

ORIGINS = "abcdefg"
WITNESSES = st.lists(st.frozensets(st.sampled_from(ORIGINS), min_size=1, max_size=3), max_size=9)
NONE = frozenset[str]()


@st.composite
def told_by_several(draw: st.DrawFn) -> Several | None:
    """An event that origins of some groups tell, some of which need others beside them."""
    groups = draw(st.dictionaries(st.sampled_from(ORIGINS), st.sampled_from("pqr"), max_size=7))
    needs = {origin: draw(st.frozensets(st.sampled_from(ORIGINS), max_size=2)) for origin in groups}
    return next(several({o: NONE if o in n else n for o, n in needs.items()}, groups), None)


STATES = st.tuples(WITNESSES, st.lists(told_by_several(), max_size=3)).map(
    lambda drawn: [*drawn[0], *(one for one in drawn[1] if one is not None)]
)


def fewest_removed(states: Iterable[State]) -> int:
    found = fewest_removed_(states)
    assert found.exact
    return found.number


def by_trying_every_set(states: list[State] | list[frozenset[str]], kept: str = "") -> int | None:
    origins = sorted(set(chain.from_iterable(s.origins if isinstance(s, Several) else s for s in states)))
    for size in range(len(origins) + 1):
        for removed in combinations(origins, size):
            stays = not kept or bool(set(kept) - set(removed))
            if stays and not any(holds(state, set(origins) - set(removed)) for state in states):
                return size
    return None


def holds(state: State, there: set[str]) -> bool:
    if not isinstance(state, Several):
        return state <= there
    return sum(any(tells(one, there) for one in tellings) for tellings in state.groups) > 1


def tells(telling: Telling, there: set[str]) -> bool:
    origin, needs = telling
    return origin in there and (not needs or bool(needs & there))


@settings(deadline=None, max_examples=100)
@given(STATES)
def test_the_search_finds_what_trying_every_set_finds(states: list[State]) -> None:
    assert fewest_removed(states) == by_trying_every_set(states)


@settings(deadline=None, max_examples=100)
@given(STATES, st.sampled_from(["a", "ab", "abc"]))
def test_where_one_must_stay_it_finds_what_trying_every_set_finds(states: list[State], kept: str) -> None:
    states = [*states, frozenset(kept + "x")]
    found = fewest_removed_but(states, frozenset(kept))
    assert (found.number if found else None) == by_trying_every_set(states, kept)


@settings(deadline=None, max_examples=100)
@given(WITNESSES, st.randoms(use_true_random=False))
def test_order_and_repetition_do_not_matter(witnesses: list[frozenset[str]], random: object) -> None:
    again = [*witnesses, *witnesses]
    random.shuffle(again)  # type: ignore[attr-defined]
    assert fewest_removed(again) == fewest_removed(witnesses)


def test_the_origin_in_most_witnesses_is_not_always_among_the_fewest() -> None:
    star = [frozenset({"c", a}) for a in ("a1", "a2", "a3")]
    leaves = [frozenset({f"a{n}", f"b{n}"}) for n in (1, 2, 3)]
    assert fewest_removed([*star, *leaves]) == by_trying_every_set([*star, *leaves]) == 3


def test_one_origin_behind_everything_is_one() -> None:
    assert fewest_removed([frozenset({"a"})] * 5) == 1


def test_forty_origins_that_each_tell_of_one_event_need_all_but_one_removed() -> None:
    origins = [str(n) for n in range(40)]
    assert fewest_removed(frozenset(pair) for pair in combinations(origins, 2)) == 39


def test_five_hundred_events_told_twice_are_solved_apart() -> None:
    assert fewest_removed(frozenset({f"{n}a", f"{n}b"}) for n in range(500)) == 500


@settings(deadline=None, max_examples=100)
@given(STATES.filter(bool))
def test_the_program_finds_what_trying_every_set_finds(states: list[State]) -> None:
    assert by_program(frozenset(states), 1000) == Fewest(by_trying_every_set(states) or 0)


@settings(deadline=None, max_examples=100)
@given(*(st.frozensets(st.sampled_from(ORIGINS), max_size=4) for _ in range(3)))
def test_a_pair_of_sides_holds_while_one_of_each_and_one_of_those_needed_is_there(
    left: frozenset[str], right: frozenset[str], needs: frozenset[str]
) -> None:
    states = list(both(left, right, needs))
    for there in (set(some) for size in range(8) for some in combinations(ORIGINS, size)):
        stands = bool(left & there and right & there and (not needs or needs & there))
        assert any(holds(state, there) for state in states) == stands


def crowd(origins: int, groups: int, of: str = "") -> list[State]:
    """One event that so many origins of so many groups tell."""
    names = [f"{of}{n}" for n in range(origins)]
    return list(several(dict.fromkeys(names, NONE), {name: str(n % groups) for n, name in enumerate(names)}))


def test_of_what_many_groups_tell_all_but_the_largest_must_go_and_no_pair_is_written_out() -> None:
    (event,) = crowd(20_000, 3)
    assert fewest_removed([event]) == 20_000 - 6_667


def test_events_that_many_tell_and_some_origins_share_are_solved_without_their_pairs() -> None:
    shared = list(both(["a0", "a1"], ["b0", "b1"]))
    assert fewest_removed([*crowd(400, 400, "a"), *crowd(400, 400, "b"), *shared]) == 2 * 399


def tangled(origins: int, pairs: int) -> list[frozenset[str]]:
    """Tellings that all hang together: pairs of origins drawn by dice."""
    dice = Random(7)
    return [frozenset(str(n) for n in dice.sample(range(origins), 2)) for _ in range(pairs)]


def test_a_tangle_of_hundreds_of_origins_is_solved_and_no_smaller_set_is_said_to_do() -> None:
    found = fewest_removed_(tangled(300, 450))
    matched = matching(tangled(300, 450))
    assert found.exact
    assert matched <= found.number <= 2 * matched


def matching(pairs: list[frozenset[str]]) -> int:
    """Pairs without an origin in common, taken as they come: each needs an origin of its own, and all of theirs suffice."""
    used: set[str] = set()
    kept = 0
    for pair in pairs:
        if not pair & used:
            used |= pair
            kept += 1
    return kept


def test_a_search_that_is_ended_says_at_least() -> None:
    hard = tangled(120, 700)
    ended, whole = fewest_removed_(hard, nodes=0), fewest_removed_(hard)
    assert not ended.exact
    assert ended.number <= whole.number


def test_of_two_figures_the_exact_one_decides_where_the_other_cannot_lie_below() -> None:
    assert least([Fewest(3, exact=False), Fewest(3)]) == Fewest(3)
    assert least([Fewest(2, exact=False), Fewest(3)]) == Fewest(2, exact=False)
