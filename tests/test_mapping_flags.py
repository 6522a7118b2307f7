"""Flags that are printed to be pasted: a shell gives back what they say, whatever signs a header holds."""

from __future__ import annotations

import shlex
import tomllib

from hypothesis import given
from hypothesis import strategies as st
from proposing import of, told

from claims.mapping import Block, Mapping, from_flags, plan
from claims.mapping.fields import Wide
from claims.mapping.flags import map_flag, set_flag
from claims.mapping.toml import skip_line
from claims.table import Row

PRINTED = st.text(st.characters(exclude_categories=("Cc", "Cs", "Zl", "Zp")))


@given(PRINTED, st.sampled_from(["says", "place", ""]))
def test_a_shell_gives_back_the_column_and_its_field(column, field):
    assert shlex.split(map_flag(column, field)) == ["--map", f"{column}={field}"]


@given(PRINTED, PRINTED)
def test_a_shell_gives_back_the_key_and_its_value(key, value):
    assert shlex.split(set_flag(key, value)) == ["--set", f"{key}={value}"]


def test_a_flag_says_what_an_empty_cell_means():
    assert from_flags([], ["names.source.=Red Cross"]).names == {"source": {"": "Red Cross"}}


def test_a_column_that_is_left_out_gives_nothing_though_a_mapping_reads_it():
    blocks = tuple(Block({"measure": name}, {"says": name}) for name in ("killed", "injured"))
    made = Mapping("m", columns={"place": "Ort", "source": "Wer"}, claims=blocks)
    left = made.overridden_by(from_flags(["ort=", "injured="], []))
    assert left.columns == {"source": "Wer"}
    assert left.claims == blocks[:1]


def test_the_hint_on_a_column_with_an_apostrophe_can_be_pasted(tmp_path):
    rows = "\n".join(f"Mali,{who},{n},2020" for who, n in (("Alpha", 7), ("Beta", 4), ("Gamma", 9)))
    found = of(tmp_path, f"Country,Chef d'équipe,Deaths,Year\n{rows}\n")
    assert "--map 'Chef d'\\''équipe=" in told(found, "tells them apart")


@given(st.text(min_size=1), st.lists(st.text()))
def test_a_mapping_file_reads_the_line_that_leaves_rows_out(column, cells):
    table, _, line = skip_line(column, cells).partition(" ")
    assert tomllib.loads(f"{table}\n{line}") == {"skip": {column: cells}}


def test_a_total_with_an_apostrophe_is_left_out_by_a_line_that_can_be_read(tmp_path):
    found = of(tmp_path, "Lieu,Morts\nBangui,5\nPaoua,2\nTotal d'ensemble,7\n")
    assert any("""[skip] "Lieu" = ["Total d'ensemble"]""" in one for one in found.asked), found.asked


def test_a_column_that_is_left_out_is_none_that_differs_in_signs():
    said = from_flags(["killed %="], [])
    read = Mapping("m", columns={"says": "Killed", "note": "Killed %"}).overridden_by(said)
    assert read.columns == {"says": "Killed"}
    wide = Mapping("m", constants={"source": "s", "event": "e"}, wide=(Wide(header="measure", columns=("Killed",)),))
    made = plan(wide.overridden_by(from_flags(["Killed %="], [])), ("Killed", "Killed %"), file="f.csv")
    assert [draft.says for draft in made.drafts(Row(2, ["12", "30"], ""))] == ["12"]
