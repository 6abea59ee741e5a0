"""The commands are of one piece: the same option has the same words everywhere, in the same order, and a short summary.

Each command is loaded as help loads it; nothing is run.
"""

import subprocess
import sys
from collections.abc import Iterator
from itertools import combinations

import click
import pytest
from click.testing import CliRunner

from datamap.cli import cli
from datamap.cli.loading import LoadingGroup
from datamap.cli.options import STYLES
from tests.architecture.test_start_up import HEAVY

OWN = {
    ("demo", "--register"): "there it is made, not read",
    ("demo", "--inventory"): "there it is what is loaded, whatever register there is",
    ("format", "--inventory"): "text is all that it knows",
    ("completeness", "--into"): "there it is one file",
}
"""The options that mean something else in one command than in all others, and why."""
SEVERAL = "; may be given several times"
HEAVY_FOR_HELP = HEAVY | {"sqlalchemy", "psycopg"}


def commands(group: click.Group = cli, above: str = "") -> Iterator[tuple[str, click.Command]]:
    """Every command with its name."""
    ctx = click.Context(group)
    for name in group.list_commands(ctx):
        command = group.get_command(ctx, name)
        assert command is not None
        if isinstance(command, click.Group):
            yield from commands(command, f"{above}{name} ")
        else:
            yield above + name, command


COMMANDS = dict(commands())
OPTIONS = [
    (name, parameter)
    for name, command in COMMANDS.items()
    for parameter in command.params
    if isinstance(parameter, click.Option)
]


def options_called(flag: str) -> list[tuple[str, click.Option]]:
    return [(name, each) for name, each in OPTIONS if each.opts[-1] == flag and (name, flag) not in OWN]


OPTIONS_OF = {flag: options_called(flag) for flag in sorted({each.opts[-1] for _name, each in OPTIONS})}


@pytest.mark.parametrize("flag", OPTIONS_OF)
def test_an_option_is_told_in_the_same_words_by_all_commands(flag: str) -> None:
    told = {
        ((each.help or "").removesuffix(".").removesuffix(SEVERAL), each.metavar) for _name, each in OPTIONS_OF[flag]
    }
    assert len(told) <= 1 or flag == "--format"


def test_the_styles_of_an_answer_are_told_in_the_same_words_by_all_commands() -> None:
    for _name, each in OPTIONS_OF["--format"]:
        assert isinstance(each.type, click.Choice)
        assert next(iter(each.type.choices)) == each.default == "text"
        told = [f"{style}: {STYLES[style]}" for style in each.type.choices if style != "text"]
        assert each.help == f"{'; '.join(told)}."


def test_every_option_says_what_it_is_for() -> None:
    assert [(name, each.opts) for name, each in OPTIONS if not (each.help or "").endswith(".")] == []


def test_options_stand_in_the_same_order_in_all_commands() -> None:
    before: dict[tuple[str, str], str] = {}
    for name, command in COMMANDS.items():
        flags = [each.opts[-1] for each in command.params if isinstance(each, click.Option)]
        for first, second in combinations(flags, 2):
            before.setdefault((first, second), name)
    assert {pair: name for pair, name in before.items() if pair[::-1] in before} == {}


def test_a_command_answers_in_a_format_or_can_be_told_to_be_quiet() -> None:
    silent = {"help", "completion"}
    flags = {name: {each.opts[-1] for each in command.params} for name, command in COMMANDS.items()}
    assert {name for name, own in flags.items() if not own & {"--format", "--quiet"}} == silent


def test_a_command_is_summed_up_in_a_line_and_told_in_a_sentence() -> None:
    for group in (cli, cli.get_command(click.Context(cli), "workbook")):
        assert isinstance(group, LoadingGroup)
        for name, each in group.known.items():
            assert each.summary.endswith("."), name
            assert len(each.summary) <= 90, name
            assert ". " not in each.summary.replace("Art. ", ""), name
    for name, command in COMMANDS.items():
        first = " ".join((command.help or "").split("\n\n")[0].split())
        assert first.endswith((".", "...")) or "`" in first, name


def test_an_option_that_means_something_else_is_told_in_other_words() -> None:
    assert OWN.keys() <= {(name, each.opts[-1]) for name, each in OPTIONS}
    for name, flag in OWN:
        [own] = [each for command, each in OPTIONS if command == name and each.opts[-1] == flag]
        assert own.help not in {each.help for _name, each in OPTIONS_OF[flag]}


def test_a_quiet_command_prints_nothing(tmp_path_factory: pytest.TempPathFactory) -> None:
    place = str(tmp_path_factory.mktemp("quiet") / "register.db")
    result = CliRunner().invoke(cli, ["init", "--register", place, "--quiet"])
    assert (result.exit_code, result.output) == (0, "")
    assert "made the register" in CliRunner().invoke(cli, ["init", "--register", f"{place}2"]).output


def test_the_help_of_no_command_loads_a_heavy_library() -> None:
    """All in one process, since what one of them loads stays."""
    calls = [*(name.split() for name in COMMANDS), ["workbook"], []]
    script = (
        "import sys, io, contextlib\nfrom datamap.cli import cli\n"
        f"with contextlib.redirect_stdout(io.StringIO()):\n  for call in {calls!r}:\n"
        "    cli.main([*call, '--help'], standalone_mode=False)\nprint(*sys.modules)"
    )
    result = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert HEAVY_FOR_HELP & set(result.stdout.split()) == set()


@pytest.mark.parametrize("call", [[], ["help"]], ids=["alone", "help"])
def test_a_newcomer_is_told_what_to_do_first(call: list[str]) -> None:
    result = CliRunner().invoke(cli, call)
    assert result.exit_code == 0
    named = [line.split()[1:3] for line in result.output.splitlines() if line.startswith("  datamap ")]
    assert [words[0] for words in named] == [
        "demo",
        "trace",
        "check",
        "init",
        "load",
        *["workbook"] * 3,
        "ropa",
        "pack",
    ]


def test_help_of_a_command_is_its_help() -> None:
    helped = CliRunner().invoke(cli, ["help", "workbook", "plan"]).output
    assert helped == CliRunner().invoke(cli, ["workbook", "plan", "--help"], prog_name="datamap").output


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_a_shell_is_told_how_to_complete(shell: str) -> None:
    result = CliRunner().invoke(cli, ["completion", shell])
    assert result.exit_code == 0
    assert f"_DATAMAP_COMPLETE={shell}_complete" in result.output


def test_commands_are_completed_with_what_they_do_and_none_is_loaded_for_that() -> None:
    found = {each.value: each.help for each in cli.shell_complete(click.Context(cli), "wo")}
    assert found == {"workbook": cli.known["workbook"].summary}
