"""Points of a page's own space -> points from the upper left corner of the page as a reader sees it."""

from typing import NamedTuple


class Box(NamedTuple):
    """A rectangle in points from the upper left corner; `bottom` lies below `top`."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def width(self) -> float:
        """From left to right."""
        return self.right - self.left

    @property
    def height(self) -> float:
        """From top to bottom."""
        return self.bottom - self.top

    def holds(self, x: float, y: float) -> bool:
        """Whether the point lies inside."""
        return self.left <= x <= self.right and self.top <= y <= self.bottom

    def overlap(self, other: "Box") -> float:
        """Area that both cover."""
        width = min(self.right, other.right) - max(self.left, other.left)
        height = min(self.bottom, other.bottom) - max(self.top, other.top)
        return max(0.0, width) * max(0.0, height)


def union(boxes: "list[Box]") -> Box:
    """The smallest rectangle around all of `boxes`, of which there is at least one."""
    lefts, tops, rights, bottoms = zip(*boxes, strict=True)
    return Box(min(lefts), min(tops), max(rights), max(bottoms))


def turn_point(x: float, y: float, *, quarters: int, width: float, height: float) -> tuple[float, float]:
    """Where (x, y) of a sheet lies after it is turned clockwise; `width` and `height` are those before."""
    match quarters % 4:
        case 0:
            return x, y
        case 1:
            return height - y, x
        case 2:
            return width - x, height - y
        case _:
            return y, width - x


def turn_box(box: Box, *, quarters: int, width: float, height: float) -> Box:
    """Where `box` of a sheet lies after it is turned clockwise; `width` and `height` are those before."""
    x0, y0 = turn_point(box.left, box.top, quarters=quarters, width=width, height=height)
    x1, y1 = turn_point(box.right, box.bottom, quarters=quarters, width=width, height=height)
    return Box(min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))


class Frame(NamedTuple):
    """How a page's own space (y upwards, any origin, perhaps turned) becomes the space of `Box`."""

    left: float
    bottom: float
    width: float
    height: float
    quarters: int
    """Clockwise turns by which the page is shown."""

    @property
    def shown_width(self) -> float:
        """Width of the page as it is shown."""
        return self.height if self.quarters % 2 else self.width

    @property
    def shown_height(self) -> float:
        """Height of the page as it is shown."""
        return self.width if self.quarters % 2 else self.height

    def point(self, x: float, y: float) -> tuple[float, float]:
        """The point of the shown page at (x, y) of the page's own space."""
        return turn_point(
            x - self.left,
            self.bottom + self.height - y,
            quarters=self.quarters,
            width=self.width,
            height=self.height,
        )

    def box(self, left: float, bottom: float, right: float, top: float) -> Box:
        """The rectangle of the shown page for one of the page's own space."""
        x0, y0 = self.point(left, top)
        x1, y1 = self.point(right, bottom)
        return Box(min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))
