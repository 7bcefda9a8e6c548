"""Drawing OFD pages: texts, paths and pictures, at their places and as vectors.

Electronic seals that exist only in the signature data are not drawn; the packet says so.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from lxml.etree import _Element as Element
from PIL import Image, UnidentifiedImageError
from reportlab.lib.utils import ImageReader

from jiamao_desktop.documents.fonts import Face, char_width, load, printable, runs
from jiamao_desktop.documents.ofd import OfdDocument, children, floats
from jiamao_desktop.documents.ofd_path import UNMOVED, combined, draw_path
from jiamao_desktop.documents.sheet import MM, Sheet
from jiamao_desktop.documents.text import Colour
from jiamao_desktop.domain.errors import UserError

_Inherited = TypeVar("_Inherited", Colour, Colour | None)
_BLACK: Colour = (0.0, 0.0, 0.0)
_MATRIX_SIZE = 6
_RGB, _CMYK = 3, 4
_THIN_MM = 0.353
_MOST_DEPTH = 8
_MOST_PIXELS = 60_000_000
_FACES = (
    (re.compile(r"仿宋|FangSong", re.IGNORECASE), Face.FANG),
    (re.compile(r"楷|Kai", re.IGNORECASE), Face.KAI),
    (re.compile(r"黑|Hei|Arial|Courier|Consol", re.IGNORECASE), Face.HEI),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Pen:
    """Colours and line width, as far as the layers above have set them.

    Attributes:
        fill: ``None``: black for texts, and paths are not filled.
    """

    fill: Colour | None = None
    stroke: Colour = _BLACK
    width: float = _THIN_MM


def draw_ofd(sheet: Sheet, document: OfdDocument) -> list[str]:
    """Draw every page at its own size; return the pictures that could not be drawn.

    Raises:
        UserError: ``evidence.broken`` -- a number that is none.
    """
    drawing = _Drawing(sheet, document)
    for page in document.pages:
        left, top, width, height = page.box
        sheet.new_page_of_size((width * MM, height * MM))
        sheet.canvas.saveState()
        sheet.canvas.transform(MM, 0, 0, -MM, -left * MM, (height + top) * MM)
        for layer in page.layers:
            drawing.layer(layer)
        sheet.canvas.restoreState()
    return drawing.undrawn


@dataclass(frozen=True, slots=True)
class _Drawing:
    sheet: Sheet
    document: OfdDocument
    undrawn: list[str] = field(default_factory=list)

    def layer(self, element: Element) -> None:
        """Draw a layer, or an annotation's appearance, which has a place of its own."""
        self.sheet.canvas.saveState()
        self._enter(element)
        self.objects(element, self._pen(element, _Pen()), depth=0)
        self.sheet.canvas.restoreState()

    def objects(self, parent: Element, pen: _Pen, depth: int) -> None:
        """Draw the objects of a layer in their order."""
        if depth > _MOST_DEPTH:
            raise UserError("evidence.broken")
        for name, element in children(parent):
            if element.get("Visible", "true").lower() == "false":
                continue
            self.sheet.canvas.saveState()
            own = self._pen(element, pen)
            match name:
                case "TextObject":
                    self._enter(element)
                    self._text(element, own)
                case "PathObject":
                    self._enter(element)
                    self._path(element, own)
                case "ImageObject":
                    self._enter(element)
                    self._image(element)
                case "CompositeObject":
                    self._enter(element)
                    self._unit(element, own, depth)
                case "PageBlock":
                    self.objects(element, own, depth + 1)
            self.sheet.canvas.restoreState()

    def _enter(self, element: Element) -> None:
        """Go to the place of an object: its boundary's corner, then its matrix."""
        box = floats(element.get("Boundary", ""))
        if box:
            self.sheet.canvas.translate(box[0], box[1])
        matrix = _matrix(element)
        self._clip(element, matrix)
        self.sheet.canvas.transform(*matrix)

    def _clip(self, element: Element, matrix: Sequence[float]) -> None:
        """Draw only inside every clip; a clip is the union of its areas."""
        clips = element.find("{*}Clips")
        if clips is None:
            return
        outer = matrix if clips.get("TransFlag", "true").lower() != "false" else UNMOVED
        for clip in clips.iterfind("{*}Clip"):
            outline = self.sheet.canvas.beginPath()
            drawn = False
            for area in clip.iterfind("{*}Area"):
                for path in area.iterfind("{*}Path"):
                    box = floats(path.get("Boundary", "")) or [0.0, 0.0]
                    place = (1.0, 0.0, 0.0, 1.0, box[0], box[1])
                    inner = combined(combined(_matrix(path), place), _matrix(area))
                    for data in path.iterfind("{*}AbbreviatedData"):
                        draw_path(outline, data.text or "", combined(inner, outer))
                        drawn = True
            if drawn:
                self.sheet.canvas.clipPath(outline, stroke=0, fill=0)

    def _pen(self, element: Element, pen: _Pen) -> _Pen:
        known = self.document.resources.draw_params
        chain = [element]
        number = element.get("DrawParam", "")
        while number in known and known[number] not in chain:
            chain.append(known[number])
            number = known[number].get("Relative", "")
        for each in reversed(chain):
            width = each.get("LineWidth")
            pen = _Pen(
                fill=_colour(each, "FillColor", pen.fill),
                stroke=_colour(each, "StrokeColor", pen.stroke),
                width=floats(width)[0] if width else pen.width,
            )
        return pen

    def _text(self, element: Element, pen: _Pen) -> None:
        face = self._face(element.get("Font", ""))
        size = floats(element.get("Size", "3"))[0]
        stretch = floats(element.get("HScale", "1"))[0]
        line = self.sheet.canvas.beginText()
        line.setFillColorRGB(*(pen.fill or _BLACK))
        for code in element.iterfind("{*}TextCode"):
            text = (code.text or "").strip("\n\r")
            self.sheet.note_missing(text)
            for char, x, y, squeeze in _places(code, printable(text), face, size * stretch):
                line.setTextTransform(stretch * squeeze, 0, 0, -1, x, y)
                for drawn, run in runs(char, face):
                    load(drawn)
                    line.setFont(str(drawn), size)
                    line.textOut(run)
        self.sheet.canvas.drawText(line)

    def _face(self, font: str) -> Face:
        name = self.document.resources.fonts.get(font, "")
        return next((face for pattern, face in _FACES if pattern.search(name)), Face.SONG)

    def _path(self, element: Element, pen: _Pen) -> None:
        canvas = self.sheet.canvas
        canvas.setLineWidth(pen.width)
        canvas.setStrokeColorRGB(*pen.stroke)
        fill = pen.fill is not None and element.get("Fill", "false").lower() == "true"
        if pen.fill:
            canvas.setFillColorRGB(*pen.fill)
        stroke = element.get("Stroke", "true").lower() != "false"
        for data in element.iterfind("{*}AbbreviatedData"):
            path = canvas.beginPath()
            draw_path(path, data.text or "")
            mode = 0 if element.get("Rule") == "Even-Odd" else 1
            canvas.drawPath(path, stroke=stroke, fill=fill, fillMode=mode)

    def _image(self, element: Element) -> None:
        """Draw a picture into the unit square, which the matrix has made its size."""
        name = self.document.resources.media.get(element.get("ResourceID", ""), "")
        picture = self._picture(name)
        if picture is None:
            self.undrawn.append(name)
            return
        canvas = self.sheet.canvas
        box = floats(element.get("Boundary", ""))
        if not element.get("CTM") and len(box) == _CMYK:
            canvas.scale(box[2], box[3])
        canvas.transform(1, 0, 0, -1, 0, 1)
        canvas.drawImage(picture, 0, 0, 1, 1, mask="auto")

    def _picture(self, name: str) -> ImageReader | None:
        if name not in self.document.archive.names:
            return None
        try:
            picture = Image.open(io.BytesIO(self.document.archive.read(name)))
            if picture.width * picture.height > _MOST_PIXELS:
                return None
            return ImageReader(picture.convert("RGBA" if _transparent(picture) else "RGB"))
        except (UnidentifiedImageError, OSError, ValueError):
            return None

    def _unit(self, element: Element, pen: _Pen, depth: int) -> None:
        unit = self.document.resources.units.get(element.get("ResourceID", ""))
        content = unit.find("{*}Content") if unit is not None else None
        if content is not None:
            self.objects(content, pen, depth + 1)


def _matrix(element: Element) -> Sequence[float]:
    matrix = floats(element.get("CTM", ""))
    return matrix if len(matrix) == _MATRIX_SIZE else UNMOVED


def _transparent(picture: Image.Image) -> bool:
    return "A" in picture.getbands() or "transparency" in picture.info


def _places(
    code: Element, text: str, face: Face, size: float
) -> Iterator[tuple[str, float, float, float]]:
    """Yield every character with its place, and how far it is squeezed.

    The last distance given holds for all that follow; without any, one follows the other.
    The fonts named in the file may be narrower than ours, so a letter that would reach
    into the next is squeezed.
    """
    x = floats(code.get("X") or "0")[0]
    y = floats(code.get("Y") or "0")[0]
    across, down = _distances(code.get("DeltaX", "")), _distances(code.get("DeltaY", ""))
    for number, char in enumerate(text):
        width = char_width(face, char) * size
        step = across[min(number, len(across) - 1)] if across else 0.0
        yield char, x, y, step / width if 0 < step < width else 1.0
        x += step if across or down else width
        y += down[min(number, len(down) - 1)] if down else 0.0


def _distances(text: str) -> list[float]:
    """Return distances between characters; ``g 3 1.5`` stands for three of them.

    Raises:
        UserError: ``evidence.broken`` -- a run without its numbers, or an endless one.
    """
    distances: list[float] = []
    parts = text.split()
    while parts:
        part = parts.pop(0)
        if part != "g":
            distances += floats(part)
            continue
        run = floats(" ".join(parts[:2]))
        if len(run) != 2 or not 0 <= run[0] <= 10_000:  # noqa: PLR2004 -- a count and a distance
            raise UserError("evidence.broken")
        distances += [run[1]] * int(run[0])
        del parts[:2]
    return distances


def _colour(element: Element, name: str, inherited: _Inherited) -> Colour | _Inherited:
    found = element.find(f"{{*}}{name}")
    if found is None or not found.get("Value"):
        return inherited
    parts = found.get("Value", "").split()
    numbers = [
        int(part[1:], 16) / 255 if part.startswith("#") else floats(part)[0] / 255 for part in parts
    ]
    if len(numbers) == 1:
        return numbers[0], numbers[0], numbers[0]
    if len(numbers) == _RGB:
        return numbers[0], numbers[1], numbers[2]
    if len(numbers) == _CMYK:
        cyan, magenta, yellow, key = numbers
        return (1 - cyan) * (1 - key), (1 - magenta) * (1 - key), (1 - yellow) * (1 - key)
    return inherited
