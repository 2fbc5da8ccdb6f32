"""Which statements of a page an answer builds on: found by the names that they read and bind.

A page takes minutes to run, and parts of it need what is not in a browser. An exercise needs a few
imports, a function, a table. So of the cells before it only those statements are run that bind a
name which the answer reads, and those which these need in turn.
"""

import ast
import builtins
import symtable
from dataclasses import dataclass, field

_BUILTINS = frozenset(dir(builtins))


@dataclass
class Statement:
    """One statement: the names that it reads at once, reads when called, binds, and changes."""

    cell: int
    source: str
    now: set = field(default_factory=set)
    later: set = field(default_factory=set)
    binds: set = field(default_factory=set)
    changes: set = field(default_factory=set)
    imports: bool = False


def statements(source, cell=0):
    """Return the statements of a cell; none of one that is not plain Python."""
    try:
        tree = ast.parse(source)
    except SyntaxError:
        return []
    return [_statement(part, source, cell) for node in tree.body for part in _parts(node)]


def _parts(node):
    """Return an import of several names as several imports: one may be there without another."""
    match node:
        case ast.Import(names) | ast.ImportFrom(names=names) if len(names) > 1:
            fields = dict(ast.iter_fields(node))
            return [
                ast.copy_location(type(node)(**fields | {"names": [name]}), node) for name in names
            ]
    return [node]


def _statement(node, source, cell):
    first = min([node.lineno, *(d.lineno for d in getattr(node, "decorator_list", ()))])
    if isinstance(node, ast.Import | ast.ImportFrom):
        text = ast.unparse(node)
    elif first == node.lineno:
        text = ast.get_source_segment(source, node)
    else:
        text = "\n".join(source.splitlines()[first - 1 : node.end_lineno])
    made = Statement(cell, text, imports=isinstance(node, ast.Import | ast.ImportFrom))
    top = symtable.symtable(text, "<cell>", "exec")
    for symbol in top.get_symbols():
        if symbol.is_assigned() or symbol.is_imported():
            made.binds.add(symbol.get_name())
        if symbol.is_referenced():
            made.now.add(symbol.get_name())
    # `x += 1` reads what it binds.
    made.now |= {
        part.target.id
        for part in ast.walk(node)
        if isinstance(part, ast.AugAssign)
        and isinstance(part.target, ast.Name)
        and part.target.id in made.binds
    }
    _read_inside(top, made)
    made.changes = set(_changed(node)) - made.binds
    made.now -= _BUILTINS - made.binds
    made.later -= _BUILTINS
    return made


def _read_inside(table, made):
    """Note the global names that functions and classes read or bind."""
    for child in table.get_children():
        for symbol in child.get_symbols():
            if symbol.is_global():
                bound = symbol.is_declared_global() and symbol.is_assigned()
                (made.binds if bound else made.later).add(symbol.get_name())
        _read_inside(child, made)


def _changed(node):
    """Yield the names of what is changed in place: `a[0] = 1`, `a.b = 1`, `a.append(1)`."""
    match node:
        case ast.FunctionDef() | ast.ClassDef() | ast.AsyncFunctionDef() | ast.Lambda():
            return
        case ast.Subscript(ctx=ctx) | ast.Attribute(ctx=ctx) if not isinstance(ctx, ast.Load):
            yield from _root(node)
        case ast.Expr(value=ast.Call(func=ast.Attribute() as called)):
            yield from _root(called)
    for child in ast.iter_child_nodes(node):
        yield from _changed(child)


def _root(node):
    while isinstance(node, ast.Subscript | ast.Attribute | ast.Call):
        node = node.func if isinstance(node, ast.Call) else node.value
    if isinstance(node, ast.Name):
        yield node.id


def wanted(source):
    """Return the names that a cell reads from outside of it."""
    bound, names, later = set(), set(), set()
    for statement in statements(source):
        names |= statement.now - bound
        bound |= statement.binds
        later |= statement.later
    return names | (later - bound)


def needed(source, cells, before):
    """Return, in order, the statements of a page that a cell needs which stands at `before`.

    Parameters
    ----------
    source : str
        The cell.
    cells : list of (int, str)
        The page's own code cells, each with its number.
    before : int
        The number of the cell: only what stands before it counts.
    """
    page = [s for number, cell in cells if number < before for s in statements(cell, number)]
    chosen, seen, asked = set(), set(), [(name, len(page)) for name in wanted(source)]
    while asked:
        name, limit = asked.pop()
        if (name, limit) in seen:
            continue
        seen.add((name, limit))
        for i in _making(page, name, limit):
            chosen.add(i)
            asked += [(read, i) for read in page[i].now]
            # What a function reads is looked up when it is called: by the statement that asks,
            # or at the end by way of another name.
            asked += [(read, at) for read in page[i].later for at in (limit, len(page))]
    return [page[i] for i in sorted(chosen)]


def _making(page, name, limit):
    """Return the places of the statement that binds a name, and of those that change it then."""
    found = []
    for i in range(limit - 1, -1, -1):
        if name in page[i].binds:
            # A module is not changed by a call of its functions.
            return [i] if page[i].imports else [i, *found]
        if name in page[i].changes:
            found.append(i)
    return []
