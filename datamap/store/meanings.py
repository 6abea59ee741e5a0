"""What databases say, and what it means to the people whose register it is."""

from __future__ import annotations

import re

_MEANINGS = {
    "database is locked|lock timeout": "somebody else writes to it for a long time: try again when they are done",
    "unable to open database file": "it cannot be opened: see whether its folder exists, and whether you may read and "
    "write the file and its folder",
    "readonly database": "you may not write to it, or to its folder: ask for the permission to write",
    "disk is full": "the disk is full: make room and try again",
    "disk I/O error": "the disk took not all that was to be written: see whether it is full or fails",
    "file is not a database": "this file is no register",
    "failed to resolve host": "no computer is found by that name: see how it is spelt, and whether the network works",
    "Connection refused": "no server answers there: see whether it runs, and whether host and port are right",
    "timeout expired": "no server answers there in time: see whether host and port are right",
    r"s\.PGSQL\..*No such file": "no server runs on this computer: name its host, as in postgresql://user@host/database",
    "no password supplied": "the server asks for a password: give it in PGPASSWORD or in ~/.pgpass",
    "password authentication failed": "the server does not know this user with this password: see PGPASSWORD or "
    "~/.pgpass",
    'database ".*" does not exist': "the server has no such database: see how it is spelt, or have one made (createdb)",
    'role ".*" does not exist': "the server knows no such user: see how it is spelt, or have one made (createuser)",
}
"""What a message holds, as a regular expression, and what it means here."""


def meaning_of(told: str) -> str:
    r"""Return what a message of a database means; the first line of it, if that is not known.

    >>> meaning_of("FATAL: the database is locked")
    'somebody else writes to it for a long time: try again when they are done'
    >>> meaning_of("something new\nDETAIL: more")
    'something new'
    """
    found = (meaning for pattern, meaning in _MEANINGS.items() if re.search(pattern, told))
    return next(found, told.splitlines()[0] if told else "the database says nothing of why")
