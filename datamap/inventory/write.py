"""From an inventory to a folder of text in its one canonical form."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import yaml

from datamap.files import write_whole
from datamap.inventory.parse import EMPTY_WORDS, NONE_WORD
from datamap.inventory.read import ENDING
from datamap.model import NONE, Inventory, Kind, Organisation, Record, flatten, kind_of

_WIDEST = 2**31 - 1
"""No line is ever folded: one fact, one line, so that differences between versions show facts."""


def format_records(records: Sequence[Record]) -> str:
    """Return records of one kind as text: sorted by id, fields in the order of the model.

    >>> from datamap.model import Party
    >>> print(format_records([Party(id="party-acme", organisation="org-x", name="Acme", contract=NONE)]), end="")
    - id: party-acme
      name: Acme
      contract: none
    """
    events = list(_events(sorted(records, key=lambda record: record.id)))
    return str(yaml.emit(events, Dumper=yaml.CDumper, width=_WIDEST, allow_unicode=True))


def _events(records: Sequence[Record]) -> Iterator[yaml.Event]:
    yield yaml.StreamStartEvent()
    yield yaml.DocumentStartEvent(explicit=False)
    yield yaml.SequenceStartEvent(None, None, implicit=True, flow_style=False)
    for record in records:
        yield yaml.MappingStartEvent(None, None, implicit=True, flow_style=False)
        for name, value in flatten(record).items():
            yield _scalar(name)
            if isinstance(value, tuple):
                yield yaml.SequenceStartEvent(None, None, implicit=True, flow_style=False)
                yield from map(_scalar, value)
                yield yaml.SequenceEndEvent()
            elif value is NONE:
                yield yaml.ScalarEvent(None, None, (True, True), NONE_WORD)
            else:
                yield _scalar(str(value))
        yield yaml.MappingEndEvent()
    yield yaml.SequenceEndEvent()
    yield yaml.DocumentEndEvent(explicit=False)
    yield yaml.StreamEndEvent()


def _scalar(words: str) -> yaml.ScalarEvent:
    """Return one piece of text; words that would be read as "none" or as nothing go in quotes."""
    quoted = words == NONE_WORD or words in EMPTY_WORDS or not words.isprintable()
    return yaml.ScalarEvent(None, None, (True, True), words, style='"' if quoted else None)


def format_inventory(inventory: Inventory) -> dict[str, str]:
    r"""Return the text of every file by its path below the folder of the inventory.

    >>> from datamap.model import Organisation, inventory_of
    >>> format_inventory(inventory_of([Organisation(id="org-acme", name="Acme")]))
    {'acme/organisation.yaml': '- id: org-acme\n  name: Acme\n'}
    """
    homes: dict[tuple[str, Kind], list[Record]] = {}
    for record in inventory.kept():
        owner: Any = record.id if isinstance(record, Organisation) else getattr(record, "organisation", None)
        homes.setdefault((owner.removeprefix("org-"), kind_of(record)), []).append(record)
    texts = {f"{home}/{kind.stem}{ENDING}": format_records(records) for (home, kind), records in homes.items()}
    return dict(sorted(texts.items()))


def write_inventory(inventory: Inventory, folder: Path) -> list[Path]:
    """Write all kept records below a folder, a file for each organisation and kind; return the paths written.

    Files that already hold the same bytes are left alone. Each file is written whole or not at all.
    """
    written = []
    for name, text in format_inventory(inventory).items():
        path, content = folder / name, text.encode()
        if not path.is_file() or path.read_bytes() != content:
            write_whole(path, content)
            written.append(path)
    return written
