r"""How a file is read, which column is which field: by a small TOML file, by flags, or by the names of the columns.

A mapping file, every line of it optional but what a claim cannot be without (event, measure, source and a figure):

    format = "json"            # else by the file's name and its first bytes
    encoding = "windows-1252"  # else UTF-8, or what a byte order mark says
    delimiter = ";"            # else by the look of the first rows
    short_rows = "fill"        # rows with too few cells are refused; "fill" takes the missing last ones as empty
    over_rows = "each"         # a figure in a cell over several rows is refused; "each" takes it as that of each row
    names_below = "1"          # so many rows below the header are more rows of it
    headings = "place"         # rows of one text and no number are the place of the rows below them up to the next
    records = "data.items"     # where the list of records is in a nested file; "claims.*.figures" for lists in records
    sheet = "Sheet 2"          # the sheet of a workbook, by name or place; else the first that holds something
    table = "Casualties"       # the table of a page, by number or words of its heading; else those that most rows have
    language = "en"            # in which language numbers and dates are worded
    decimal = "."              # the decimal mark, "." or ","
    dates = "dmy"              # the order of dates such as 1/2/2023: dmy, mdy or ymd
    header = ["id", "deaths"]  # the names of all columns in their order, of a file without a row that names them
    ignore = ["population"]    # columns that must not be recognised by their names
    recognise = true           # know other columns by their names; as it is without [columns] and [[claim]]

    [set]                      # the same for every claim
    event = "gaza-war-2023"

    [columns]                  # field = column, path ("verified.killed", "names.0") or template ("{district}, {state}")
    source = "report_source"
    as_of = "report_date"

    [skip]                     # rows that are nobody's claim: column = value, or a list of values
    report_source = ["missing"]

    [names.source]             # what a cell means: "value" = "name"
    mohtel = "Gaza Ministry of Health"

    [[claim]]                  # each block is one claim of a row, if the row states its figure; else a row is one claim
    set = {measure = "killed"}
    columns = {says = "killed_cum"}

    [[claim]]
    set = {measure = "killed", population = "children"}
    columns = {says = "killed_children_cum"}

Fields are those of `claims.mapping.fields.FIELDS`. The figure stands in says (a number or a wording, "at least 161") or
in low, best and high, with or without a hedge column that qualifies either. year is a column with the year that a
figure counts, from its 1 January to its 31 December. A block's fields go before those of [set] and [columns].

Tables that are wide, and cells that hold several things:

    file_name = 'covid19_(?P<measure>\w+)_global'  # named groups are fields that the file's name says
    optional = ["place"]       # fields whose column may not be there, or some of a template's; a column can be a
                               # pattern: place = "#adm1*", and have two names: as_of = "Year | Day"
    not_stated = ["NA", "-99"] # cells that state nothing, in whichever column
    from_above = ["War"]       # columns whose cells stand for the empty ones below them too, the widest first

    [only]                     # the opposite of [skip]: rows with these values are read, others not
    kind = ["total"]

    [ask]                      # rows of which a person has to say what they are: refused until [skip] or [names] does
    Province = ["Total", ""]   # --set ask.Province= asks nothing more: they are what their cells say

    [wide]                     # each column whose header fits is a claim of each row; [[wide]] for several kinds
    columns = ["*/20"]         # names or patterns; without it every column that nothing else reads
    header = "as_of"           # the field that the header is: source, measure, as_of, place ...
    dates = "%m/%d/%y"         # how dates in headers are written; other columns are then not meant
    pattern = '(?P<source>.+) \((?P<bound>low|high)\)'  # or parts of the header; bound: low (min), best, high (max)
    value = "says"             # what the cells are
    set = {basis = "reported"} # the same for all of these columns
    alone = true               # refuse a file in which several columns fit
    hashtags = {"#affected+killed+f" = "women-killed"}  # measures by HXL hashtag; those on record are known anyhow

    [split]                    # a cell that holds several: one claim for each
    source = [";", ","]        # two sources that give one figure are two claims: each of them asserts it
    says = {by = ", ", measures = {"getötet" = "killed", "verletzt" = "injured"}}
    # speakers = ["per {}", "{} claim", "UN:"]: "Per Ukraine:", "(SOHR claim)" and "UN:" name the source of figures
    # whom = true: other words of a figure ("3 soldiers killed", "Civilians: 5 killed") are its population

    [take]                     # the part of a cell that is the field: the first group that holds something
    as_of = '^\+(\d{4}-\d\d-\d\d)T'

    [written]                  # how dates of a field are written, in the signs of strptime, after [take]
    as_of = "%d-%b-%y"         # of two digits 69 to 99 are 1969 to 1999, 00 to 68 are 2000 to 2068
    period_start = "days"      # days as spreadsheet programs count them, from 1900; "days-1904": from 1904
    published_on = "%s"        # seconds or milliseconds since 1970, as APIs count time: the day in universal time
"""

from __future__ import annotations

from claims.mapping.fields import FIELDS, Block, Mapping
from claims.mapping.file import from_flags, from_json, from_toml, load
from claims.mapping.planning import Plan, plan
from claims.mapping.recognition import not_read, recognise, resolve, unread
from claims.mapping.shipped import open_mapping, shipped_mappings
from claims.mapping.toml import to_toml

__all__ = [
    "FIELDS",
    "Block",
    "Mapping",
    "Plan",
    "from_flags",
    "from_json",
    "from_toml",
    "load",
    "not_read",
    "open_mapping",
    "plan",
    "recognise",
    "resolve",
    "shipped_mappings",
    "to_toml",
    "unread",
]
