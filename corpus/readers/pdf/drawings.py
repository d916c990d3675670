"""One page's drawings -> its ruling lines, and how much of it pictures cover."""

import ctypes
import itertools
from collections.abc import Iterator
from typing import NamedTuple

import pypdfium2 as pdfium
import pypdfium2.raw as c

from corpus.readers.pdf.geometry import Box, Frame

MAX_OBJECTS = 40_000
MAX_SEGMENTS = 400
"""A path of more points than this is a picture, no ruling."""
MAX_DEPTH = 6
THICKEST = 3.5
"""Points: a filled rectangle thinner than this is a line."""
SHORTEST = 5.0

Matrix = tuple[float, float, float, float, float, float]


class Ruling(NamedTuple):
    """A straight line: `at` is its y (or x, upright), from `start` to `end` along the other axis."""

    is_upright: bool
    at: float
    start: float
    end: float


class Drawings(NamedTuple):
    """What a page shows besides text."""

    rulings: list[Ruling]
    pictures: list[Box]
    paths: int
    """How many paths are drawn: letters turned into outlines are thousands of them."""


def read_drawings(page: pdfium.PdfPage, frame: Frame) -> Drawings:
    """The rulings and pictures of `page`, those inside its forms too; bounded by `MAX_OBJECTS`."""
    rulings: list[Ruling] = []
    pictures: list[Box] = []
    paths = 0
    for item, kind, matrix in _objects(page):
        if kind == c.FPDF_PAGEOBJ_IMAGE:
            pictures.append(_bounds(item, matrix, frame))
        else:
            paths += 1
            rulings += _rulings_of(item, matrix, frame)
    return Drawings(rulings, pictures, paths)


def _objects(page: pdfium.PdfPage) -> "Iterator[tuple[c.FPDF_PAGEOBJECT, int, Matrix]]":
    """Paths and images with the matrix of the forms around them."""
    todo = [(page.raw, False, (1.0, 0.0, 0.0, 1.0, 0.0, 0.0), 0)]
    seen = 0
    while todo:
        holder, is_form, matrix, depth = todo.pop()
        count = c.FPDFFormObj_CountObjects(holder) if is_form else c.FPDFPage_CountObjects(holder)
        for index in range(max(count, 0)):
            item = c.FPDFFormObj_GetObject(holder, index) if is_form else c.FPDFPage_GetObject(holder, index)
            kind = c.FPDFPageObj_GetType(item)
            seen += 1
            if seen > MAX_OBJECTS:
                return
            if kind in (c.FPDF_PAGEOBJ_PATH, c.FPDF_PAGEOBJ_IMAGE):
                yield item, kind, matrix
            elif kind == c.FPDF_PAGEOBJ_FORM and depth < MAX_DEPTH:
                todo.append((item, True, _joined(_matrix_of(item), matrix), depth + 1))


def _matrix_of(item: "c.FPDF_PAGEOBJECT") -> Matrix:
    found = c.FS_MATRIX()
    c.FPDFPageObj_GetMatrix(item, ctypes.byref(found))
    return found.a, found.b, found.c, found.d, found.e, found.f


def _joined(inner: Matrix, outer: Matrix) -> Matrix:
    """First `inner`, then `outer`."""
    a, b, c_, d, e, f = inner
    p, q, r, s, t, u = outer
    return a * p + b * r, a * q + b * s, c_ * p + d * r, c_ * q + d * s, e * p + f * r + t, e * q + f * s + u


def _applied(matrix: Matrix, x: float, y: float) -> tuple[float, float]:
    a, b, c_, d, e, f = matrix
    return a * x + c_ * y + e, b * x + d * y + f


def _bounds(item: "c.FPDF_PAGEOBJECT", matrix: Matrix, frame: Frame) -> Box:
    sides = [ctypes.c_float() for _ in range(4)]
    c.FPDFPageObj_GetBounds(item, *(ctypes.byref(side) for side in sides))
    left, bottom, right, top = (side.value for side in sides)
    (x0, y0), (x1, y1) = _applied(matrix, left, bottom), _applied(matrix, right, top)
    return frame.box(min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))


def _rulings_of(item: "c.FPDF_PAGEOBJECT", matrix: Matrix, frame: Frame) -> Iterator[Ruling]:
    """The straight lines that one path draws: its strokes, or what it fills where that is thin."""
    count = c.FPDFPath_CountSegments(item)
    if not 2 <= count <= MAX_SEGMENTS:
        return
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    c.FPDFPath_GetDrawMode(item, ctypes.byref(fill), ctypes.byref(stroke))
    if not fill.value and not stroke.value:
        return
    whole = _joined(_matrix_of(item), matrix)
    for points in _outlines(item, count, whole, frame):
        if stroke.value:
            yield from _strokes(points)
        else:
            yield from _thin(points)


def _outlines(
    item: "c.FPDF_PAGEOBJECT", count: int, matrix: Matrix, frame: Frame
) -> Iterator[list[tuple[float, float]]]:
    """The corners of each part of a path; parts with curves are left out."""
    x, y = ctypes.c_float(), ctypes.c_float()
    points: list[tuple[float, float]] = []
    is_straight = True
    for index in range(count):
        segment = c.FPDFPath_GetPathSegment(item, index)
        kind = c.FPDFPathSegment_GetType(segment)
        if kind == c.FPDF_SEGMENT_MOVETO:
            if is_straight and len(points) > 1:
                yield points
            points, is_straight = [], True
        is_straight = is_straight and kind != c.FPDF_SEGMENT_BEZIERTO
        c.FPDFPathSegment_GetPoint(segment, ctypes.byref(x), ctypes.byref(y))
        points.append(frame.point(*_applied(matrix, x.value, y.value)))
        if c.FPDFPathSegment_GetClose(segment):
            points.append(points[0])
    if is_straight and len(points) > 1:
        yield points


def _strokes(points: list[tuple[float, float]]) -> Iterator[Ruling]:
    for (x0, y0), (x1, y1) in itertools.pairwise(points):
        if abs(y1 - y0) <= 1 and abs(x1 - x0) >= SHORTEST:
            yield Ruling(False, (y0 + y1) / 2, min(x0, x1), max(x0, x1))
        elif abs(x1 - x0) <= 1 and abs(y1 - y0) >= SHORTEST:
            yield Ruling(True, (x0 + x1) / 2, min(y0, y1), max(y0, y1))


def _thin(points: list[tuple[float, float]]) -> Iterator[Ruling]:
    lefts, tops = [x for x, _ in points], [y for _, y in points]
    left, right, top, bottom = min(lefts), max(lefts), min(tops), max(tops)
    if bottom - top <= THICKEST and right - left >= SHORTEST:
        yield Ruling(False, (top + bottom) / 2, left, right)
    elif right - left <= THICKEST and bottom - top >= SHORTEST:
        yield Ruling(True, (left + right) / 2, top, bottom)
