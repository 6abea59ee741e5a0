"""datamap.toml says who works here and on which register; one that is at fault is told with its place."""

from pathlib import Path

import pytest

from datamap.errors import DatamapError
from datamap.register.configured import FILE, configured_author, configured_register
from datamap.register.keeping import signature_of
from datamap.register.reading import found_register


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home folder with a folder of a team in it and a project in that one; a command stands in the project."""
    project = tmp_path / "home" / "team" / "project"
    project.mkdir(parents=True)
    monkeypatch.chdir(project)
    for name in ("DATAMAP_AUTHOR", "DATAMAP_REGISTER", "XDG_CONFIG_HOME"):
        monkeypatch.delenv(name, raising=False)
    home = tmp_path / "home"
    for name in ("HOME", "USERPROFILE"):
        monkeypatch.setenv(name, str(home))
    return home


def write(folder: Path, text: str) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / FILE).write_text(text, encoding="utf-8")
    return folder / FILE


def author() -> str:
    return signature_of(None, "", "", "").author


def test_without_a_file_nothing_is_configured(home: Path) -> None:
    assert (configured_author(), configured_register(), found_register()) == (None, None, None)


def test_each_setting_is_that_of_the_nearest_file(home: Path) -> None:
    write(home.parent, 'author = "Outside"')  # above the home folder: of somebody else
    assert configured_author() is None
    write(home / ".config" / "datamap", 'author = "Jörg"\nregister = "postgresql://db/register"')
    assert (author(), found_register()) == ("Jörg", "postgresql://db/register")
    write(home / "team", 'author = "Ada"')
    assert (author(), found_register()) == ("Ada", "postgresql://db/register")
    write(home / "team" / "project", 'register = "records/our.db"')
    assert (author(), found_register()) == ("Ada", str(home / "team/project/records/our.db"))


def test_a_register_is_seen_from_the_folder_of_its_file(home: Path) -> None:
    write(home, 'register = "our.db"')
    assert configured_register() == str(home / "our.db")
    write(home, 'register = "~/kept/our.db"')
    assert configured_register() == str(home / "kept" / "our.db")


def test_what_is_said_at_a_command_comes_before_the_file(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(home, 'author = "Ada"\nregister = "our.db"')
    monkeypatch.setenv("DATAMAP_AUTHOR", "Grace")
    monkeypatch.setenv("DATAMAP_REGISTER", "other.db")
    assert (author(), found_register()) == ("Grace", "other.db")
    assert signature_of("Edith", "", "", "").author == "Edith"


def test_the_folder_of_settings_of_a_desktop_is_respected(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(home / "settings"))
    write(home / "settings" / "datamap", 'author = "Ada"')
    assert configured_author() == "Ada"


@pytest.mark.parametrize(
    ("text", "place", "told"),
    [
        ('author = "Ada"\nregister = \n', "2:12", "invalid value"),
        ('author = "Ada', "1:14", ""),
        ('# who\nautor = "Ada"', "2:1", "there is no setting 'autor'; did you mean 'author'?"),
        ("[author]\nname = 1", "1:2", "'author' is to be a text"),
        ('"author" = 7', "1:2", "'author' is to be a text"),
        ('register = " "', "1:1", "'register' is to be a text"),
    ],
)
def test_a_file_at_fault_is_told_in_one_sentence_with_its_place(home: Path, text: str, place: str, told: str) -> None:
    file = write(home, text)
    with pytest.raises(DatamapError) as caught:
        configured_author()
    assert str(caught.value).startswith(f"{file}:{place}: {told}")
    assert "\n" not in str(caught.value)


def test_a_file_that_is_no_text_is_told_with_its_place(home: Path) -> None:
    (home / FILE).write_bytes(b'author = "Ada"\nregister = "\xff"')
    with pytest.raises(DatamapError, match=r":2:13: this is no UTF-8 text"):
        configured_register()
