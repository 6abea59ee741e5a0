"""Everything that one category of data meets: people, sources, activities, systems and recipients."""

from __future__ import annotations

from datamap.errors import DatamapError
from datamap.exports.diagrams.drawing import Drawing
from datamap.exports.diagrams.kinds.flows import flows_of
from datamap.exports.diagrams.kinds.scope import Scope
from datamap.graph import build_graph, trace


def drawings(scope: Scope) -> tuple[Drawing, ...]:
    """Return the picture of the category that the scope names.

    Raises:
        DatamapError: it names none.
    """
    if not scope.category:
        raise DatamapError("a trace follows one category of data: name it with --category, such as contacts-book")
    return (trace_of(scope, scope.category),)


def trace_of(scope: Scope, category: str) -> Drawing:
    """Return the data flows of one category of data and of all categories below it."""
    met = set(trace(build_graph(scope.inventory), category).uses)
    name = scope.inventory.name_of(category)
    return flows_of(
        scope,
        [use for use in scope.uses if use.id in met],
        title=scope.say("trace.title", category=name, name=scope.name),
        part=scope.say("trace.scope", category=name),
        name=f"trace-{category.removeprefix('cat-')}",
    )
