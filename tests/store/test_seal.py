"""A seal is a small text that says what a register was; anything else is refused in a sentence."""

import json

import pytest
from sqlalchemy import Engine

from datamap.errors import DatamapError
from datamap.store.connect import reading
from datamap.store.journal import read_changes, read_head
from datamap.store.seal import make_seal, read_seal
from tests.store.registers import MADE, fill


def test_a_seal_holds_the_head_of_the_register(engine: Engine) -> None:
    fill(engine, 1, revisions=9)
    text = make_seal(engine, MADE)
    seal = read_seal(text)
    with reading(engine) as connection:
        head = read_head(connection)
        assert head is not None
        assert (seal.sequence, seal.hash, seal.changes) == (9, head.hash, len(list(read_changes(connection, 1, 9))))
    assert seal.made == MADE
    assert sorted(seal.earlier) == [1, 5, 7, 8]
    assert make_seal(engine, MADE) == text


def test_a_seal_stays_small(engine: Engine) -> None:
    fill(engine, 1, revisions=40)
    assert len(make_seal(engine, MADE)) < 1_000


@pytest.mark.parametrize(
    ("name", "value"),
    [("format", "x"), ("format", []), ("version", "x"), ("sequence", "x"), ("earlier", []), ("earlier", {"x": "y"})],
)
def test_what_is_no_seal_is_refused(engine: Engine, name: str, value: object) -> None:
    content = json.loads(make_seal(engine, MADE))
    with pytest.raises(DatamapError, match="this is no seal of a register"):
        read_seal(json.dumps({**content, name: value}))
    del content[name]
    with pytest.raises(DatamapError, match="this is no seal of a register"):
        read_seal(json.dumps(content))


@pytest.mark.parametrize("text", ["", "null", "[]", "7", "{", '{"format": "datamap seal", "version": 1, "more": 2}'])
def test_other_text_is_refused(text: str) -> None:
    with pytest.raises(DatamapError, match="this is no seal of a register"):
        read_seal(text)


def test_a_seal_of_a_newer_program_is_refused() -> None:
    with pytest.raises(DatamapError, match="this seal has version 2, this program knows 1: update datamap"):
        read_seal('{"format": "datamap seal", "version": 2}')
