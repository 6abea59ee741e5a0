"""No word from people runs, nothing is asked of a network, and everybody can use the page (axe-core)."""

import sys
from importlib.resources import files as resources
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from datamap.exports.map.contents import Subject
from datamap.model import Activity, DataUse, Document, Evidence, Inventory, Organisation, Party, inventory_of
from tests.browser.attacks import PAYLOADS
from tests.browser.conftest import Open
from tests.browser.opening import open_map, written

pytestmark = pytest.mark.chromium


def hostile() -> Inventory:
    """An inventory all of whose words are attacks."""
    records = [
        Organisation(id="org-a", name=PAYLOADS[0]),
        Document(id="doc-a", organisation="org-a", title=PAYLOADS[1]),
    ]
    activities = [
        Activity(id=f"act-a-{number}x", organisation="org-a", name=text, description=text)
        for number, text in enumerate(PAYLOADS)
    ]
    parties = [Party(id=f"party-a-{n}x", organisation="org-a", name=text) for n, text in enumerate(PAYLOADS)]
    uses = [
        DataUse(
            id=f"use-a-{number}x",
            organisation="org-a",
            activity=f"act-a-{number}x",
            category="cat-email",
            elements=(text,),
            recipients=(f"party-a-{number}x",),
            condition=text,
        )
        for number, text in enumerate(PAYLOADS)
    ]
    evidence = [
        Evidence(
            id=f"evidence-a-{number}x",
            organisation="org-a",
            record=f"use-a-{number}x",
            field="recipients",
            document="doc-a",
            section=text,
            phrase=text,
        )
        for number, text in enumerate(PAYLOADS)
    ]
    return inventory_of([*records, *activities, *parties, *uses, *evidence])


def test_two_hundred_attacks_are_shown_as_words_and_run_nothing(browser: Browser, tmp_path: Path) -> None:
    assert len(PAYLOADS) == 200
    opened = open_map(browser, written(tmp_path, "hostile", Subject(inventory=hostile())))
    page = opened.page
    for number in range(0, 200, 25):
        opened.box(f"use-a-{number}x").evaluate("each => each.click()")
        page.fill("#search", PAYLOADS[number][:40])
    page.click("#end")
    page.click("input[value=table]")
    page.get_by_role("button", name="Show all").first.click()
    assert page.evaluate("globalThis.ran") is None
    assert page.evaluate("document.querySelectorAll('script').length") == 2
    assert page.locator("img, iframe, a[href^=javascript], math, object, embed").count() == 0
    assert opened.complaints == []
    assert len(opened.requests) == 1
    words = opened.page.locator("#table").inner_text()
    assert "<img src=x onerror='globalThis.ran=1;alert(1)'>" in words
    page.context.close()


def test_the_policy_stops_script_and_requests_even_if_somebody_got_in(opened: Open) -> None:
    page = opened()
    reported = page.page.evaluate(
        """async () => {
             const found = [];
             document.addEventListener('securitypolicyviolation', each => found.push(each.effectiveDirective));
             try { document.body.innerHTML += '<b>x</b>'; } catch (error) { found.push(error.name); }
             const script = document.createElement('script');
             try { script.textContent = 'globalThis.ran = 1'; } catch (error) { found.push(error.name); }
             document.body.append(script);
             await fetch('http://127.0.0.1:9/').catch(() => found.push('no request'));
             await new Promise(done => setTimeout(done, 50));
             return found;
           }"""
    )
    assert {"no request", "connect-src", "TypeError"} <= set(reported)
    assert page.page.evaluate("globalThis.ran") is None
    assert page.complaints
    page.complaints.clear()
    page.requests.clear()


@pytest.mark.parametrize(
    ("name", "address", "scheme"),
    [
        ("findings", "", "light"),
        ("findings", "#record=cat-location", "dark"),
        ("findings", "#record=cat-location&alone=yes&basis=not+recorded", "light"),
        ("findings", "#view=table&record=cat-location", "light"),
        ("findings", "#view=table&record=cat-location", "dark"),
        ("german", "#record=cat-location", "light"),
    ],
)
def test_axe_finds_nothing(opened: Open, name: str, address: str, scheme: str) -> None:
    # Wide in the light, and in the dark as narrow as WCAG 2.2 asks for (1.4.10).
    size = {"width": 1280 if scheme == "light" else 320, "height": 800}
    page = opened(name, address, color_scheme=scheme, viewport=size, reduced_motion="reduce")
    page.page.locator("#narrow summary").click()
    page.page.locator("#legend summary").click()
    axe = (resources("axe_playwright_python") / "axe.min.js").read_text(encoding="utf-8")
    page.page.evaluate(axe)
    found = page.page.evaluate("axe.run(document, {resultTypes: ['violations']})")
    told = [(each["id"], [node["html"][:160] for node in each["nodes"]][:3]) for each in found["violations"]]
    sys.stdout.write(f"{len(found['passes'])} rules pass\n")
    assert told == []
