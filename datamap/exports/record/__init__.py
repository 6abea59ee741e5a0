"""The record of processing activities of one organisation, as rows and as sheets (Art. 30)."""

from datamap.exports.record.audience import Audience, for_audience
from datamap.exports.record.blocks import ActivityBlock
from datamap.exports.record.cells import Cell, Standing
from datamap.exports.record.compare import differences
from datamap.exports.record.roles import Role
from datamap.exports.record.rows import Record, record_of
from datamap.exports.record.workbook import book_of, render_record

__all__ = [
    "ActivityBlock",
    "Audience",
    "Cell",
    "Record",
    "Role",
    "Standing",
    "book_of",
    "differences",
    "for_audience",
    "record_of",
    "render_record",
]
