"""The README shows commands with the output that they really give."""

import json
import shutil
from pathlib import Path

import pytest

from tests.e2e.console import Shown, matches, shown_commands, tidy
from tests.e2e.runner import Runner, files_below
from tests.figures import filled

README = Path(__file__).parents[2] / "README.md"
SHOWN = shown_commands(README.read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def stand(tmp_path_factory: pytest.TempPathFactory, root: Path) -> Path:
    """A folder with the inventory, as a newcomer has it, in which commands may write."""
    folder = tmp_path_factory.mktemp("stand")
    shutil.copytree(root / "inventory", folder / "inventory")
    return folder


@pytest.fixture(scope="module")
def printed(stand: Path, datamap: Runner) -> dict[Shown, list[str]]:
    """What each command of the README really prints, one after the other, at the width that the README shows."""
    here = datamap.at(stand)
    outputs = {}
    for shown in SHOWN:
        program, *arguments = shown.words
        assert program == "datamap"
        result = here(*arguments)
        outputs[shown] = tidy(result.stdout + result.stderr)
    return outputs


def test_the_shown_commands_give_the_shown_output(printed: dict[Shown, list[str]]) -> None:
    differing = [
        "\n".join([shown.command, *lines]) for shown, lines in printed.items() if not matches(shown.output, lines)
    ]
    assert not differing, "\n\n".join(differing)


@pytest.mark.usefixtures("printed")
def test_the_committed_exports_are_what_the_demonstration_writes(stand: Path, root: Path) -> None:
    made = {path.relative_to(stand / "made"): content for path, content in files_below(stand / "made").items()}
    committed = {path.relative_to(root / "exports"): content for path, content in files_below(root / "exports").items()}
    assert committed.pop(Path("proof.json"))
    assert made.keys() == committed.keys()
    assert [str(path) for path, content in made.items() if content != committed[path]] == []


def test_the_readme_shows_the_main_commands() -> None:
    words = {each.words[1] for each in SHOWN}
    assert words >= {"demo", "list", "trace", "why", "matrix", "explain", "export"}


def test_output_that_differs_in_one_word_is_noticed() -> None:
    assert matches(("a", "...", "c"), ["a", "b", "b", "c"])
    assert not matches(("a", "...", "c"), ["a", "b", "d"])
    assert not matches(("a",), ["a", "b"])


def test_the_figures_are_those_of_the_latest_proof(root: Path) -> None:
    text = README.read_text(encoding="utf-8")
    proof = json.loads((root / "exports" / "proof.json").read_text(encoding="utf-8"))
    assert filled(text, proof) == text, "python -m tests.figures README.md exports/proof.json"
    name, counts = next(iter(proof["proofs"].items()))
    other = {**proof, "proofs": {name: {label: number + 1 for label, number in counts.items()}}}
    assert filled(text, other) != text


def test_the_size_of_the_large_register_is_the_one_that_was_measured(root: Path) -> None:
    proof = json.loads((root / "exports" / "proof.json").read_text(encoding="utf-8"))
    size = proof["proofs"]["scale, SQLite: the register, loaded whole"]
    told = f"{size['entities']:,} entities with {size['activities']:,} activities and {size['links']:,} links"
    assert told in " ".join(README.read_text(encoding="utf-8").split())


def test_the_pictures_of_the_readme_exist(root: Path) -> None:
    text = README.read_text(encoding="utf-8")
    named = [part.split(")")[0] for part in text.split("![")[1:] for part in [part.split("](")[1]]]
    assert named
    assert all((root / name).is_file() for name in named), named
