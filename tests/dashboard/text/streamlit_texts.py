"""Finds texts that code gives to Streamlit, which may render them as Markdown, without having made them plain.

Safe are constants, results of the translator, of `dashboard.text.markdown`, numbers, what is put together of these, and
names annotated as `Markdown`, to which the type checker lets no other text.
"""

import ast
import inspect
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import zip_longest
from types import ModuleType

# Parameters whose text Streamlit renders wherever a method has them, and those it renders in one method alone.
_RENDERED = {
    "body",
    "label",
    "help",
    "text",
    "title",
    "caption",
    "captions",
    "delta",
    "delta_description",
    "tabs",
    "error",
}
_ALSO = {
    "table": {"data"},
    "metric": {"value"},
    **{
        name: {"format_func"} for name in ("radio", "segmented_control", "pills")
    },  # select boxes show options as they are
}
_AS_IT_IS = {"code", "text"}
_EVERYTHING = {"write", "write_stream", "toast", "exception"}  # render whatever they are given
_MAKERS = {"_", "mark", "plain", "link", "labels", "plain_table", "len", "int", "Markdown", "by_line"}
_OWN = {"Markdown", "by_line"}  # called with text that has to be safe itself


@dataclass(frozen=True)
class _Module:
    """What a module knows: functions that make Markdown, and other modules, whose methods are not Streamlit's."""

    makers: frozenset[str]
    others: frozenset[str]


def faults(tree: ast.Module, streamlit: ModuleType) -> Iterator[str]:
    """A line for each text of a module that is not known to be safe."""
    module = _known(tree)
    for scope, call in _calls(tree, tree):
        method = ast.unparse(call.func)
        if method.partition(".")[0] in module.others:
            continue
        for argument in _texts(call, streamlit):
            if not _is_safe(argument, scope, module):
                yield f"line {argument.lineno}: {ast.unparse(argument)} in {method}: make it plain"


def _known(tree: ast.Module) -> _Module:
    defined = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef) and node.returns]
    makers = {node.name for node in defined if node.returns and ast.unparse(node.returns).startswith("Markdown")}
    imports = [node for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)]
    others = {name.name for node in imports if (node.module or "").startswith("dashboard") for name in node.names}
    return _Module(frozenset(makers | _MAKERS), frozenset(others))


def _calls(node: ast.AST, scope: ast.AST) -> Iterator[tuple[ast.AST, ast.Call]]:
    """Every call with the function it stands in."""
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.Call):
            yield scope, child
        yield from _calls(child, child if isinstance(child, ast.FunctionDef | ast.Lambda) else scope)


def _texts(call: ast.Call, streamlit: ModuleType) -> Iterator[ast.expr]:
    """The arguments of a call that are rendered, and those that may be."""
    if isinstance(call.func, ast.Name):
        yield from call.args if call.func.id in _OWN else ()
    if not isinstance(call.func, ast.Attribute):
        return
    parameters = _parameters(call.func.attr, streamlit)
    rendered = (_RENDERED | _ALSO.get(call.func.attr, set())) & set(parameters)
    if call.func.attr in _EVERYTHING:
        rendered = set(parameters)
    if rendered:
        yield from (
            argument
            for parameter, argument in zip_longest(parameters, call.args)
            if argument and (parameter in rendered or isinstance(argument, ast.Starred))
        )
        yield from (word.value for word in call.keywords if word.arg is None or word.arg in rendered)


def _parameters(name: str, streamlit: ModuleType) -> list[str]:
    """The parameters of a method of Streamlit or of what its methods give; none of one that shows text as it is."""
    if name == "update":
        return ["task", "label"]  # of a bar of another library, of a status
    method = None if name in _AS_IT_IS else getattr(streamlit, name, None)
    return [*inspect.signature(method).parameters] if callable(method) else []


def _is_safe(node: ast.expr | None, scope: ast.AST, module: _Module) -> bool:
    match node:
        case None | ast.Constant():
            return True
        case ast.JoinedStr(values=parts) | ast.Tuple(elts=parts) | ast.List(elts=parts) | ast.BoolOp(values=parts):
            return all(_is_safe(part, scope, module) for part in parts)
        case ast.FormattedValue(value=value, format_spec=spec):
            return (spec is not None and ast.unparse(spec)[-2:-1] in "df") or _is_safe(value, scope, module)
        case ast.BinOp(left=one, right=other) | ast.IfExp(body=one, orelse=other):
            return _is_safe(one, scope, module) and _is_safe(other, scope, module)
        case ast.ListComp(elt=element) | ast.GeneratorExp(elt=element):
            return _is_safe(element, scope, module)
        case ast.Dict(values=values):
            return all(_is_safe(value, scope, module) for value in values)
        case ast.Attribute(attr="id"):
            return True  # a card's name in the registry
        case ast.Call():
            return _makes_safe(node, scope, module)
        case ast.Name(id=name):
            return name.isupper() or _is_safe_name(name, scope, module)  # a constant of the module holds no data
    return False


def _makes_safe(call: ast.Call, scope: ast.AST, module: _Module) -> bool:
    match call.func:
        case ast.Name(id=name):
            return name in module.makers
        case ast.Attribute(attr="ngettext" | "number"):
            return True
        case ast.Attribute(attr="format" | "join", value=text):
            given = [*call.args, *(keyword.value for keyword in call.keywords)]
            return _is_safe(text, scope, module) and all(_is_safe(one, scope, module) for one in given)
    return False


def _is_safe_name(name: str, scope: ast.AST, module: _Module) -> bool:
    """Whether a name is annotated as Markdown, or all that it is bound to is safe."""
    if annotated := [*_annotations(name, scope)]:
        return all(text.startswith("Markdown") for text in annotated)
    bound = [*_bound(name, scope)]
    return bool(bound) and all(_is_safe(value, scope, module) for value in bound)


def _annotations(name: str, scope: ast.AST) -> Iterator[str]:
    for node in ast.walk(scope):
        if isinstance(node, ast.arg) and node.arg == name:
            yield ast.unparse(node.annotation) if node.annotation else ""
        if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name) and node.target.id == name:
            yield ast.unparse(node.annotation)


def _bound(name: str, scope: ast.AST) -> Iterator[ast.expr]:
    """All that a name is set to."""
    for node in ast.walk(scope):
        match node:
            case ast.Assign(targets=targets, value=value):
                for target in targets:
                    yield from _of(target, value, name)
            case ast.AugAssign(target=target, value=value) | ast.NamedExpr(target=target, value=value):
                yield from _of(target, value, name)
            case ast.For(target=target, iter=value) | ast.comprehension(target=target, iter=value):
                yield from _of(target, value, name)


def _of(target: ast.expr, value: ast.expr, name: str) -> Iterator[ast.expr]:
    """The part of a value that a name is set to, with what is looped over for each of its members."""
    match target, value:
        case ast.Name(id=found), _ if found == name:
            yield value
        case ast.Tuple(elts=names), ast.Tuple(elts=values):
            for inner, part in zip(names, values, strict=True):
                yield from _of(inner, part, name)
        case ast.Tuple(elts=names), ast.Call(func=ast.Name(id="zip"), args=values):
            for inner, part in zip(names, values, strict=True):
                yield from _of(inner, part, name)
        case ast.Tuple(elts=names), _:
            for inner in names:
                yield from _of(inner, value, name)
