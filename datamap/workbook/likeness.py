"""Records that may be the same: beside a new one, and beside one that gets the name of another, those much alike."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from datamap.model.facts import facts_of
from datamap.model.kinds import kind_named
from datamap.model.state import State
from datamap.text import match_key
from datamap.workbook.names import NAME_FIELDS, name_in
from datamap.workbook.plan import Likely, RecordChange, What

ALIKE = 85
"""From which likeness of the names on, in percent, a record is shown beside the one that it may already be."""
SHOWN = 3
"""So many are shown at most."""
Named = tuple[str, str]
"""The id of a record, and what people call it."""


def with_likely(changes: Sequence[RecordChange], register: State) -> list[RecordChange]:
    """Return changes, the new and the renamed records each with those that they may be the same as.

    These are of the same kind and organisation, and alike in name; beside a renamed record, those only that its new
    name is more like than the old one was. Links have no name of their own, so that only those of the very same things
    are shown.

    Args:
        changes: what would happen, in any order.
        register: what the register holds now.

    >>> from datamap.model.state import Key, Owner
    >>> state = State({"party-a": Owner("party", "org-a")}, {Key("party-a", "name"): '"Acme Inc."'})
    >>> new = RecordChange("party-b", "party", "org-a", What.NEW, "", "ACME Inc", (), None)
    >>> with_likely([new], state)[0].likely
    (Likely(record='party-a', name='Acme Inc.', likeness=100),)
    """
    asked = {(each.kind, each.organisation) for each in changes if each.what in (What.NEW, What.RENAMED)}
    renamed = {each.record: each.name_after for each in changes if each.what is What.RENAMED}
    names: dict[tuple[str, str], list[Named]] = defaultdict(list)
    for id, owner in register.owners.items() if asked else ():
        if (owner.kind, owner.organisation) in asked:
            names[owner.kind, owner.organisation].append((id, renamed.get(id) or name_in(register.facts, id)))
    gone = {each.record for each in changes if each.what is What.DELETED}
    shown = []
    for each in changes:
        among = names[each.kind, each.organisation]
        likely: tuple[Likely, ...] = ()
        if each.what is What.NEW:
            likely = _alike(each.name_after, each.kind, among)
            among.append((each.record, each.name_after))
        elif each.what is What.RENAMED:
            others = [(id, name) for id, name in among if id != each.record and id not in gone]
            likely = tuple(like for like in _alike(each.name_after, each.kind, others) if _is_nearer(each, like))
        shown.append(each._replace(likely=likely) if likely else each)
    return shown


def _alike(name: str, kind: str, among: Sequence[Named]) -> tuple[Likely, ...]:
    from rapidfuzz import fuzz, process

    has_name = any(field in NAME_FIELDS and field != "phrase" for field in facts_of(kind_named(kind).record_class))
    key = match_key(name)
    if not key:
        return ()
    keys = [match_key(other) for _id, other in among]
    least = ALIKE if has_name else 100
    found = process.extract(key, keys, scorer=fuzz.ratio, score_cutoff=least, limit=SHOWN)
    return tuple(Likely(*among[index], round(score)) for _key, score, index in found)


def _is_nearer(change: RecordChange, likely: Likely) -> bool:
    """Return whether a rename brings two names closer; what was as much alike before is no news."""
    from rapidfuzz import fuzz

    return likely.likeness > round(fuzz.ratio(match_key(change.name), match_key(likely.name)))
