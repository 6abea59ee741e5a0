"""A map in a real Chromium, and all that must not happen there: requests, errors, violations of the policy, dialogs."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, ConsoleMessage, Dialog, Locator, Page

from datamap.exports.map.contents import Subject
from datamap.exports.map.render import render_map

# A page that is opened from a file; a slow machine takes its time.
PATIENCE = 30_000


@dataclass
class Opened:
    """A page with a map, and what it did beyond showing it."""

    page: Page
    requests: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def dismiss(self, dialog: Dialog) -> None:
        """Notes a dialog, and closes it."""
        self.complaints.append(f"dialog: {dialog.message}")
        dialog.dismiss()

    @property
    def status(self) -> str:
        return self.page.locator("#state").inner_text()

    def box(self, id: str) -> Locator:
        """The box of a record."""
        return self.page.locator(f'button[data-record="{id}"]')

    def lit(self) -> set[str]:
        """The ids of the boxes that light up."""
        return set(self.page.locator("button.lit").evaluate_all("all => all.map(each => each.dataset.record)"))

    def visible(self) -> set[str]:
        """The ids of the boxes in sight; a box of a box that is hidden is hidden too."""
        return set(
            self.page.locator("button[data-record]").evaluate_all(
                "all => all.filter(each => !each.closest('[hidden]')).map(each => each.dataset.record)"
            )
        )

    def trace(self, id: str) -> Any:
        return self.page.evaluate("id => datamap.trace(id)", id)


def open_map(browser: Browser, path: Path, address: str = "", **context: Any) -> Opened:
    """The map of a file in a window of its own."""
    opened = watched(browser, **context)
    opened.page.goto(path.as_uri() + address)
    opened.page.locator("html.ready").wait_for()
    return opened


def watched(browser: Browser, **context: Any) -> Opened:
    """A window of its own, all that it does noted."""
    page = browser.new_context(**{"viewport": {"width": 1280, "height": 800}, **context}).new_page()
    page.set_default_timeout(PATIENCE)
    opened = Opened(page)
    page.on("request", lambda request: opened.requests.append(request.url))
    page.on("console", lambda message: opened.complaints.extend(complaint(message)))
    page.on("pageerror", lambda error: opened.complaints.append(str(error)))
    page.on("dialog", opened.dismiss)
    return opened


def complaint(message: ConsoleMessage) -> Iterable[str]:
    return [message.text] if message.type in ("error", "warning") else []


def written(folder: Path, name: str, subject: Subject) -> Path:
    """The file of a map."""
    path = folder / f"{name}.html"
    path.write_bytes(render_map(subject))
    return path
