"""A wheel, and a folder with an inventory, made once for all end-to-end tests."""

import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.e2e.runner import Runner, forks_of


@pytest.fixture(scope="session")
def wheel(tmp_path_factory: pytest.TempPathFactory, root: Path, worker_id: str) -> Path:
    """A folder with nothing but what the wheel installs; all processes of a run share it."""
    base = tmp_path_factory.getbasetemp()
    target = (base if worker_id == "master" else base.parent) / "wheel"
    made = target / "made"
    try:
        target.mkdir()
    except FileExistsError:
        while not made.exists():
            time.sleep(0.1)
    else:
        try:
            install(root, target)
        finally:
            made.touch()
    assert (target / "site" / "datamap").is_dir()
    return target / "site"


def install(root: Path, built: Path) -> None:
    """Builds the wheel and installs it below a folder."""
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check", "-q"]
    build = [*pip, "wheel", "--no-deps", "--no-build-isolation", "-w", str(built), str(root)]
    subprocess.run(build, check=True, capture_output=True)
    target = built / "site"
    [file] = built.glob("*.whl")
    subprocess.run([*pip, "install", "--no-deps", "--target", str(target), str(file)], check=True, capture_output=True)


@pytest.fixture(scope="session")
def home(tmp_path_factory: pytest.TempPathFactory, root: Path) -> Path:
    folder = tmp_path_factory.mktemp("home")
    shutil.copytree(root / "inventory", folder / "inventory")
    return folder


@pytest.fixture(scope="session")
def datamap(wheel: Path, home: Path) -> Iterator[Runner]:
    with forks_of(wheel) as forks:
        yield Runner(wheel, home, forks)
