"""What people call the records of a state."""

from __future__ import annotations

import json
from collections.abc import Mapping

from datamap.model.shipped import shipped_terms
from datamap.model.state import Key

NAME_FIELDS = ("name", "label", "title", "summary", "phrase")
"""The fields that hold what people call a record; a record has one of them, or is called after what it links."""
LINKS = ("activity", "category", "purpose", "right")


def name_in(facts: Mapping[Key, str], id: str) -> str:
    """Return what people call a record in a state; a link is called after what it links.

    >>> facts = {Key("act-a", "name"): '"Payroll"', Key("use-a", "activity"): '"act-a"'}
    >>> name_in(facts | {Key("use-a", "category"): '"cat-email"'}, "use-a")
    'Payroll: E-mail address'
    """
    linked = (text_of(facts.get(Key(id, field))) for field in LINKS)
    return (
        _own_name(facts, id)
        or ": ".join(_own_name(facts, other) or term_name(other) for other in linked if other)
        or term_name(id)
    )


def _own_name(facts: Mapping[Key, str], id: str) -> str:
    return next(filter(None, (text_of(facts.get(Key(id, field))) for field in NAME_FIELDS)), "")


def term_name(id: str) -> str:
    """Return what people call a shipped term; of anything else the id itself.

    >>> term_name("DE"), term_name("party-x")
    ('Germany', 'party-x')
    """
    term = shipped_terms().get(id)
    return str(getattr(term[0], "label", id)) if term else id


def text_of(words: str | None) -> str:
    """Return the text of a field that holds one value, "" for any other.

    >>> text_of('"Acme"'), text_of("null"), text_of('["a"]'), text_of(None)
    ('Acme', '', '', '')
    """
    return str(json.loads(words)) if words and words.startswith('"') else ""
