"""Which cells are marked as asked for by the law and not recorded: one hidden column of each sheet names them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from datamap.checks.gaps import gaps_in
from datamap.model import Inventory, kind_of


def gaps_by_record(inventory: Inventory) -> Mapping[str, tuple[str, ...]]:
    """Return the keys of the columns that are to be marked in the row of each record, as the hidden row has them.

    A record that lacks only other records, such as an activity without purposes, is there without a key.

    >>> from datamap.model import PurposeLine, inventory_of
    >>> line = PurposeLine(id="line-a", organisation="org-a", activity="act-a", purpose="purpose-security")
    >>> from datamap.checks.examples import activity
    >>> gaps_by_record(inventory_of([activity(), line]))["line-a"]
    ('purpose_line.legal_basis',)
    """
    found: defaultdict[str, list[str]] = defaultdict(list)
    for record, field in sorted(gaps_in(inventory)):
        keys = found[record]
        if field:
            keys.append(f"{kind_of(inventory.records[record]).name}.{field}")
    return {record: tuple(keys) for record, keys in found.items()}
