"""A page that an auditor can read: legible, nothing overlaps, the page is used."""

import os
import signal
import subprocess
from dataclasses import replace
from itertools import pairwise
from threading import Timer

import pytest

from datamap.exports.diagrams import engine
from datamap.exports.diagrams.cards import LABEL_LINES
from datamap.exports.diagrams.drawing import Drawing, Edge, Lane, Node, Page, Shape
from datamap.exports.diagrams.engine import TIME_LIMIT, LayoutFailedError, LayoutTimedOutError, Positions
from datamap.exports.diagrams.grid import example_grid
from datamap.exports.diagrams.notes import with_notes
from datamap.exports.diagrams.order import DrawingTooLargeError, centres_of
from datamap.exports.diagrams.placement import Box, Placed
from datamap.exports.diagrams.sheet import Sheet, sheet_of
from datamap.exports.diagrams.style import COMFORTABLE, SMALLEST_LEGIBLE, TEXT_SIZE
from tests.geometry import crossings, filled_share, overlaps, smallest_text
from tests.legibility import faults_of
from tests.unit.diagram_samples import denser_drawing, large_drawing, small_drawing

MOST_BOXES = 38
"""How many boxes of one line fit into one column of A3 upright."""

SAMPLES = {"small": small_drawing, "large": large_drawing, "denser": denser_drawing}


@pytest.fixture(scope="module", params=SAMPLES)
def sheet(request: pytest.FixtureRequest) -> Sheet:
    return sheet_of(SAMPLES[request.param]())


def test_all_text_can_be_read_on_paper(sheet: Sheet) -> None:
    assert smallest_text(sheet) >= SMALLEST_LEGIBLE


def test_nothing_overlaps_and_no_arrow_runs_over_a_box(sheet: Sheet) -> None:
    assert overlaps(sheet) == ()


def test_the_page_is_used(sheet: Sheet) -> None:
    assert filled_share(sheet) > 0.9


def test_arrows_start_and_end_at_their_boxes(sheet: Sheet) -> None:
    for way in sheet.layout.ways:
        tail, head = sheet.layout.nodes[way.edge.tail].box, sheet.layout.nodes[way.edge.head].box
        assert way.steps[0][0] == pytest.approx(tail.right)
        assert tail.y <= way.steps[0][1] <= tail.bottom
        assert way.steps[-1][2] == pytest.approx(head.x)
        assert head.y <= way.steps[-1][3] <= head.bottom


def test_lanes_stand_from_left_to_right_and_hold_their_boxes(sheet: Sheet) -> None:
    lanes = [sheet.layout.lanes[lane.id] for lane in sheet.drawing.lanes]
    assert all(left.right < right.x for left, right in pairwise(lanes))
    for node in sheet.drawing.nodes:
        lane, box = sheet.layout.lanes[node.lane], sheet.layout.nodes[node.id].box
        assert lane.x < box.x
        assert box.right < lane.right


def test_few_crossings_in_a_small_picture() -> None:
    assert crossings(sheet_of(small_drawing()).layout) <= 1


def _chain(pairs: list[tuple[str, str]], lanes: dict[str, str]) -> Drawing:
    return Drawing(
        title="t",
        lanes=tuple(Lane(id=lane, title=lane) for lane in dict.fromkeys(lanes.values())),
        nodes=tuple(Node(id=id, lane=lane, shape=Shape.SYSTEM, title=id) for id, lane in lanes.items()),
        edges=tuple(Edge(tail=t, head=h, number=i, label="x") for i, (t, h) in enumerate(pairs, 1)),
    )


def test_an_arrow_back_points_to_the_left() -> None:
    layout = sheet_of(_chain([("a", "b"), ("b", "a")], {"a": "1", "b": "2"})).layout
    assert [way.flipped for way in layout.ways] == [False, True]


def test_arrows_inside_a_lane_spread_it_over_columns_even_in_a_circle() -> None:
    sheet = sheet_of(_chain([("a", "b"), ("b", "c"), ("c", "a")], dict.fromkeys("abc", "1")))
    assert len({round(placed.box.x) for placed in sheet.layout.nodes.values()}) == 3
    assert overlaps(sheet) == ()


def test_a_picture_without_anything_is_an_empty_page() -> None:
    assert sheet_of(Drawing(title="t")).layout.nodes == {}


def test_a_picture_without_arrows_is_drawn() -> None:
    sheet = sheet_of(_chain([], {"a": "1", "b": "2", "c": "2"}))
    assert overlaps(sheet) == ()


def test_too_much_for_one_page_is_refused_with_advice() -> None:
    lanes = {f"n{index}": "1" for index in range(250)}
    with pytest.raises(DrawingTooLargeError, match=r"too large to draw on one page \(250 boxes.*narrow the scope"):
        sheet_of(_chain([], lanes))


def test_text_is_never_smaller_than_can_be_read() -> None:
    fits = sheet_of(_chain([], {f"n{index}": "1" for index in range(MOST_BOXES)}))
    assert SMALLEST_LEGIBLE <= fits.layout.scale * TEXT_SIZE < COMFORTABLE
    assert overlaps(fits) == ()


def test_the_page_stands_or_lies_as_gives_larger_text() -> None:
    many = {f"n{index}": str(index % 2) for index in range(50)}
    tall = sheet_of(_chain([], many))
    assert tall.drawing.page.width < tall.drawing.page.height
    wide = sheet_of(_chain([(str(index), str(index + 1)) for index in range(9)], {str(i): str(i) for i in range(10)}))
    assert wide.drawing.page.width > wide.drawing.page.height


def test_the_page_lies_if_it_does_not_matter() -> None:
    upright = replace(small_drawing(), page=Page(width=297, height=420))
    assert sheet_of(upright).drawing.page == Page(width=420, height=297)


def test_no_word_is_broken_where_a_column_can_be_wider() -> None:
    long = "Grundstuecksverkehrsgenehmigungszustaendigkeit"
    sheet = sheet_of(Drawing(title="t", lanes=(Lane(id="1", title="1"),), nodes=(_node(long),)))
    assert long in {line.text for line in sheet.layout.nodes["long"].card.lines}


def _node(title: str) -> Node:
    return Node(id="long", lane="1", shape=Shape.RECIPIENT, title=f"Office for {title}")


def places_of(source: str, time_limit: float = TIME_LIMIT) -> Positions:
    [found] = engine.positions_of([source], time_limit)
    if isinstance(found, LayoutFailedError):
        raise found
    return found


@pytest.fixture
def hurried_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    """The clock stops the engine long before its work does, which is counted in steps of some milliseconds."""
    engine.close_engines()
    monkeypatch.setattr(engine, "WAITING", 0.1)


def test_an_engine_that_works_too_long_is_stopped() -> None:
    hard = f"digraph {{ {' '.join(f'n{number} -> n{number * 7 % 400};' for number in range(400))} }}"
    with pytest.raises(LayoutTimedOutError, match="stopped after"):
        places_of(hard, time_limit=0.001)


@pytest.mark.usefixtures("hurried_clock")
def test_an_engine_that_gives_no_answer_is_stopped_by_the_clock() -> None:
    with pytest.raises(LayoutTimedOutError, match="stopped after"):
        places_of("digraph { a }", time_limit=0.001)


def test_an_engine_that_has_to_wait_for_others_is_not_stopped() -> None:
    places_of("digraph { a }")
    process = process_at_rest()
    process.send_signal(signal.SIGSTOP)
    goes_on = Timer(0.3, process.send_signal, (signal.SIGCONT,))
    goes_on.start()
    assert sorted(places_of("digraph { a }", time_limit=0.2)) == ["a"]
    goes_on.join()


@pytest.mark.usefixtures("hurried_clock")
def test_what_the_engine_cannot_lay_out_in_time_is_refused_with_advice() -> None:
    with pytest.raises(DrawingTooLargeError, match=r"stopped after 0.001 seconds\); narrow the scope"):
        centres_of(small_drawing(), example_grid(), time_limit=0.001)


def test_an_engine_that_breaks_off_says_why() -> None:
    with pytest.raises(LayoutFailedError, match="layout engine failed"):
        places_of("digraph { a -> ")


LONG_LABEL = (
    "billing address, delivery address, telephone number, customer number and what was bought, with the day and price"
)


def test_the_words_of_an_arrow_take_three_lines_and_the_rest_stands_in_the_table() -> None:
    drawing = small_drawing()
    long = replace(drawing.edges[0], label=LONG_LABEL)
    noted = with_notes(replace(drawing, edges=(long, *drawing.edges[1:])))
    told = next(edge for edge in noted.edges if edge.number == long.number)
    assert told.content == LONG_LABEL
    assert told.label.endswith(" … (see table)")
    placed = sheet_of(noted).layout.labels
    assert max(len(each.card.lines) for each in placed.values()) == LABEL_LINES == 3


def test_a_label_of_too_many_lines_is_seen() -> None:
    lines = "".join(f'<text x="100" y="{100 + 20 * number}">{number}</text>' for number in range(5))
    page = '<svg xmlns="http://www.w3.org/2000/svg" width="210mm" viewBox="0 0 595 842"><g class="edge">{}</g></svg>'
    assert faults_of(page.format(lines)) == ["the label of arrow '' has 4 lines"]


def test_the_geometry_check_sees_an_overlap() -> None:
    sheet = sheet_of(small_drawing())
    user, push = sheet.layout.nodes["user"], sheet.layout.nodes["push"]
    moved = {
        **sheet.layout.nodes,
        "user": Placed(Box(push.box.x, push.box.y, user.box.width, user.box.height), user.card),
    }
    broken = replace(sheet, body=replace(sheet.layout, nodes=moved))
    assert "box user overlaps box push" in overlaps(broken)


def process_at_rest() -> subprocess.Popen[str]:
    """The process that is asked next."""
    process = engine._at_rest[-1].process
    assert process
    return process


def test_a_process_lays_out_for_all_calls_and_is_replaced_when_it_has_ended() -> None:
    expected = places_of("digraph { a -> b }")
    kept = process_at_rest()
    assert places_of("digraph { a -> b }") == expected
    assert process_at_rest() is kept
    kept.kill()
    kept.wait()
    assert places_of("digraph { a -> b }") == expected
    assert process_at_rest() is not kept


@pytest.mark.skipif(not hasattr(os, "fork"), reason="the system has no forks")
def test_a_fork_asks_no_process_of_the_program_that_it_comes_from() -> None:
    places_of("digraph { a -> b }")
    child = os.fork()
    if not child:
        os._exit(len(engine._at_rest))
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
    assert engine._at_rest
