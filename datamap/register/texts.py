"""What is done with text: hold it against the documents it rests on, and bring it into its canonical form."""

from __future__ import annotations

from pathlib import Path

from datamap.checks.coverage import CoveredSentence, cover_documents
from datamap.errors import DatamapError
from datamap.inventory import format_inventory, read_comments, write_inventory
from datamap.model import Inventory
from datamap.problems import Report
from datamap.text import join_words


def cover(inventory: Inventory, documents: Path) -> tuple[list[CoveredSentence], Report]:
    """Return each sentence of the inventory's documents with what covers it, and what is wrong with the evidence.

    Raises:
        DatamapError: there is no such folder of documents.
    """
    if not documents.is_dir():
        raise DatamapError(f"there is no folder '{documents}': name the folder of the documents with --documents DIR")
    files = {path.name: path.read_bytes() for path in sorted(documents.iterdir()) if path.is_file()}
    return cover_documents(inventory, files)


def reformat(inventory: Inventory, folder: Path, *, write: bool) -> list[Path]:
    """Return the text files below a folder that are not in canonical form, after writing them if asked to.

    Raises:
        DatamapError: a file that would be written holds comments, which the canonical form cannot keep.
    """
    texts = format_inventory(inventory)
    changed = [folder / name for name, text in texts.items() if _differs(folder / name, text)]
    commented = [path for path in changed if path.is_file() and read_comments(path)]
    if write and commented:
        names = join_words([f"'{path}' (line {read_comments(path)[0]})" for path in commented])
        raise DatamapError(f"comments would be lost in {names}: move them into the field 'note'; nothing was written")
    if write:
        write_inventory(inventory, folder)
    return changed


def _differs(path: Path, text: str) -> bool:
    return not path.is_file() or path.read_bytes() != text.encode()
