"""Every code that can reach a person has a sentence, in two languages, that says what it can."""

from __future__ import annotations

import ast
import functools
import itertools
import re
import string
import tomllib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.architecture.tree import RESOURCES, listed, parsed, place, python_files, text_files

MAKERS = {
    *("UserError", "MachineError", "ImportRefused", "RuleError", "JiamaoError"),
    *("of", "Problem", "Said"),
}
"""Calls whose first argument is a code."""

SHAPE = re.compile(r"[a-z][a-z0-9_]*(?:\.[a-z0-9_]+)+")

OPEN = frozenset({"*"})
"""Details of a call that passes on what it was given."""


@dataclass(frozen=True)
class Use:
    """One place where a code is made."""

    where: str
    code: str
    details: frozenset[str]


def messages() -> dict[str, dict[str, str]]:
    """Return code → language → sentence, of all layers."""
    found: dict[str, dict[str, str]] = {}
    for path in (RESOURCES / "messages").glob("*.toml"):
        found |= tomllib.loads(path.read_text("utf-8"))
    return found


def placeholders(sentence: str) -> set[str]:
    """Return the names a sentence wants filled in."""
    return {name for _, name, _, _ in string.Formatter().parse(sentence) if name}


def called(node: ast.Call) -> str:
    """Return the last part of the name that is called."""
    match node.func:
        case ast.Name(id=name) | ast.Attribute(attr=name):
            return name
    return ""


def codes(node: ast.expr | None) -> Iterator[str]:
    """Yield the codes an argument can be; a computed part is ``*``."""
    match node:
        case ast.Constant(value=str(text)):
            yield text
        case ast.IfExp(body=body, orelse=orelse):
            yield from codes(body)
            yield from codes(orelse)
        case ast.JoinedStr(values=parts):
            yield "".join(str(p.value) if isinstance(p, ast.Constant) else "*" for p in parts)


def details(node: ast.Call) -> frozenset[str]:
    """Return the names of the details a call gives, or ``OPEN``."""
    for keyword in node.keywords:
        if keyword.arg == "details":
            return _paired(keyword.value)
    if called(node) == "Problem" and len(node.args) > 1:
        return _paired(node.args[1])
    if any(keyword.arg is None for keyword in node.keywords):
        return OPEN
    return frozenset(keyword.arg for keyword in node.keywords if keyword.arg)


def _paired(node: ast.expr) -> frozenset[str]:
    if not isinstance(node, ast.Tuple):
        return OPEN
    names = [pair.elts[0] for pair in node.elts if isinstance(pair, ast.Tuple) and pair.elts]
    return frozenset(str(name.value) for name in names if isinstance(name, ast.Constant))


def code_arguments(node: ast.Call) -> Iterator[ast.expr]:
    """Yield the arguments of a call that are codes."""
    name = called(node)
    if name in MAKERS and node.args:
        yield node.args[0]
    if name == "add" and len(node.args) > 2:  # catalog.mistakes.Mistakes.add(file, entry, code)
        yield node.args[2]
    yield from (keyword.value for keyword in node.keywords if keyword.arg == "code")


def uses_in(path: Path) -> Iterator[Use]:
    """Yield the places of a file where a code is made."""
    for node in ast.walk(parsed(path)):
        if isinstance(node, ast.Call):
            for argument in code_arguments(node):
                for code in codes(argument):
                    if "." in code:
                        yield Use(place(path, node), code, details(node))


def uses_in_tables(path: Path) -> Iterator[Use]:
    """Yield the codes a file looks up: values of a dictionary that holds nothing else."""
    computed = any(
        isinstance(node, ast.Call)
        and called(node) in MAKERS
        and node.args
        and isinstance(node.args[0], ast.Name)
        for node in ast.walk(parsed(path))
    )
    tables = [node for node in ast.walk(parsed(path)) if isinstance(node, ast.Dict)]
    for table in tables if computed else []:
        found = [code for value in table.values for code in codes(value)]
        if len(found) == len(table.values) and all(map(SHAPE.fullmatch, found)):
            yield from (Use(place(path, table), code, OPEN) for code in found)


@functools.cache
def uses() -> tuple[Use, ...]:
    """Return every place of the program where a code is made."""
    return tuple(
        use
        for path in python_files("src")
        for use in itertools.chain(uses_in(path), uses_in_tables(path))
    )


def fits(code: str, key: str) -> bool:
    """Tell whether a code, perhaps with computed parts, can be this key."""
    return bool(re.fullmatch(".+".join(map(re.escape, code.split("*"))), key))


def test_codes_read_noun_dot_problem() -> None:
    odd = [key for key in messages() if not SHAPE.fullmatch(key)]
    assert not odd, listed(odd)


def test_every_code_has_a_sentence() -> None:
    known = messages()
    mute = [
        f"{use.where}: {use.code}" for use in uses() if not any(fits(use.code, k) for k in known)
    ]
    assert not mute, listed(mute)


def test_every_sentence_is_there_in_both_languages() -> None:
    wanted = {"zh", "en"}
    lame = [key for key, texts in messages().items() if set(texts) - {"remedy"} != wanted]
    blank = [key for key, texts in messages().items() if not all(t.strip() for t in texts.values())]
    assert not lame + blank, listed(lame + blank)


def in_chinese(texts: dict[str, str]) -> set[str]:
    """Return the details the Chinese of an entry names; packs' mistakes have a remedy apart."""
    return placeholders(texts.get("zh", "")) | placeholders(texts.get("remedy", ""))


def test_both_languages_name_the_same_details() -> None:
    differ = [
        f"{key}: zh {sorted(in_chinese(texts))}, en {sorted(placeholders(texts['en']))}"
        for key, texts in messages().items()
        if not placeholders(texts["zh"]) <= placeholders(texts["en"]) <= in_chinese(texts)
    ]
    assert not differ, listed(differ)


def test_a_sentence_asks_only_for_details_it_is_given() -> None:
    known = messages()
    short = [
        f"{use.where}: {key} wants {sorted(wanted - use.details)}"
        for use in uses()
        for key in known
        if use.details != OPEN and fits(use.code, key)
        for wanted in [in_chinese(known[key])]
        if not wanted <= use.details
    ]
    assert not short, listed(short)


def test_no_sentence_is_unused() -> None:
    written = {
        node.value
        for path in python_files("src")
        for node in ast.walk(parsed(path))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    data = "\n".join(
        path.read_text("utf-8")
        for path in text_files()
        if path.suffix == ".toml"
        and path.is_relative_to(RESOURCES)
        and path.parent.name != "messages"
    )
    patterns = {use.code for use in uses() if "*" in use.code}
    unused = [
        key
        for key in messages()
        if key not in written and f'"{key}"' not in data and not any(fits(p, key) for p in patterns)
    ]
    assert not unused, listed(unused)


def test_no_code_stands_in_two_files() -> None:
    files = sorted((RESOURCES / "messages").glob("*.toml"))
    count = Counter(key for path in files for key in tomllib.loads(path.read_text("utf-8")))
    twice = [key for key, times in count.items() if times > 1]
    assert not twice, listed(twice)


def test_chinese_sentences_are_chinese_and_end_with_a_full_stop() -> None:
    odd = [
        f"{key}: {texts['zh']}"
        for key, texts in messages().items()
        if not re.search(r"[\u4e00-\u9fff]", texts.get("zh", ""))
        or texts["zh"][-1] not in "。？！）}"
    ]
    assert not odd, listed(odd)
