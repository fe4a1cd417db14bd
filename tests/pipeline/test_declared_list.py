"""What is declared of lists: typed, or in a file beside each; nothing is taken whose scope or rule nobody said."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chapeau.errors import InputUnreadable, UsageError
from chapeau.pipeline.declared_list import OF_ANY, Declared, check_value, declared_of, kind_of

SAID = Declared(scope="killed in Halvern", inclusion="named by relatives")


def lists(folder: Path, **beside: str) -> list[Path]:
    """Paths of lists, each with a file beside it where something stands in it; the lists themselves are not looked at."""
    folder.mkdir(exist_ok=True)
    for name, text in beside.items():
        if text:
            (folder / f"{name}.csv.list.toml").write_text(text, "utf-8")
    return [folder / f"{name}.csv" for name in beside]


def test_what_is_typed_outranks_the_file_beside_a_single_list(tmp_path: Path) -> None:
    paths = lists(tmp_path, a='name = "Ward 3"\nscope = "other"\nas_of = 2031-04-01')
    (made,) = declared_of(paths, SAID)
    assert (made.name, made.scope, made.inclusion) == ("Ward 3", "killed in Halvern", "named by relatives")
    assert made.as_of == "2031-04-01"


def test_of_several_lists_each_keeps_what_it_says_and_what_is_typed_fills_the_rest(tmp_path: Path) -> None:
    paths = lists(tmp_path, a='inclusion = "seen by a doctor"\nkind = "news"', b='inclusion = "buried"', c="")
    with pytest.raises(UsageError, match=r"c\.csv covers"):
        declared_of(paths, Declared(scope="killed in Halvern"))
    made = declared_of(paths[:2], Declared(scope="killed in Halvern", as_of="2031-04-01"))
    assert [(d.scope, d.inclusion, d.as_of, kind_of(d)) for d in made] == [
        ("killed in Halvern", "seen by a doctor", "2031-04-01", "news"),
        ("killed in Halvern", "buried", "2031-04-01", "identified"),
    ]


@pytest.mark.parametrize("what", OF_ANY)
def test_what_is_typed_for_several_lists_contradicts_none_of_them_in_silence(
    what: str, tmp_path: Path
) -> None:
    own = {"as_of": "2031-04-01", "kind": "news"}.get(what, "its own")
    typed = replace(SAID, **{what: {"as_of": "2031-04-30", "kind": "identified"}.get(what, "typed")})
    paths = lists(tmp_path, a=f'{what} = "{own}"', b="")
    with pytest.raises(UsageError, match=r"a\.csv\.list\.toml says") as refused:
        declared_of(paths, typed)
    assert f"--{what.replace('_', '-')}" in refused.value.message
    assert "by itself" in refused.value.hint
    assert getattr(declared_of(paths[:1], typed)[0], what) == getattr(typed, what)


def test_saying_again_what_a_list_says_of_itself_is_no_contradiction(tmp_path: Path) -> None:
    paths = lists(tmp_path, a=f'scope = "{SAID.scope}"', b="")
    assert {d.scope for d in declared_of(paths, SAID)} == {SAID.scope}


def test_all_lists_of_which_nothing_is_said_are_named_in_one_sentence(tmp_path: Path) -> None:
    paths = lists(tmp_path, a='scope = "s"\ninclusion = "i"', b="", c='scope = "s"')
    with pytest.raises(UsageError, match=r"what b\.csv and c\.csv cover") as refused:
        declared_of(paths, Declared())
    assert "b.csv.list.toml" in refused.value.hint


def test_one_name_is_not_given_to_several_lists(tmp_path: Path) -> None:
    paths = lists(tmp_path, a="", b="")
    with pytest.raises(UsageError, match="name of one list, and 2 files"):
        declared_of(paths, replace(SAID, name="Hospital"))


def test_a_file_that_declares_a_list_is_not_taken_for_one(tmp_path: Path) -> None:
    (path,) = lists(tmp_path, a='scope = "s"\ninclusion = "i"')
    with pytest.raises(UsageError, match=r"a\.csv\.list\.toml declares a list, and is none"):
        declared_of([path, path.with_name("a.csv.list.toml")], Declared())


@pytest.mark.parametrize("text", ["scope = ", "\udcff"])
def test_a_file_beside_a_list_that_is_not_toml_is_named(text: str, tmp_path: Path) -> None:
    (path,) = lists(tmp_path, a="")
    path.with_name("a.csv.list.toml").write_bytes(text.encode("utf-8", "surrogateescape"))
    with pytest.raises(InputUnreadable, match=r"a\.csv\.list\.toml is not TOML"):
        declared_of([path], SAID)


@pytest.mark.parametrize(
    ("what", "value"), [("as_of", "in April"), ("as_of", "2031-02-30"), ("kind", "gossip")]
)
def test_a_day_that_is_none_and_a_kind_that_nobody_knows_cannot_be_declared(what: str, value: str) -> None:
    with pytest.raises(UsageError, match=value):
        check_value(what, value)


words = st.text("abcé ", min_size=1).filter(str.strip) | st.none()


@given(own=st.lists(words, min_size=2, max_size=4), typed=words)
def test_of_several_lists_none_comes_to_another_scope_than_its_own_and_none_without(
    own: list[str | None], typed: str | None, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("lists")
    paths = lists(folder, **{f"l{n}": f'scope = "{one}"' if one else "" for n, one in enumerate(own)})
    try:
        made = declared_of(paths, Declared(scope=typed, inclusion="i"))
    except UsageError:
        assert any(not (one or typed) or (one and typed and one != typed) for one in own)
    else:
        assert [d.scope for d in made] == [one or typed for one in own]
