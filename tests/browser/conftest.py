"""One Chromium for all tests of a process, and the maps that they look at."""

import os
import shutil
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from datamap.checks.run import check
from datamap.exports.map.contents import Subject
from datamap.model import Inventory
from datamap.register import open_inventory, part_of
from tests.browser.opening import Opened, open_map, written

Open = Callable[..., Opened]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The system's Chromium; root may not use its sandbox."""
    names = ("chromium", "chromium-browser", "google-chrome")
    path = next(filter(None, map(shutil.which, names)))
    with sync_playwright() as playwright:
        alone = ["--no-sandbox"] if os.geteuid() == 0 else []
        started = playwright.chromium.launch(executable_path=path, args=alone)
        yield started
        started.close()


@pytest.fixture(scope="session")
def whole(root: Path) -> Inventory:
    return open_inventory(root / "inventory")


@pytest.fixture(scope="session")
def innovat(whole: Inventory) -> Inventory:
    return part_of(whole, "innovat")


@pytest.fixture(scope="session")
def files(tmp_path_factory: pytest.TempPathFactory, whole: Inventory, innovat: Inventory) -> Callable[[str], Path]:
    """Maps as files, drawn when first opened: of one organisation, also with findings or in German, and of all five."""
    folder = tmp_path_factory.mktemp("maps")

    @cache
    def file_of(name: str) -> Path:
        inventory = whole if name == "whole" else innovat
        findings = check(innovat) if name == "findings" else None
        language = "de" if name == "german" else "en"
        return written(folder, name, Subject(inventory=inventory, findings=findings, language=language))

    return file_of


@pytest.fixture
def opened(browser: Browser, files: Callable[[str], Path]) -> Iterator[Open]:
    """Opens a map; at the end nothing may have left the page and nothing may have gone wrong in it."""
    pages: list[Opened] = []
    paths: set[Path] = set()

    def begin(name: str = "innovat", address: str = "", **context: object) -> Opened:
        paths.add(files(name))
        pages.append(open_map(browser, files(name), address, **context))
        return pages[-1]

    yield begin
    for each in pages:
        each.page.context.close()
    assert [each.complaints for each in pages if each.complaints] == []
    assert {url.partition("#")[0] for each in pages for url in each.requests} <= {path.as_uri() for path in paths}
