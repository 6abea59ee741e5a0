"""Pictures in a real Chromium: no word from people runs or asks a network, and every word is there as text."""

import datetime
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from datamap.exports.diagrams.album import sheets_of
from datamap.exports.diagrams.kinds import KINDS, drawings_of
from datamap.exports.diagrams.kinds.scope import Scope
from datamap.exports.diagrams.measure import visible_text
from datamap.exports.diagrams.render import Picture, picture_of
from datamap.model import Activity, DataUse, Document, Evidence, Organisation, Party, Record, System, inventory_of
from tests.browser.attacks import PAYLOADS
from tests.browser.opening import watched

pytestmark = pytest.mark.chromium

TOGETHER = 8
"""Attacks on one activity: each stands in another field."""

# What could run or load something: elements, and attributes that name a script or an address.
FOREIGN = """[...document.querySelectorAll('*')].flatMap(each => [
  ...(/^(script|img|iframe|object|embed|a|use|image|foreignObject)$/i.test(each.localName) ? [each.localName] : []),
  ...[...each.attributes].map(one => one.name).filter(name => /^on|href|^src/i.test(name)),
])"""


def hostile() -> Iterator[Record]:
    yield Organisation(id="org-a", name=PAYLOADS[0])
    yield Document(id="doc-a", organisation="org-a", title=PAYLOADS[1])
    for n in range(0, len(PAYLOADS), TOGETHER):
        turn = n // TOGETHER % TOGETHER
        own = PAYLOADS[n : n + TOGETHER]
        name, description, party, location, system, element, condition, phrase = own[turn:] + own[:turn]
        yield Activity(id=f"act-{n}", organisation="org-a", name=name, description=description)
        yield Party(id=f"party-{n}", organisation="org-a", name=party, location=location)
        yield System(id=f"system-{n}", organisation="org-a", name=system, location=element)
        yield DataUse(
            id=f"use-{n}",
            organisation="org-a",
            activity=f"act-{n}",
            category="cat-email",
            people=("people-user",),
            elements=(element,),
            condition=condition,
            recipients=(f"party-{n}",),
            systems=(f"system-{n}",),
        )
        yield Evidence(
            id=f"evidence-{n}",
            organisation="org-a",
            record=f"use-{n}",
            field="recipients",
            document="doc-a",
            phrase=phrase,
        )


@pytest.fixture(scope="module")
def pictures() -> dict[str, Picture]:
    """The kinds of picture of an organisation all of whose words are attacks; a trace is drawn as all flows are."""
    scope = Scope(inventory=inventory_of(hostile()), organisation="org-a", as_of=datetime.date(2026, 11, 22))
    drawn = {kind: drawings_of(kind, replace(scope, activity="act-0")) for kind in KINDS if kind != "trace"}
    laid = iter(sheets_of(drawing for drawings in drawn.values() for drawing in drawings))
    return {kind: picture_of([sheet for _ in own for sheet in next(laid)]) for kind, own in drawn.items()}


def test_two_hundred_attacks_in_a_page_or_an_opened_svg_are_words_and_run_nothing(
    browser: Browser, pictures: dict[str, Picture], tmp_path: Path
) -> None:
    files = {f"{kind}.html": picture.html for kind, picture in pictures.items()}
    files |= {f"{kind}-{n}.svg": svg for kind, picture in pictures.items() for n, svg in enumerate(picture.svgs)}
    opened = watched(browser)
    page = opened.page
    words: dict[str, str] = {}
    for name, content in files.items():
        (tmp_path / name).write_text(content, encoding="utf-8")
        page.goto((tmp_path / name).as_uri())
        words[name] = page.evaluate("document.documentElement.textContent")
        assert page.evaluate("globalThis.ran") is None, name
        assert page.evaluate(FOREIGN) == [], name
    page.context.close()
    assert opened.complaints == []
    assert set(opened.requests) == {(tmp_path / name).as_uri() for name in files}
    told = "".join("".join(words.values()).split())
    assert [each for each in PAYLOADS if "".join(visible_text(each).split()) not in told] == []
