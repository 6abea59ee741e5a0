"""The texts of an xlsx file, escaped so that every program reads what was written.

XlsxWriter overlooks an escape that begins with the last letter of another ("_x0041_x0042_"), and writes a text that
looks like its own marks of rich text ("<r>…</r>") as marks.
"""

from __future__ import annotations

import re

from xlsxwriter import Workbook
from xlsxwriter.packager import Packager
from xlsxwriter.sharedstrings import SharedStrings

_ESCAPE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f]")


def escaped(text: str) -> str:
    r"""Return a text as it stands in the file (ECMA-376 part 1, 22.9.2.19).

    >>> escaped("_x0041_x0042_"), escaped("\r"), escaped("_x")
    ('_x005F_x0041_x005F_x0042_', '_x000D_', '_x')
    """
    if "_x" in text:
        text = _ESCAPE.sub("_x005F_", text)
    return _CONTROL.sub(lambda control: f"_x{ord(control[0]):04X}_", text) if _CONTROL.search(text) else text


class File(Workbook):  # type: ignore[misc]  # XlsxWriter has no types
    """A file of XlsxWriter in which all texts stand as they are."""

    def _get_packager(self) -> Packager:
        return _Packager()


class _Packager(Packager):  # type: ignore[misc]
    def _write_shared_strings_file(self) -> None:
        table = self.workbook.str_table
        if table.count:
            strings = _Strings()
            strings.string_table = table
            strings._set_xml_writer(self._filename("xl/sharedStrings.xml"))  # noqa: SLF001 - as XlsxWriter does it
            strings._assemble_xml_file()  # noqa: SLF001


class _Strings(SharedStrings):  # type: ignore[misc]
    def _write_si(self, string: str) -> None:
        space = ' xml:space="preserve"' if string[:1].isspace() or string[-1:].isspace() else ""
        self.fh.write(f"<si><t{space}>{self._escape_data(escaped(string))}</t></si>")
