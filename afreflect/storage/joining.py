"""Rows of one file stand beside those of another that hold the same id."""

from typing import TypeAlias

import pyarrow as pa
import pyarrow.compute as pc

Text: TypeAlias = pa.Array


def beside(column: Text, here: Text, there: Text, one_form: bool | None = None) -> Text:
    """A column of a joined file beside the rows of the main one; null where none matches.

    `here` is the joined file's key, `there` the main file's; `one_form` says whether they are
    compared in one form, where that is known from more rows than these.
    """
    return column.take(_places(*in_one_form(here, there, one_form)))


def gathered(
    column: Text, here: Text, there: Text, one_form: bool | None = None
) -> tuple[Text, Text]:
    """All that an event list says of each row of the main file, as "CT;XR", and whether it does."""
    keys, wanted = in_one_form(here, there, one_form)
    listed = pa.table({"key": keys, "said": column}).group_by("key").aggregate([("said", "list")])
    each = listed["said_list"].combine_chunks().cast(pa.list_(pa.string()))
    kinds = [";".join(sorted({cell for cell in cells if cell})) for cells in each.to_pylist()]
    said = pa.array(kinds, pa.string())
    found = said.take(_places(listed["key"].combine_chunks(), wanted))
    return found, pc.is_valid(found)


def in_one_form(here: Text, there: Text, one_form: bool | None = None) -> tuple[Text, Text]:
    """Two columns of ids without the spaces, cases and leading zeros in which exports differ.

    Zeros and cases are kept wherever two ids of one column would become the same without them.
    """
    trimmed = pc.utf8_trim_whitespace(here), pc.utf8_trim_whitespace(there)
    if one_form is None:
        one_form = not any(confused(keys) for keys in trimmed)
    return (bare(trimmed[0]), bare(trimmed[1])) if one_form else trimmed


def confused(trimmed: Text) -> bool:
    """Whether two ids of a column would become the same without their zeros and cases."""
    return pc.count_distinct(bare(trimmed)).as_py() < pc.count_distinct(trimmed).as_py()


def bare(keys: Text) -> Text:
    """Ids without the cases and leading zeros in which exports differ."""
    whole = pc.replace_substring_regex(pc.utf8_lower(keys), r"^(\d+)\.0$", r"\1")
    return pc.replace_substring_regex(whole, r"^0+(\d)", r"\1")


def _places(here: Text, there: Text) -> pa.Array:
    # An empty id is nobody's: it must not match the next empty one.
    return pc.index_in(there, value_set=here, skip_nulls=True)
