"""What `datamap explain` says of the codes of faults in workbooks."""

from __future__ import annotations

import re

from datamap.cli.output import Table
from datamap.errors import UnknownNameError
from datamap.workbook.codes import code_called, codes

ALL = "codes"
"""The word that lists them."""
_FORM = re.compile(r"[A-Z]{3}-\d{3}")


def codes_table(words: str) -> Table | None:
    """Return what a code means and how to mend it, or a line per code; None if the words are no code.

    Raises:
        UnknownNameError: the words are written like a code, and there is none.
    """
    if words.casefold() == ALL:
        rows = [each._asdict() for each in codes()]
        return Table(name=ALL, title="Faults of workbooks", columns=["code", "meaning"], rows=rows)
    code = code_called(words)
    if code is None and _FORM.fullmatch(words.upper()):
        raise UnknownNameError(
            f"there is no code '{words}'; `datamap explain rules` and `datamap explain codes` list them"
        )
    if code is None:
        return None
    told = [{"field": "means", "value": code.meaning}, {"field": "how to mend it", "value": code.mend}]
    return Table(name=code.code, title=f"{code.code}: a fault of a workbook", columns=["field", "value"], rows=told)
