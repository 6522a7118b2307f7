"""Flags that are printed to be pasted: a shell gives back what they say, whatever signs a header holds."""

from __future__ import annotations

import shlex

from hypothesis import given
from hypothesis import strategies as st
from proposing import of, told

from claims.mapping.flags import map_flag, set_flag

PRINTED = st.text(st.characters(exclude_categories=("Cc", "Cs", "Zl", "Zp")))


@given(PRINTED, st.sampled_from(["says", "place", ""]))
def test_a_shell_gives_back_the_column_and_its_field(column, field):
    assert shlex.split(map_flag(column, field)) == ["--map", f"{column}={field}"]


@given(PRINTED, PRINTED)
def test_a_shell_gives_back_the_key_and_its_value(key, value):
    assert shlex.split(set_flag(key, value)) == ["--set", f"{key}={value}"]


def test_the_hint_on_a_column_with_an_apostrophe_can_be_pasted(tmp_path):
    rows = "\n".join(f"Mali,{who},{n},2020" for who, n in (("Alpha", 7), ("Beta", 4), ("Gamma", 9)))
    found = of(tmp_path, f"Country,Chef d'équipe,Deaths,Year\n{rows}\n")
    assert "--map 'Chef d'\\''équipe=" in told(found, "tells them apart")
