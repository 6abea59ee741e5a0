"""The console blocks of a document: each command with the output that the document shows for it."""

import re
import shlex
from typing import NamedTuple

BLOCK = re.compile(r"^```console\n(.*?)^```$", re.MULTILINE | re.DOTALL)
LEFT_OUT = "..."


class Shown(NamedTuple):
    """A command and the lines that the document shows below it."""

    command: str
    output: tuple[str, ...]

    @property
    def words(self) -> list[str]:
        return shlex.split(self.command)


def shown_commands(document: str) -> list[Shown]:
    """Every command of every console block, in order."""
    found: list[Shown] = []
    for block in BLOCK.findall(document):
        for line in block.splitlines():
            if line.startswith("$ "):
                found.append(Shown(line.removeprefix("$ "), ()))
            else:
                found[-1] = found[-1]._replace(output=(*found[-1].output, line))
    return found


def tidy(output: str) -> list[str]:
    """Lines without the white space at their ends, and without empty lines at the end of all."""
    return "\n".join(line.rstrip() for line in output.splitlines()).strip("\n").splitlines()


def matches(shown: tuple[str, ...], real: list[str]) -> bool:
    """Whether real output is what is shown; a line of three dots stands for any lines."""
    pattern = "".join(r"(?:.*\n)*?" if line.strip() == LEFT_OUT else re.escape(line.rstrip()) + r"\n" for line in shown)
    return re.fullmatch(pattern, "".join(f"{line}\n" for line in real)) is not None
