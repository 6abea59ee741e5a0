"""Proofs of what people install: `python -m tests.supply lowest` and `python -m tests.supply bare`.

`lowest` installs the oldest versions that pyproject.toml allows into a new virtual environment, and runs the tests of
single behaviours there. `bare` builds the sdist, from it the wheel, installs that in another one with nothing else,
and makes the demonstration far from the sources. Both need an index of packages.
"""

import re
import shutil
import subprocess
import sys
import tempfile
import tomllib
import venv
from pathlib import Path

ROOT = Path(__file__).parents[2]
SINGLE_BEHAVIOURS = ("tests/unit", "tests/checks", "tests/store", "tests/workbook")
PART = "not property and not faults and not bench and not chromium and not libreoffice and not strace"


def oldest(project: Path) -> list[str]:
    """The oldest version that is allowed of each distribution that people install."""
    told = tomllib.loads(project.read_text(encoding="utf-8"))["project"]
    wanted = [*told["dependencies"], *told["optional-dependencies"]["postgresql"]]
    return [re.sub(r"\[.*?]", "", each).replace(">=", "==") for each in wanted]


def python_in(folder: Path) -> str:
    """The Python of a new virtual environment."""
    venv.create(folder, with_pip=True)
    return str(folder / ("Scripts" if sys.platform == "win32" else "bin") / "python")


def run(folder: Path, *command: str) -> str:
    """What a command prints; if it fails, that is all that is shown."""
    result = subprocess.run(command, cwd=folder, check=False, capture_output=True, text=True, encoding="utf-8")
    if result.returncode:
        sys.exit(f"failed: {' '.join(command)}\n{result.stdout}{result.stderr}")
    return result.stdout


def install(python: str, folder: Path, *wanted: str) -> None:
    run(folder, python, "-m", "pip", "install", "-q", "--disable-pip-version-check", "--no-input", *wanted)


def prove_lowest(folder: Path) -> None:
    """The oldest versions that are allowed do as well as the newest."""
    constraints, python = folder / "oldest.txt", python_in(folder / "venv")
    constraints.write_text("\n".join(oldest(ROOT / "pyproject.toml")), encoding="utf-8")
    install(python, ROOT, "-c", str(constraints), "-e", ".[dev]")
    told = run(ROOT, python, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-m", PART, *SINGLE_BEHAVIOURS)
    sys.stdout.write(f"oldest versions: {told.splitlines()[-1]}\n")


def prove_bare(folder: Path) -> None:
    """The sdist gives the wheel, and the wheel alone gives the demonstration."""
    run(ROOT, sys.executable, "-m", "hatchling", "build", "-t", "sdist", "-d", str(folder))
    [sdist] = folder.glob("*.tar.gz")
    pip = (sys.executable, "-m", "pip", "wheel", "-q", "--no-deps", "--no-build-isolation", "-w", str(folder))
    run(folder, *pip, str(sdist))
    [wheel] = folder.glob("*.whl")
    python, home = python_in(folder / "venv"), folder / "home"
    install(python, folder, str(wheel))
    shutil.copytree(ROOT / "inventory", home / "inventory")
    told = run(home, python, "-I", "-m", "datamap", "demo")
    [made] = [line for line in told.splitlines() if line.startswith("Made ")]
    same = [path for path in (ROOT / "exports").rglob("*") if path.is_file() and path.name != "proof.json"]
    differing = [path.name for path in same if (home / path.relative_to(ROOT)).read_bytes() != path.read_bytes()]
    if differing:
        sys.exit(f"not the same as from the sources: {', '.join(differing)}")
    sys.stdout.write(f"bare environment: {wheel.name} from {sdist.name}; {made}, as from the sources\n")


PROOFS = {"lowest": prove_lowest, "bare": prove_bare}

if __name__ == "__main__":
    for name in sys.argv[1:] or PROOFS:
        with tempfile.TemporaryDirectory() as temporary:
            PROOFS[name](Path(temporary))
