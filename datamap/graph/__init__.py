"""The graph of an inventory, and the questions asked of it."""

from datamap.graph.build import Graph, Link, build_graph
from datamap.graph.chain import Step, chain
from datamap.graph.gaps import Gap, gaps_of, unlinked, unused
from datamap.graph.impact import Impact, impact
from datamap.graph.matrix import WAYS, matrix
from datamap.graph.part import subgraph
from datamap.graph.rows import name_of, named, purpose_words, use_row
from datamap.graph.trace import Trace, trace
from datamap.graph.why import Explanation, why

__all__ = [
    "WAYS",
    "Explanation",
    "Gap",
    "Graph",
    "Impact",
    "Link",
    "Step",
    "Trace",
    "build_graph",
    "chain",
    "gaps_of",
    "impact",
    "matrix",
    "name_of",
    "named",
    "purpose_words",
    "subgraph",
    "trace",
    "unlinked",
    "unused",
    "use_row",
    "why",
]
