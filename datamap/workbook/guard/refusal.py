"""Why a file from outside is not read: one plain sentence that says what was seen and how to mend it."""

from __future__ import annotations

from datamap.errors import DatamapError


class RefusedError(DatamapError):
    """A file cannot be read, or must not be.

    The guard and the readers word the reason so that it follows the name of the file: "is protected by a password".

    Attributes:
        code: the permanent code of this fault.

    >>> str(RefusedError("is empty: choose the file that you edited").of("edits.xlsx"))
    "'edits.xlsx' is empty: choose the file that you edited"
    """

    code = "WBK-001"

    def of(self, name: str) -> RefusedError:
        """Return the same refusal with the name of the file before the reason."""
        return type(self)(f"'{name}' {self}")


class StrangerError(RefusedError):
    """A file that was exported from another register, or from a history that this one does not have."""

    code = "WBK-002"


def damaged(where: str) -> RefusedError:
    """Return the refusal of a file whose content does not hold together.

    >>> str(damaged("the list of its parts breaks off"))
    'is damaged (the list of its parts breaks off): open it in Excel or LibreOffice, look it through and save it again'
    """
    return RefusedError(f"is damaged ({where}): open it in Excel or LibreOffice, look it through and save it again")
