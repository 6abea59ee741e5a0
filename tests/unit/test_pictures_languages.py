"""Pictures and map in each language: every word is there, and no word of another language reaches a reader."""

import datetime
import html
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

import pytest
from defusedxml.ElementTree import fromstring

from datamap.exports.diagrams.album import Paper, sheets_of
from datamap.exports.diagrams.drawing import Bar, Drawing, Emphasis, FrameStyle, LineStyle, Shape
from datamap.exports.diagrams.kinds import KINDS, drawings_of
from datamap.exports.diagrams.kinds.change import changes_of
from datamap.exports.diagrams.kinds.scope import Scope
from datamap.exports.diagrams.listing import listing_of
from datamap.exports.diagrams.render import picture_of
from datamap.exports.map.contents import Subject, contents_of
from datamap.exports.map.order import COLUMNS
from datamap.exports.map.render import render_map
from datamap.exports.map.telling import LEGAL, UNTOLD
from datamap.labels import languages_of, read_labels
from datamap.model import KINDS as RECORD_KINDS
from datamap.model import Activity, Inventory, Organisation, facts_of, inventory_of
from datamap.model.terms import Term
from datamap.vocabulary.law import read_law
from tests.inventories import Maker

OTHERS = tuple(language for language in languages_of("diagrams") if language != "en")
DIGITS = ("1", "22 333", "4444")
"""What people wrote in these records: nothing that is a word of any language."""
LONG = "5 6 7 " * 60
NAMES = frozenset({"IM", "ID"})
"""Of the NIST Privacy Framework: the names of its items."""


@pytest.fixture(scope="module")
def register() -> Inventory:
    """All kinds of records and all three states, in digits; more activities than a page holds."""
    inventory = Maker(3, DIGITS).inventory()
    own = inventory.of(Organisation)[0].id
    more = {f"act-{n}": Activity(id=f"act-{n}", organisation=own, name=LONG if n == 0 else str(n)) for n in range(70)}
    return Inventory({**inventory.part(own).records, **more})


def placed(words: str) -> list[str]:
    return sorted(re.findall(r"\{\w+\}", words))


def words_in(texts: Iterable[str]) -> set[str]:
    undigested = (re.sub(r"\b[0-9a-f]{12}\b", "", text) for text in texts)
    return {word for text in undigested for word in re.findall(r"[^\W\d_]{2,}", text)} - NAMES


def known_in(language: str) -> set[str]:
    """The words of all tables of a language, and those that stand in the vocabulary as the law itself writes them."""
    tables = ("diagrams", "map", "record", "terms", "titles", "law")
    return words_in(words for table in tables for words in read_labels(table, language).values())


@pytest.mark.parametrize("product", ["diagrams", "map"])
def test_pictures_and_map_speak_the_languages_of_the_record(product: str) -> None:
    assert languages_of(product) == languages_of("record")


@pytest.mark.parametrize("language", OTHERS)
@pytest.mark.parametrize("product", ["diagrams", "map"])
def test_each_language_has_every_key_with_the_same_places_for_names(product: str, language: str) -> None:
    english, other = read_labels(product), read_labels(product, language)
    assert list(other) == list(english)
    assert [key for key in english if not other[key].strip() or placed(english[key]) != placed(other[key])] == []


@pytest.mark.parametrize("language", OTHERS)
def test_every_title_on_the_map_and_every_decision_of_adequacy_has_words(language: str) -> None:
    on_map = {"organisation", *(kind for kinds in COLUMNS.values() for kind in kinds)}
    kinds = [kind for kind in RECORD_KINDS if kind.name in on_map]
    fields = {fact.title for kind in kinds for name, fact in facts_of(kind.record_class).items() if name not in UNTOLD}
    assert {kind.title for kind in kinds} | fields == read_labels("titles", language).keys()
    law = read_law()
    decisions = (*law.adequacy, *(each.decision for each in law.ended_frameworks))
    told = {words for each in decisions for words in (each.decision, each.scope)}
    terms = [record for record in inventory_of([]).records.values() if isinstance(record, Term)]
    cites = [getattr(term, name, None) or () for term in terms for name in LEGAL]
    told |= {words for each in cites for words in ((each,) if isinstance(each, str) else each) if not is_plain(words)}
    assert told == read_labels("law", language).keys()


def is_plain(article: str) -> bool:
    """Whether a citation is an article of the GDPR and nothing else, which each language cites by rule."""
    return re.fullmatch(r"Art\. \d+(\(\d+\))?(\([a-z]\))?", article) is not None


@pytest.mark.parametrize("sign", [*Shape, *LineStyle, *FrameStyle, *Bar, Emphasis.MISSING])
def test_dot_has_words_for_every_sign(sign: Shape) -> None:
    assert f"dot.{re.sub('[ ,]+', '-', sign.value)}" in read_labels("diagrams")


def drawings(register: Inventory, language: str) -> Iterator[Drawing]:
    [own] = register.of(Organisation)
    scope = Scope(inventory=register, organisation=own.id, as_of=datetime.date(2026, 11, 22), language=language)
    for kind in KINDS:
        if kind == "activity":
            scope = replace(scope, activity=register.of(Activity)[-1].id)
        yield from drawings_of(kind, replace(scope, category="cat-contact") if kind == "trace" else scope)
    fewer = {id: record for id, record in register.records.items() if not id.startswith("use-a-0")}
    yield from changes_of(replace(scope, inventory=Inventory(fewer)), scope)


@pytest.mark.parametrize("language", OTHERS)
def test_every_word_of_every_picture_is_of_its_language(register: Inventory, language: str) -> None:
    made = list(drawings(register, language))
    picture = picture_of(sheet for sheets in sheets_of(made, Paper.A4) for sheet in sheets)
    assert any(drawing.sheet_of for drawing in picture.drawings)
    assert any(drawing.notes for drawing in picture.drawings)
    roots = [fromstring(svg) for svg in picture.svgs]
    assert {root.get("lang") for root in roots} == {language}
    assert f'<html lang="{language}">' in picture.html
    texts = [text for root in roots for text in root.itertext()]
    texts += [picture.csv, re.sub("<style>.*?</style>|<[^>]*>", " ", picture.html, flags=re.DOTALL)]
    texts += re.findall(r'"((?:[^"\\]|\\.)*)"', re.sub(r'"(\w+)":', "", listing_of(picture.drawings, 1)))
    labels = re.findall("<TABLE.*?</TABLE>", picture.dot, flags=re.DOTALL)
    texts += [text for label in labels for text in fromstring(label).itertext()]
    texts += [html.unescape(text) for text in re.findall(r'"([^"]*)"', picture.mermaid.replace("<br/>", " "))]
    assert sorted(words_in(texts) - known_in(language)) == []


@pytest.mark.parametrize("language", OTHERS)
def test_every_word_of_the_map_is_of_its_language(register: Inventory, language: str) -> None:
    subject = Subject(inventory=register, language=language)
    contents = contents_of(subject)
    told = ("title", "name", "fullName", "below", "facts", "missing", "marks")
    texts = [contents["title"], contents["footer"], *strings(contents["columns"])]
    texts += strings([{name: value for name, value in each.items() if name in told} for each in contents["records"]])
    texts += [title for _, title in contents["evidenceFields"].values()]
    assert sorted(words_in(texts) - known_in(language)) == []
    assert contents["words"] == read_labels("map", language)
    assert f'<html lang="{language}">' in render_map(subject).decode()


def strings(value: Any) -> list[str]:
    if isinstance(value, str):
        return [value]
    if isinstance(value, Mapping):
        return strings(list(value.values()))
    return [text for each in value for text in strings(each)] if isinstance(value, list | tuple) else []
