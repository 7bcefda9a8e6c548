"""An OFD file (GB/T 33190): a zip of XML parts that point at each other.

Gives words with boxes like a PDF page, the attached XML, the maker's own data, and the
text that tags refer to. Parts that are missing or ill-formed leave gaps, not errors, as
long as the document itself can be found: makers link them carelessly.
"""

from __future__ import annotations

import math
import posixpath
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from jiamao_desktop.domain.errors import ImportRefused
from jiamao_desktop.importers import limits, xmltree
from jiamao_desktop.importers.archive import Archive
from jiamao_desktop.importers.layout import Page, Word, join, meant
from jiamao_desktop.importers.xmltree import Element, children, find, local, text_at, text_of

_POINTS_PER_MM = 72 / 25.4
_ASCENT = 0.86
_DESCENT = 0.14
_NARROW = 0.5
_LAST_NARROW = 0x2FF
_IDENTITY = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
_PAPER = (0.0, 0.0, 210.0, 297.0)
_RASTER = (".png", ".jpg", ".jpeg", ".bmp")
_MOST_IMAGES = 8


@dataclass(frozen=True, slots=True)
class TextObject:
    """One text object: its id and its characters with boxes in points."""

    id: str
    characters: Sequence[Word]

    @property
    def text(self) -> str:
        """Return the characters in drawing order."""
        return "".join(char.text for char in self.characters)


@dataclass(frozen=True, slots=True)
class OfdPage:
    """One page: what layouts read, and the objects that tags refer to."""

    id: str
    page: Page
    objects: Sequence[TextObject]


class OfdPackage:
    """The first document of an OFD file."""

    def __init__(self, data: bytes) -> None:
        """Find the document.

        Raises:
            ImportRefused: ``ofd.broken``, or what the zip and its XML are refused for.
        """
        self._archive = Archive(data)
        self._root = xmltree.parse(self._archive.read("OFD.xml"))
        body = find(self._root, "DocBody")
        where = "" if body is None else text_at(body, "DocRoot")
        self._document_path = _resolved("OFD.xml", where)
        if not where or self._document_path not in self._archive:
            raise ImportRefused("ofd.broken", part=where or "DocRoot")
        self._document = xmltree.parse(self._archive.read(self._document_path))

    def custom_data(self) -> dict[str, str]:
        """Return the maker's own entries, such as 发票号码, by name."""
        return {
            element.get("Name", ""): text_of(element)
            for element in self._root.iter()
            if local(element) == "CustomData"
        }

    def attached_xml(self) -> list[Element]:
        """Return the roots of attached XML files; what is no XML is passed over."""
        found: list[Element] = []
        for path in self._listed("Attachments", "Attachments.xml", "Attachment"):
            if path.lower().endswith((".xml", ".xbrl")):
                found.extend(self._tree(path))
        return found

    def tags(self) -> list[Element]:
        """Return the roots of the tag files, mended where ill-formed."""
        found: list[Element] = []
        for path in self._listed("CustomTags", "CustomTags.xml", "CustomTag"):
            found.extend(self._tree(path, mend=True))
        return found

    def images(self) -> Iterator[bytes]:
        """Yield the pictures in the file that a QR code could be in."""
        names = [name for name in self._archive.names if name.lower().endswith(_RASTER)]
        for name in names[:_MOST_IMAGES]:
            yield self._archive.read(name)

    def pages(self) -> list[OfdPage]:
        """Return the pages with the words of their templates.

        Raises:
            ImportRefused: ``ofd.too_many_pages``, ``ofd.too_much_text``.
        """
        listed = find(self._document, "Pages")
        entries = [] if listed is None else list(children(listed, "Page"))
        if len(entries) > limits.OFD_PAGES:
            raise ImportRefused("ofd.too_many_pages", count=len(entries), most=limits.OFD_PAGES)
        found: list[OfdPage] = []
        room = limits.OFD_CHARS
        for entry in entries:
            for root in self._tree(_resolved(self._document_path, entry.get("BaseLoc", ""))):
                page = self._page(entry.get("ID", ""), root)
                room -= sum(len(item.characters) for item in page.objects)
                if room < 0:
                    raise ImportRefused("ofd.too_much_text", most=limits.OFD_CHARS)
                found.append(page)
        return found

    def _page(self, identity: str, root: Element) -> OfdPage:
        left, top, width, height = self._box(root)
        objects = [*self._template_objects(root), *_text_objects(root)]
        shown = [
            Word(
                char.text,
                char.x0 - left * _POINTS_PER_MM,
                char.y0 - top * _POINTS_PER_MM,
                char.x1 - left * _POINTS_PER_MM,
                char.y1 - top * _POINTS_PER_MM,
            )
            for item in objects
            for char in (*item.characters, Word("", 0, 0, 0, 0))
        ]
        wide, tall = width * _POINTS_PER_MM, height * _POINTS_PER_MM
        inside = [
            char
            for char in shown
            if not char.text or (0 <= char.middle <= wide and 0 <= char.centre <= tall)
        ]
        page = Page(width=wide, height=tall, words=tuple(join(inside)))
        return OfdPage(identity, page, objects)

    def _box(self, root: Element) -> tuple[float, float, float, float]:
        for element in (find(root, "Area"), find(self._document, "CommonData/PageArea")):
            if element is not None:
                numbers = _numbers(text_at(element, "PhysicalBox"))
                if len(numbers) == len(_PAPER):
                    return numbers[0], numbers[1], numbers[2], numbers[3]
        return _PAPER

    def _template_objects(self, root: Element) -> Iterator[TextObject]:
        common = find(self._document, "CommonData")
        if common is None:
            return
        known = {item.get("ID"): item for item in children(common, "TemplatePage")}
        for used in children(root, "Template"):
            template = known.get(used.get("TemplateID"))
            if template is not None:
                path = _resolved(self._document_path, template.get("BaseLoc", ""))
                for tree in self._tree(path):
                    yield from _text_objects(tree)

    def _listed(self, link: str, usual_name: str, entry: str) -> list[str]:
        """Return the parts that a list names; the list is found by link or by its name."""
        linked = text_at(self._document, link)
        path = _resolved(self._document_path, linked) if linked else ""
        if path not in self._archive:
            path = next((n for n in self._archive.names if n.endswith("/" + usual_name)), "")
        return [
            _resolved(path, text_at(item, "FileLoc"))
            for root in self._tree(path)
            for item in root.iter()
            if local(item) == entry
        ]

    def _tree(self, path: str, *, mend: bool = False) -> list[Element]:
        """Return a part's root, or nothing when it is missing or no XML.

        Hostile parts still refuse the whole file.
        """
        if path not in self._archive:
            return []
        data = self._archive.read(path)
        if mend:
            data = data.replace(b"<:", b"<").replace(b"</:", b"</").replace(b' xmlns:=""', b"")
        try:
            return [xmltree.parse(data, recover=mend)]
        except ImportRefused as error:
            if error.code == "xml.broken":
                return []
            raise


def _resolved(base: str, location: str) -> str:
    """Return a part's name: relative to the part that names it, or from the root."""
    if location.startswith("/"):
        return posixpath.normpath(location).lstrip("/")
    return posixpath.normpath(posixpath.join(posixpath.dirname(base), location)).lstrip("/")


def _numbers(text: str) -> list[float]:
    found: list[float] = []
    for part in text.split():
        try:
            number = float(part)
        except ValueError:
            return []
        if not math.isfinite(number):
            return []
        found.append(number)
    return found


def _text_objects(root: Element) -> Iterator[TextObject]:
    content = find(root, "Content")
    if content is None:
        return
    for element in content.iter():
        if local(element) == "TextObject":
            yield TextObject(element.get("ID", ""), tuple(_characters(element)))


def _characters(element: Element) -> Iterator[Word]:
    boundary = _numbers(element.get("Boundary", "")) or [0.0, 0.0]
    size = (_numbers(element.get("Size", "")) or [3.0])[0]
    matrix = _numbers(element.get("CTM", ""))
    a, b, c, d, e, f = matrix if len(matrix) == len(_IDENTITY) else _IDENTITY
    tall = size * math.hypot(c, d)
    for code in children(element, "TextCode"):
        text = code.text or ""
        x = _first(code.get("X"))
        y = _first(code.get("Y"))
        steps_x = _deltas(code.get("DeltaX", ""), len(text))
        steps_y = _deltas(code.get("DeltaY", ""), len(text))
        for index, char in enumerate(text):
            advance = size * (_NARROW if ord(char) <= _LAST_NARROW else 1.0)
            across = boundary[0] + a * x + c * y + e
            down = boundary[1] + b * x + d * y + f
            wide = advance * math.hypot(a, b)
            yield Word(
                meant(char),
                across * _POINTS_PER_MM,
                (down - _ASCENT * tall) * _POINTS_PER_MM,
                (across + wide) * _POINTS_PER_MM,
                (down + _DESCENT * tall) * _POINTS_PER_MM,
            )
            if steps_x:
                x += steps_x[min(index, len(steps_x) - 1)]
            elif not steps_y:
                x += advance
            if steps_y:
                y += steps_y[min(index, len(steps_y) - 1)]


def _first(text: str | None) -> float:
    return (_numbers(text or "") or [0.0])[0]


def _deltas(text: str, most: int) -> list[float]:
    """Unroll the steps between glyphs; ``g 3 1.5`` means three steps of 1.5.

    Makers leave out the rest when the last step goes on to the end.
    """
    found: list[float] = []
    parts = iter(text.split())
    for part in parts:
        if part == "g":
            count = _numbers(next(parts, ""))
            step = _numbers(next(parts, ""))
            if count and step:
                found.extend(step * max(0, min(int(count[0]), most)))
        else:
            found.extend(_numbers(part))
        if len(found) >= most:
            break
    return found
