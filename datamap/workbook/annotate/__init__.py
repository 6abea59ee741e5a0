"""A person's own workbook, given back with what is wrong in it: marked where it stands, and listed on a sheet."""

from datamap.workbook.annotate.write import write_annotated

__all__ = ["write_annotated"]
