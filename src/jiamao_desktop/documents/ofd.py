"""OFD (GB/T 33190-2016): finding the pages of a document and what lies on them."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml.etree import _Element as Element

from jiamao_desktop.documents.archive import Archive, local_name, open_archive, parse_xml
from jiamao_desktop.domain.errors import UserError

Box = tuple[float, float, float, float]
_A4: Box = (0.0, 0.0, 210.0, 297.0)
_MOST_PAGES = 200


@dataclass(slots=True)
class Resources:
    """What pages refer to by id."""

    fonts: dict[str, str] = field(default_factory=dict)
    media: dict[str, str] = field(default_factory=dict)
    draw_params: dict[str, Element] = field(default_factory=dict)
    units: dict[str, Element] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class OfdPage:
    """One page: its box in millimetres and its layers, the lowest first.

    Attributes:
        layers: Elements whose children are objects.
    """

    box: Box
    layers: tuple[Element, ...]


@dataclass(frozen=True, slots=True)
class OfdDocument:
    """A document that has been found its way through."""

    archive: Archive
    resources: Resources
    pages: tuple[OfdPage, ...]

    @property
    def texts(self) -> list[str]:
        """Return every text on the pages, in the order of the file."""
        return [
            code.text.strip()
            for page in self.pages
            for layer in page.layers
            for code in layer.iter("{*}TextCode")
            if code.text and code.text.strip()
        ]


def read_ofd(content: bytes) -> OfdDocument:
    """Read the structure of an OFD file.

    Raises:
        UserError: ``evidence.broken``, ``evidence.incomplete``, ``evidence.too_large``.
    """
    archive = open_archive(content)
    root = parse_xml(archive.read("OFD.xml"))
    start = _text(root, "DocRoot")
    if not start:
        raise UserError("evidence.incomplete", entry="DocRoot")
    path = _join("OFD.xml", start)
    document = parse_xml(archive.read(path))
    resources = _resources(archive, path, document)
    templates = {
        each.get("ID", ""): _join(path, each.get("BaseLoc", ""))
        for each in document.iter("{*}TemplatePage")
    }
    size = _box(_text(document, "PhysicalBox")) or _A4
    marks = _annotations(archive, path, document)
    pages = []
    for page in document.iterfind("{*}Pages/{*}Page"):
        layers = marks.get(page.get("ID", ""), [])
        pages.append(_page(archive, _join(path, page.get("BaseLoc", "")), templates, size, layers))
    if not pages:
        raise UserError("evidence.incomplete", entry="Pages")
    if len(pages) > _MOST_PAGES:
        raise UserError("evidence.too_large")
    return OfdDocument(archive, resources, tuple(pages))


def _page(
    archive: Archive, path: str, templates: dict[str, str], size: Box, marks: list[Element]
) -> OfdPage:
    content = parse_xml(archive.read(path))
    box = _box(_text(content, "PhysicalBox")) or size
    below: list[Element] = []
    above: list[Element] = []
    for template in content.iterfind("{*}Template"):
        target = templates.get(template.get("TemplateID", ""))
        if target in archive.names:
            layers = list(parse_xml(archive.read(target)).iterfind("{*}Content/{*}Layer"))
            (above if template.get("ZOrder") == "Foreground" else below).extend(layers)
    own = content.iterfind("{*}Content/{*}Layer")
    return OfdPage(box, (*below, *own, *above, *marks))


def _resources(archive: Archive, path: str, document: Element) -> Resources:
    found = Resources()
    for name in ("PublicRes", "DocumentRes"):
        for link in document.iter(f"{{*}}{name}"):
            target = _join(path, link.text or "")
            if target in archive.names:
                _add_resources(found, target, parse_xml(archive.read(target)))
    return found


def _add_resources(found: Resources, path: str, root: Element) -> None:
    base = posixpath.join(posixpath.dirname(path), root.get("BaseLoc") or ".", "_")
    for element in root.iter():
        number = element.get("ID", "")
        match local_name(element):
            case "Font":
                found.fonts[number] = (
                    f"{element.get('FontName', '')} {element.get('FamilyName', '')}"
                )
            case "MultiMedia":
                found.media[number] = _join(base, _text(element, "MediaFile"))
            case "DrawParam":
                found.draw_params[number] = element
            case "CompositeGraphicUnit":
                found.units[number] = element


def _annotations(archive: Archive, path: str, document: Element) -> dict[str, list[Element]]:
    """Return the appearances of annotations (seals, stamps) by page id."""
    marks: dict[str, list[Element]] = {}
    target = _join(path, _text(document, "Annotations"))
    if target not in archive.names:
        return marks
    for page in parse_xml(archive.read(target)).iterfind("{*}Page"):
        file = _join(target, _text(page, "FileLoc"))
        if file in archive.names:
            appearances = parse_xml(archive.read(file)).iter("{*}Appearance")
            marks.setdefault(page.get("PageID", ""), []).extend(appearances)
    return marks


def children(element: Element) -> Iterator[tuple[str, Element]]:
    """Return the children of an element with their local names, comments left out."""
    for child in element:
        if name := local_name(child):
            yield name, child


def _text(element: Element, name: str) -> str:
    found = next(element.iter(f"{{*}}{name}"), None)
    return (found.text or "").strip() if found is not None else ""


def _join(origin: str, target: str) -> str:
    """Return a path relative to the file that names it, or absolute with a slash."""
    if not target:
        return ""
    if target.startswith("/"):
        return posixpath.normpath(target).lstrip("/")
    return posixpath.normpath(posixpath.join(posixpath.dirname(origin), target))


def _box(text: str) -> Box | None:
    numbers = floats(text)
    if len(numbers) != 4 or min(numbers[2:]) <= 0 or max(numbers[2:]) > 5000:  # noqa: PLR2004 -- left, top, width, height
        return None
    return numbers[0], numbers[1], numbers[2], numbers[3]


def floats(text: str) -> list[float]:
    """Return the numbers of an attribute.

    Raises:
        UserError: ``evidence.broken`` -- something else stands there.
    """
    try:
        return [float(part) for part in text.split()]
    except ValueError as error:
        raise UserError("evidence.broken") from error
