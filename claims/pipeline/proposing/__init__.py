"""How a mapping is proposed for a file that nobody mapped: what its columns, headers and cells mean.

`claims.pipeline.propose` is the entrance. It looks at the first rows (`sample`, `columns` with `cell_kinds`) and asks
for a mapping that comes with the program (`shipped`), else for one found in steps (`unknown`, where their order is
explained). Of the rows below the first those are looked at too whose cells are of another kind (`further`), that are
sums (`sums_below`) or the header of another table (`tables_below`). The steps find:

- fields that are no figures: `misread`, `twins`, `records`, `scope` with `one_date`, `one_event`, `one_source` and
  `places`, `date_columns`, `spans`, `yearless`; whether rows are persons (`persons`), and cells names (`names`);
- figures, the most particular reading first (`figures`): what is no count (`no_counts`), boxes, words in cells
  (`several_in_cells`, `in_order`, `whom_in_cells`), records (`own_records`) and groups of their own
  (`numbered_groups`), sums (`sums`), dates and years in headers (`years`, `spans`, `dated_headers`), measures in
  cells (`measure_in_cells`), scales and money (`scaled`), names, sources and times beside a measure
  (`crossed_headers`, `header_levels`, `named_sources`, `said_in_headers` with `header_sources` and `header_times`,
  `dated_sources`), tables in one sheet (`side_by_side`) or on their side (`columns_told`), bounds (`bounds` with
  `bound_headers`), people, ages and causes (`people`, `behind_measures`, `ages`, `causes`), what a header stands for
  (`meaning`, `counts`), rates (`fractions`), the rest (`unexplained` with `header_names`), or the one column that
  people name (`figure_said`);
- what the mapping's own claims then show: `named_groups`, `one_event_a_row`, `rows_alike` with `alike`,
  `rows_of_what`, `subtotals`, `periods`, `spelling`, `origins`; wider places written once for the rows below
  (`written_once`);
- marks and words in cells: `marks`, `decimal_mark`, `modifiers`, `unstated`, `units`, `in_words`;
- what is left for a person: `left_open`, what stands around a table (`around`, `told_around`) or beside its columns
  (`beside_columns`), rows that head others (`headings`), an earlier figure beside a later one (`versions`).

`found` is the mapping as it takes shape, with what a person is told of it, in the words of `sentences`. What words of
headers say stands in `words` and `measures`; their lists, in many languages, in claims/vocabulary (`vocabulary`).
"""
