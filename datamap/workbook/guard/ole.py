"""What lies in an OLE compound file (MS-CFB), told by the names of its streams; nothing in it is opened."""

from __future__ import annotations

from collections.abc import Iterator

MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_HEADER = 512
_ENTRY = 128
_NAME = 64
_STORAGE, _STREAM, _ROOT = 1, 2, 5


def stream_names(content: bytes) -> set[str]:
    """Return the names of the streams and storages of a compound file.

    Entries of its directory are found by their shape rather than by following the chains of sectors, which a
    hostile file can lay in circles. MS-CFB, 2.6.1.

    >>> stream_names(MAGIC + bytes(504))
    set()
    """
    return set(_names(content))


def _names(content: bytes) -> Iterator[str]:
    for start in range(_HEADER, len(content) - _ENTRY + 1, _ENTRY):
        size, size_above, kind, color = content[start + _NAME : start + _NAME + 4]
        if kind in (_STORAGE, _STREAM, _ROOT) and color <= 1 and size_above == 0 and size <= _NAME:
            try:
                name = content[start : start + size].decode("utf-16-le")
            except UnicodeDecodeError:
                continue
            if name.endswith("\0") and "\0" not in name[:-1]:
                yield name[:-1]


def seen_in(content: bytes) -> str:
    """Return what is said of a compound file that somebody brings back as a workbook.

    >>> seen_in(MAGIC + bytes(504))
    'is in an old format of Microsoft programs: open it and save it as .xlsx'
    """
    names = stream_names(content)
    if any(name.startswith("DRMEncrypted") for name in names):
        return (
            "is protected by a sensitivity label of Microsoft: open it in Excel, choose a label without encryption and "
            "save it as .xlsx"
        )
    if "EncryptedPackage" in names or "EncryptionInfo" in names:
        return "is protected by a password: open it in Excel, remove the password and save it as .xlsx"
    if names & {"Workbook", "Book"}:
        return "is a workbook in the old format .xls: open it and save it as .xlsx"
    if "WordDocument" in names:
        return "is a document of Word and not a workbook: choose the workbook that you edited"
    if "PowerPoint Document" in names:
        return "is a presentation of PowerPoint and not a workbook: choose the workbook that you edited"
    return "is in an old format of Microsoft programs: open it and save it as .xlsx"
