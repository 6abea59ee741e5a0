"""The record as a page: everybody can use it in light and dark (axe-core), and it asks a network for nothing."""

from importlib.resources import files as resources
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from datamap.exports.diagrams.kinds.scope import Scope
from datamap.exports.documents import document_of, pictures_of_activities, render_html
from datamap.exports.record import record_of
from datamap.model import Inventory


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory, innovat: Inventory) -> str:
    """The page of a real record as a file."""
    path: Path = tmp_path_factory.mktemp("record") / "ropa.html"
    pictures = pictures_of_activities(Scope(inventory=innovat, organisation="org-innovat"))
    path.write_bytes(render_html(document_of(record_of(innovat, "org-innovat"), pictures)))
    return path.as_uri()


@pytest.mark.parametrize(("scheme", "width"), [("light", 1280), ("dark", 320)])
def test_axe_finds_nothing_and_nothing_is_asked_for(browser: Browser, address: str, scheme: str, width: int) -> None:
    page = browser.new_page(
        color_scheme="dark" if scheme == "dark" else "light", viewport={"width": width, "height": 800}, bypass_csp=True
    )
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(address)
    page.evaluate((resources("axe_playwright_python") / "axe.min.js").read_text(encoding="utf-8"))
    found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
    assert [(each["id"], [node["html"][:160] for node in each["nodes"]][:3]) for each in found["violations"]] == []
    assert asked == [address]
    # WCAG 2.2, 1.4.10: only tables and pictures may be wider than the window, each in a box of its own.
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    page.close()
