"""The interactive map as the program writes it: complete, in a lasting order, and closed to everything from outside."""

import base64
import hashlib
import json
import re
from collections import Counter
from collections.abc import Iterable
from html.parser import HTMLParser
from itertools import combinations
from pathlib import Path

import pytest

from datamap.exports.map.contents import Subject, contents_of
from datamap.exports.map.facets import FACETS
from datamap.exports.map.order import COLUMNS
from datamap.exports.map.render import SCRIPTS, as_json, render_map
from datamap.graph import Link, build_graph
from datamap.labels import read_labels
from datamap.model import DataUse, Inventory, Organisation, Party, inventory_of
from datamap.register import open_inventory, part_of
from tests.organisations import ORGANISATIONS

PAGE = Path(__file__).parents[2] / "datamap" / "exports" / "map" / "page"


@pytest.fixture(scope="module", params=ORGANISATIONS)
def inventory(request: pytest.FixtureRequest, root: Path) -> Inventory:
    return part_of(open_inventory(root / "inventory"), request.param)


def boxes(items: Iterable[list]) -> list[int]:
    return [number for own, inside in items for number in (own, *boxes(inside))]


def standing(contents: dict) -> list[int]:
    """The records in the columns, from left to right and top to bottom."""
    found = []
    for column in contents["columns"]:
        for group in column["groups"]:
            found += [group["record"]] if "record" in group else []
            found += boxes(group["items"])
    return found


def test_every_record_stands_on_the_map_once_and_every_link_is_one_of_the_graph(inventory: Inventory) -> None:
    contents = contents_of(Subject(inventory=inventory))
    assert Counter(standing(contents)) == Counter(range(len(contents["records"])))
    ids = [record["id"] for record in contents["records"]]
    links = {Link(ids[tail], contents["relations"][relation], ids[head]) for tail, relation, head in contents["links"]}
    assert len(links) == len(contents["links"])
    assert links <= {Link(tail, key, head) for tail, head, key in build_graph(inventory).edges(keys=True)}
    assert {use.id for use in inventory.of(DataUse)} <= set(ids)


def test_the_same_records_give_the_same_bytes_in_whatever_order_they_come(inventory: Inventory) -> None:
    turned = Inventory({id: inventory.records[id] for id in sorted(inventory.records, reverse=True)})
    assert render_map(Subject(inventory=inventory)) == render_map(Subject(inventory=turned))


def order_of(contents: dict) -> dict[int, list[str]]:
    """The ids in each column."""
    return {
        place: [contents["records"][number]["id"] for group in column["groups"] for number in boxes(group["items"])]
        for place, column in enumerate(contents["columns"])
    }


def share_kept(before: dict[int, list[str]], after: dict[int, list[str]]) -> float:
    """The share of pairs of boxes in a column that stand in the same order as before."""
    kept = asked = 0
    for place, ids in before.items():
        rank = {id: number for number, id in enumerate(after[place])}
        for one, two in combinations([id for id in ids if id in rank], 2):
            asked += 1
            kept += rank[one] < rank[two]
    return kept / asked


def test_one_more_data_use_moves_next_to_nothing(inventory: Inventory) -> None:
    uses = inventory.of(DataUse)
    last = uses[len(uses) // 2]
    party = inventory.of(Party)[0]
    more = DataUse(
        id=f"{last.id}-more",
        organisation=last.organisation,
        activity=last.activity,
        category="cat-location",
        people=last.people,
        recipients=(party.id,),
    )
    grown = Inventory({**inventory.records, more.id: more})
    before, after = (order_of(contents_of(Subject(inventory=each))) for each in (inventory, grown))
    assert share_kept(before, after) >= 0.97


def test_what_no_data_use_reaches_stands_on_the_map_too() -> None:
    records = [Organisation(id="org-a", name="A"), Party(id="party-a", organisation="org-a", name="Lonely")]
    contents = contents_of(Subject(inventory=inventory_of(records)))
    assert [record["name"] for record in contents["records"]] == ["Lonely", "A"]


class Scripts(HTMLParser):
    """The content of the script and style elements of a page, and all attributes of its other elements."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[tuple[str, str]] = []
        self.attributes: list[tuple[str, str | None]] = []
        self.tag = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tag = tag if tag in ("script", "style") else ""
        self.attributes += attrs

    def handle_endtag(self, tag: str) -> None:
        self.tag = ""

    def handle_data(self, data: str) -> None:
        if self.tag:
            self.found.append((self.tag, data))


def test_the_policy_seals_the_style_and_the_script_that_the_page_has() -> None:
    page = render_map(Subject(inventory=inventory_of([Organisation(id="org-a", name="</script><script>x")]))).decode()
    parsed = Scripts(page)
    (_, style), (_, contents), (_, script) = parsed.found
    [policy] = [value for _, value in parsed.attributes if value and "default-src" in value]
    for kind, text in (("style", style), ("script", script)):
        seal = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
        assert f"{kind}-src 'sha256-{seal}'" in policy
    assert "unsafe" not in policy
    assert json.loads(contents)["records"][0]["name"] == "</script><script>x"
    assert not [name for name, _ in parsed.attributes if name.startswith("on") or name in ("src", "style")]
    assert not [value for name, value in parsed.attributes if name == "href" and value != "#"]


@pytest.mark.parametrize("text", ["</script>", "<!--", "]]>", "\u2028\u2029", "&lt;", "<\\/", "😀"])
def test_json_holds_any_text_and_no_sign_that_html_could_read(text: str) -> None:
    made = as_json({"a": text})
    assert json.loads(made) == {"a": text}
    assert not set("<>&\u2028\u2029") & set(made)


def test_every_word_that_the_page_says_has_a_label_and_every_label_is_said() -> None:
    labels = read_labels("map")
    scripts = "".join((PAGE / f"{name}.js").read_text(encoding="utf-8") for name in SCRIPTS)
    template = (PAGE / "map.html").read_text(encoding="utf-8")
    python = "".join(path.read_text(encoding="utf-8") for path in PAGE.parent.glob("*.py"))
    asked = set(re.findall(r'say\("([a-z_.-]+)"', scripts)) | set(re.findall(r'\["((?:facet|table)\.[a-z]+)"', scripts))
    assert asked <= labels.keys()
    said = {key for key in labels if key.replace("-", "_").replace(".", "_") in re.findall(r"\$(\w+)", template)}
    built = ("facet.", "group.", "column.", "count.", "relation.", "table.")
    unsaid = {key for key in labels.keys() - asked - said if not key.startswith(built) and f'"{key}"' not in python}
    assert unsaid == set()
    assert {f"facet.{name}" for name in FACETS} | {f"column.{name}" for name in COLUMNS} <= labels.keys()


def test_the_parts_of_the_script_are_those_in_the_folder_and_none_is_long() -> None:
    assert {path.stem for path in PAGE.glob("*.js")} == set(SCRIPTS)
    assert max(len(path.read_text(encoding="utf-8").splitlines()) for path in PAGE.glob("*.js")) <= 160
