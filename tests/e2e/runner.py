"""The command line as people have it: installed from a wheel, run in a folder of their own."""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

FORKS = Path(__file__).with_name("forks.py")


def files_below(folder: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def environment(wheel: Path, columns: int = 100) -> dict[str, str]:
    """What the command line finds in its environment; coverage is not measured, the wheel is not where it looks."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("COVERAGE_PROCESS")}
    return kept | {"PYTHONPATH": str(wheel), "COLUMNS": str(columns), "PYTHONUTF8": "1", "PYTHONSAFEPATH": "1"}


class Forks:
    """A process that has imported the installed command line, and forks for each call."""

    def __init__(self, wheel: Path, folder: Path) -> None:
        self.wheel = wheel
        self.output, self.errors = folder / "output", folder / "errors"
        self.process = subprocess.Popen(
            [sys.executable, str(FORKS)],
            env=environment(wheel), stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, bufsize=1,
        )  # fmt: skip
        self.imported = Path(self._answer())

    def _answer(self) -> str:
        assert self.process.stdout is not None
        return self.process.stdout.readline().strip()

    def run(self, arguments: tuple[str, ...], home: Path, columns: int) -> subprocess.CompletedProcess[str]:
        """Runs the command line in a fork."""
        wanted = {
            "arguments": arguments,
            "folder": str(home),
            "environment": environment(self.wheel, columns),
            "output": str(self.output),
            "errors": str(self.errors),
        }
        assert self.process.stdin is not None
        self.process.stdin.write(json.dumps(wanted) + "\n")
        code = int(self._answer())
        printed, errors = (path.read_text(encoding="utf-8") for path in (self.output, self.errors))
        return subprocess.CompletedProcess(arguments, code, printed, errors)


@contextmanager
def forks_of(wheel: Path) -> Iterator[Forks | None]:
    """Gives the process that forks; nothing where the system has no forks."""
    if not hasattr(os, "fork"):
        yield None
        return
    with tempfile.TemporaryDirectory() as folder:
        forks = Forks(wheel, Path(folder))
        with forks.process:
            yield forks
            assert forks.process.stdin is not None
            forks.process.stdin.close()


class Runner:
    """Runs the installed command line in a folder."""

    def __init__(self, wheel: Path, home: Path, forks: Forks | None = None) -> None:
        self.wheel, self.home, self.forks = wheel, home, forks

    def at(self, home: Path) -> "Runner":
        """The same command line in another folder."""
        return Runner(self.wheel, home, self.forks)

    def __call__(self, *arguments: str, columns: int = 100) -> subprocess.CompletedProcess[str]:
        """Runs it as soon as can be."""
        if self.forks is None:
            return self.alone(*arguments, columns=columns)
        return checked(self.forks.run(arguments, self.home, columns))

    def alone(self, *arguments: str, columns: int = 100) -> subprocess.CompletedProcess[str]:
        """Runs it by a new Python."""
        return checked(
            subprocess.run(
                [sys.executable, "-m", "datamap", *arguments],
                cwd=self.home,
                capture_output=True,
                text=True,
                encoding="utf-8",
                check=False,
                env=environment(self.wheel, columns),
            )
        )


def checked(result: subprocess.CompletedProcess[str]) -> subprocess.CompletedProcess[str]:
    """What a command said, which must not be a traceback."""
    assert "Traceback" not in result.stderr + result.stdout
    assert "fault of the program" not in result.stderr
    return result
