"""Rules that are broken on purpose: each mutant differs from the rules of one module in one place."""

import ast
import importlib
from collections.abc import Callable, Iterator
from functools import partial
from itertools import islice
from types import ModuleType
from typing import NamedTuple

from datamap.checks.rule import Rule

SWAPPED: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
}


TABLES = {"Rule", "Unanswered"}


class Mutant(NamedTuple):
    """One broken rule module.

    Attributes:
        name: the module, the function and what was done to which code.
        make: returns the module with that change.
    """

    name: str
    make: Callable[[], ast.Module]


def mutants(module: ModuleType, source: str) -> Iterator[Mutant]:
    """Every mutant of the functions and constants of a module of rules."""
    for number, (owner, node) in enumerate(places(ast.parse(source))):
        for change, text in changes(node):
            yield Mutant(
                f"{module.__name__.rpartition('.')[2]}.{owner}: {text}", partial(broken, source, number, change)
            )


def broken(source: str, number: int, change: Callable[[ast.AST], None]) -> ast.Module:
    """A module with a change of one of its places."""
    tree = ast.parse(source)
    change(next(islice(places(tree), number, None))[1])
    return ast.fix_missing_locations(tree)


def places(tree: ast.Module) -> Iterator[tuple[str, ast.AST]]:
    """The nodes of a module that may be broken, with the function or constant that they stand in."""
    for part in tree.body:
        if isinstance(part, ast.FunctionDef):
            for statement in part.body:
                yield from ((part.name, node) for node in inside(statement))
        elif isinstance(part, ast.Assign) and isinstance(part.targets[0], ast.Name):
            yield from ((part.targets[0].id, node) for node in inside(part.value))


def inside(node: ast.AST) -> Iterator[ast.AST]:
    """A node and all below it, without docstrings and the table of the rules."""
    is_docstring = isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    if is_docstring or (isinstance(node, ast.Call) and name_of(node.func) in TABLES):
        return
    yield node
    for child in ast.iter_child_nodes(node):
        yield from inside(child)


def name_of(function: ast.expr) -> str:
    return str(getattr(function, "id", getattr(function, "attr", "")))


def changes(node: ast.AST) -> Iterator[tuple[Callable[[ast.AST], None], str]]:
    """The ways to break a node: what does it, and what it does, in words."""
    if isinstance(node, ast.If | ast.IfExp | ast.While):
        yield negate, f"not ({ast.unparse(node.test)})"
    if isinstance(node, ast.comprehension):
        for at, test in enumerate(node.ifs):
            yield without_filter(at), f"without 'if {ast.unparse(test)}'"
    if isinstance(node, ast.BoolOp):
        yield other_operator, f"the other operator in {ast.unparse(node)}"
        for at, value in enumerate(node.values):
            yield without_operand(at), f"without {ast.unparse(value)} in {ast.unparse(node)}"
    if isinstance(node, ast.Compare):
        yield swap, f"the other comparison in {ast.unparse(node)}"
    if isinstance(node, ast.Expr) and isinstance(node.value, ast.Yield | ast.YieldFrom):
        yield say_nothing, f"no {ast.unparse(node)[:60]}"
    if isinstance(node, ast.Constant) and type(node.value) in (int, str):
        yield other_constant, f"another constant than {node.value!r}"


def negate(node: ast.AST) -> None:
    assert isinstance(node, ast.If | ast.IfExp | ast.While)
    node.test = ast.UnaryOp(ast.Not(), node.test)


def without_filter(at: int) -> Callable[[ast.AST], None]:
    def change(node: ast.AST) -> None:
        assert isinstance(node, ast.comprehension)
        del node.ifs[at]

    return change


def without_operand(at: int) -> Callable[[ast.AST], None]:
    """A condition without one of its parts, as if that part did not matter."""

    def change(node: ast.AST) -> None:
        assert isinstance(node, ast.BoolOp)
        node.values[at] = ast.Constant(isinstance(node.op, ast.And))

    return change


def other_operator(node: ast.AST) -> None:
    assert isinstance(node, ast.BoolOp)
    node.op = ast.Or() if isinstance(node.op, ast.And) else ast.And()


def swap(node: ast.AST) -> None:
    assert isinstance(node, ast.Compare)
    node.ops[0] = SWAPPED[type(node.ops[0])]()


def say_nothing(node: ast.AST) -> None:
    assert isinstance(node, ast.Expr)
    # What yields nothing still has to be a generator.
    node.value = ast.YieldFrom(ast.Tuple([], ast.Load()))


def other_constant(node: ast.AST) -> None:
    assert isinstance(node, ast.Constant)
    node.value = node.value + 1 if isinstance(node.value, int) else str(node.value) + " no more"


def rules_of(mutant: Mutant, module: ModuleType) -> list[Rule]:
    """The rules of a broken module that are its own."""
    other = ModuleType(module.__name__)
    other.__file__ = module.__file__
    exec(compile(mutant.make(), str(module.__file__), "exec"), vars(other))
    return [rule for rule in other.RULES if getattr(rule.check, "__globals__", None) is vars(other)]


def module_of(stem: str) -> ModuleType:
    return importlib.import_module(f"datamap.checks.rules.{stem}")
