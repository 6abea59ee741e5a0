"""Verify a register of datamap without datamap: Python 3.11 or newer is all that is needed, and nothing secret.

    python verify_register.py REGISTER [SEAL]

REGISTER is the SQLite file of a register, or what `datamap export-all` wrote; SEAL is what `datamap seal` wrote.
A revision's hash is the SHA-256 of its other columns as a JSON list, among them the hash of the revision before and the
SHA-256 of its changes, each of these a JSON list and a line feed; before the first one stands the SHA-256 of the
register's id as a JSON list. Nothing is written. Exit code 0: all is as recorded; 1: it is not; 2: it cannot be read.
"""

import hashlib
import hmac
import json
import re
import sqlite3
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

REVISIONS = """SELECT sequence, at, author, reason, origin, origin_sha256, changes, changes_sha256, previous, hash
    FROM revision ORDER BY sequence"""
CHANGES = """SELECT number, record, kind, organisation, field, before, after
    FROM change WHERE revision = ? ORDER BY number"""
STATE = "SELECT record, field, kind, organisation, words, revision FROM fact"
LAST = "SELECT record, field, kind, organisation, after, max(revision) FROM change GROUP BY record, field"
REPLAY = f"SELECT * FROM ({LAST}) WHERE after IS NOT NULL"  # noqa: S608
SAME = {"revision": "sequence = NEW.sequence OR hash = NEW.hash",
        "change": "revision = NEW.revision AND number = NEW.number"}  # fmt: skip
WHEN = {"update": "UPDATE ON {0}", "delete": "DELETE ON {0}",
        "replace": "INSERT ON {0} WHEN EXISTS (SELECT 1 FROM {0} WHERE {1})"}  # fmt: skip
GUARD = "CREATE TRIGGER {} BEFORE {} BEGIN SELECT RAISE(ABORT, 'the past of a register cannot be changed'); END"


def digest(*lists: Any, end: bytes = b"") -> str:
    """Return the SHA-256 of lists as JSON."""
    texts = (json.dumps(each, ensure_ascii=True, separators=(",", ":"), default=repr).encode() for each in lists)
    return hashlib.sha256(b"".join(text + end for text in texts)).hexdigest()


def open_file(path: Path) -> tuple[sqlite3.Connection, list[str]]:
    """Return the database of a register, which is only read, and what is wrong with it as a file."""
    register = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True, isolation_level=None)
    register.text_factory = lambda raw: raw.decode(errors="surrogateescape")
    register.execute("BEGIN")
    told = [f"JRN-013 file: damaged, {each}" for (each,) in register.execute("PRAGMA integrity_check") if each != "ok"]
    kept = dict(register.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'"))
    for name, table, when in ((f"{table}_no_{what}", table, WHEN[what]) for table in SAME for what in WHEN):
        if kept.get(name) != GUARD.format(name, when.format(table, SAME[table])):
            told.append(f"JRN-014 guards: {name} is missing or was changed, the past can be rewritten")
    return register, told


def open_export(path: Path) -> tuple[sqlite3.Connection, list[str]]:
    """Return the lines of an export as a temporary database, and what is wrong with them as a file."""
    register, (first, *rows, last) = sqlite3.connect(""), path.read_bytes().splitlines(keepends=True)
    head, sha = json.loads(first), hashlib.sha256(b"".join((first, *rows))).hexdigest()
    for table, names in {"setting": ["name", "value"], **head["columns"]}.items():
        register.execute(f"CREATE TABLE {table} ({', '.join(names)})")
    register.executemany("INSERT INTO setting VALUES (?, ?)", head["settings"].items())
    for table, *row in map(json.loads, rows):
        register.execute(f"INSERT INTO {table} VALUES ({', '.join('?' * len(row))})", row)  # noqa: S608
    register.execute(f"CREATE VIEW fact (record, field, kind, organisation, words, revision) AS {REPLAY}")
    fits = json.loads(last) == ["sha256", sha]
    return register, [] if fits else ["JRN-013 export: cut or changed, its last line does not fit the others"]


def check_persons(register: sqlite3.Connection) -> Iterator[str]:
    """Yield persons whose seal is not that of their name and key, and authors who are no such person."""
    for seal, name, key in register.execute("SELECT seal, name, key FROM person"):
        is_key = isinstance(name, str) and re.fullmatch("([0-9a-f]{2})*", str(key))
        made = hmac.digest(bytes.fromhex(key), name.encode(errors="replace"), "sha256").hex() if is_key else ""
        if made != seal and (name, key) != (None, None):  # whoever was erased has neither
            yield f"JRN-008 persons: {name!r} is not whom the seal {seal} was made for"
    for (sequence,) in register.execute("SELECT sequence FROM revision WHERE author NOT IN (SELECT seal FROM person)"):
        yield f"JRN-008 revision {sequence}: nobody is known by the seal of its author"


def check_journal(register: sqlite3.Connection) -> Iterator[str]:
    """Yield what is wrong with the chain, with the changes of each revision, and with the state that they lead to."""
    last, fitting = 0, {digest([dict(register.execute("SELECT name, value FROM setting")).get("id", "")])}
    for row in register.execute(REVISIONS):
        sequence, place, expected = row[0], f"revision {row[0]}", digest(row[:-1])
        if sequence > last + 1:
            yield f"JRN-003 revision {last + 1}: missing" + (f", up to {sequence - 1}" if sequence > last + 2 else "")
        elif row[8] not in fitting:
            yield f"JRN-002 {place}: it does not follow what was before"
        if row[9] != expected:
            yield f"JRN-001 {place}: it was changed, its hash does not fit its content"
        last, fitting = sequence, {row[9], expected}
        changes = register.execute(CHANGES, (sequence,)).fetchall()
        if [number for number, *_ in changes] != [*range(1, row[6] + 1)]:
            yield f"JRN-005 {place}: it was made of {row[6]} changes; some are missing, too many or renumbered"
        elif digest(*(change for _number, *change in changes), end=b"\n") != row[7]:
            yield f"JRN-004 {place}: its changes are not those that it was made of"
    for (sequence,) in register.execute("SELECT revision FROM change EXCEPT SELECT sequence FROM revision"):
        yield f"JRN-007 revision {sequence}: it has changes and is not in the journal"
    for one, other, told in ((STATE, REPLAY, "is not from"), (REPLAY, STATE, "is only in")):
        for record, field, *_owner, words, _revision in register.execute(f"{one} EXCEPT {other}"):
            yield f"JRN-009 current state: {record}.{field} = {words} {told} the journal"


def check_seal(register: sqlite3.Connection, seal: dict[str, Any]) -> Iterator[str]:
    """Yield what a seal proves: another register, a cut tail or older copy, another history."""
    hashes = dict(register.execute("SELECT sequence, hash FROM revision"))
    marks = {int(number): mark for number, mark in seal["earlier"].items()} | {seal["sequence"]: seal["hash"]}
    if (seal["register"],) not in register.execute("SELECT value FROM setting WHERE name = 'id'").fetchall():
        yield "JRN-012 seal: it is of another register"
    elif max(hashes, default=0) < seal["sequence"]:
        yield f"JRN-010 seal: there were {seal['sequence']} revisions at {seal['made']}; cut, or this is older"
    elif other := [number for number in sorted(marks) if hashes.get(number, marks[number]) != marks[number]]:
        yield f"JRN-011 seal: not the history of {seal['made']}, from revision {other[0]} or before"


if __name__ == "__main__":
    if len(sys.argv) not in (2, 3):
        sys.exit(sys.stderr.write(str(__doc__)) and 2)
    file, *seals = map(Path, sys.argv[1:])
    try:
        with file.open("rb") as beginning:
            is_database = beginning.read(16) == b"SQLite format 3\0"
        register, problems = open_file(file) if is_database else open_export(file)
        problems += [*check_persons(register), *check_journal(register)]
        for each in seals:
            problems += check_seal(register, json.loads(each.read_text(encoding="utf-8")))
    except (OSError, sqlite3.Error, ValueError, LookupError, TypeError, AttributeError) as error:
        sys.exit(sys.stderr.write(f"{file} cannot be read: {error}\n") and 2)
    verdict = f"{len(problems)} problems" if problems else "all is as it was recorded"
    sealed = "" if seals else "; without a seal, a cut tail or another history cannot be seen"
    sys.stdout.write("\n".join([*problems, f"{verdict}{sealed}\n"]))
    sys.exit(1 if problems else 0)
