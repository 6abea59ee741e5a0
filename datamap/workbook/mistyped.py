"""What is told of a cell in which a spreadsheet program holds something else than the text that is expected there."""

from __future__ import annotations

from decimal import Decimal

from datamap.model.values import shorten
from datamap.problems import Severity
from datamap.workbook.conversions import DIGITS_KEPT, may_become
from datamap.workbook.faults import BadCellError, Fault
from datamap.workbook.seen import Nature, SeenCell

AS_TEXT = "format the cell as text, then type it again"


def not_text(cell: SeenCell, before: str) -> BadCellError:
    """Return the fault of a cell in which a number, a date or a truth value stands where text is expected.

    If what a program does by itself explains it, it is a warning, and what was there before is kept.

    Args:
        cell: what stands there.
        before: the text that was exported, "" if there was none.

    >>> str(not_text(SeenCell("0.5", Nature.NUMBER), "half"))
    "the number 0.5 stands where text is expected; it was 'half'"
    >>> str(not_text(SeenCell("true", Nature.BOOLEAN), ""))
    'TRUE, but not as text, stands where text is expected'
    """
    shown = shown_as(cell)
    was = f"; it was {shorten(before)}" if before else ""
    if cell.nature is Nature.NUMBER and abs(Decimal(cell.words)) >= 10**DIGITS_KEPT:
        message = f"{shown} stands here, of which the spreadsheet lost the last digits{was}"
        return BadCellError(Fault.DIGITS_LOST, message, AS_TEXT)
    if told := may_become(before, cell):
        return converted(shown, told, before)
    message = f"{shown} stands where text is expected{was}"
    digits = ", with all its digits and zeros" if cell.nature is Nature.NUMBER else ""
    return BadCellError(Fault.NOT_TEXT, message, f"{AS_TEXT}{digits}")


def converted(shown: str, told: str, before: str) -> BadCellError:
    """Return the warning that a program changed a text, which is kept as it was.

    Args:
        shown: what stands in the cell.
        told: how the program may have changed the text, such as "to a date".
        before: the text that was exported.

    >>> str(converted("'Sep 12'", "to a date", "SEP-12"))
    "the spreadsheet may have changed 'SEP-12' to a date: 'Sep 12' stands here; 'SEP-12' is kept"
    """
    kept = shorten(before)
    message = f"the spreadsheet may have changed {kept} {told}: {shown} stands here; {kept} is kept"
    hint = f"if the new value is meant, {AS_TEXT}; otherwise nothing needs doing"
    return BadCellError(Fault.CONVERTED, message, hint, Severity.WARNING)


def shown_as(cell: SeenCell) -> str:
    """Return what stands in a cell as people say it.

    >>> shown_as(SeenCell("12:30:00", Nature.DATE)), shown_as(SeenCell("2026-05-10", Nature.DATE))
    ('the time of day 12:30:00', 'the date 2026-05-10')
    """
    if cell.nature is Nature.BOOLEAN:
        return f"{cell.words.upper()}, but not as text,"
    if cell.nature is Nature.DATE:
        day, _, time = cell.words.partition("T")
        if ":" in day:
            return f"the time of day {day}"
        return f"the date {day} with the time {time}" if time else f"the date {day}"
    return f"the {cell.nature} {cell.words}"
