"""XML from a stranger: no document types, no entities, no network, no abyss.

Readers match on local names, because makers disagree about namespaces and prefixes.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from typing import TypeAlias

from lxml import etree

from jiamao_desktop.domain.errors import ImportRefused
from jiamao_desktop.importers import limits

Element: TypeAlias = "etree._Element"  # noqa: SLF001 -- lxml has no public name for it

_FORBIDDEN = re.compile(r"<!\s*(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_UTF16_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def parse(data: bytes, *, recover: bool = False) -> Element:
    """Return the root element.

    Args:
        data: The file, in any encoding that XML knows.
        recover: Mend what is ill-formed; only for parts whose makers are known to err.

    Raises:
        ImportRefused: ``xml.entities``, ``xml.broken``, ``xml.too_deep``,
            ``xml.too_large``.
    """
    if _FORBIDDEN.search(_readable(data)):
        raise ImportRefused("xml.entities")
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        recover=recover,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError, LookupError) as error:
        if "depth" in str(error):
            raise ImportRefused("xml.too_deep", most=limits.XML_DEPTH) from error
        raise ImportRefused("xml.broken") from error
    if root is None:
        raise ImportRefused("xml.broken")
    _check_shape(root)
    return root


def local(element: Element) -> str:
    """Return an element's name without namespace and without an undeclared prefix."""
    tag = element.tag
    if not isinstance(tag, str):
        return ""
    return tag.rpartition("}")[2].rpartition(":")[2]


def namespace(element: Element) -> str:
    """Return the address of an element's namespace, or blank."""
    tag = element.tag
    return tag[1:].partition("}")[0] if isinstance(tag, str) and tag.startswith("{") else ""


def children(element: Element, name: str) -> Iterator[Element]:
    """Yield the direct children of this local name."""
    return (child for child in element if local(child) == name)


def find(element: Element, path: str) -> Element | None:
    """Return the first element at a path of local names below ``element``."""
    here: Element | None = element
    for name in path.split("/"):
        if here is None:
            return None
        here = next(children(here, name), None)
    return here


def text_at(element: Element, path: str) -> str:
    """Return the text at a path, stripped; blank when there is none."""
    return text_of(find(element, path))


def text_of(element: Element | None) -> str:
    """Return an element's own text, stripped; blank when there is none."""
    return "" if element is None else (element.text or "").strip()


def _readable(data: bytes) -> str:
    """Decode enough to see markup, also when it hides in UTF-16 or UTF-32."""
    if data.startswith((codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)):
        return data.decode("utf-32", "replace")
    if data.startswith(_UTF16_MARKS):
        return data.decode("utf-16", "replace")
    if b"\0" in data[:4]:
        return data.replace(b"\0", b"").decode("latin-1")
    return data.decode("latin-1")


def _check_shape(root: Element) -> None:
    depth = count = 0
    for event, _ in etree.iterwalk(root, events=("start", "end")):
        if event == "end":
            depth -= 1
            continue
        depth += 1
        count += 1
        if depth > limits.XML_DEPTH:
            raise ImportRefused("xml.too_deep", most=limits.XML_DEPTH)
        if count > limits.XML_NODES:
            raise ImportRefused("xml.too_large", most=limits.XML_NODES)
