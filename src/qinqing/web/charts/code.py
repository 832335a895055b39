"""A QR code (ISO/IEC 18004) of a link that ends in digits: the address as bytes, the digits ten bits to three of them."""

from __future__ import annotations

from django.utils.translation import gettext as _
from qrcode import QRCode
from qrcode.constants import ERROR_CORRECT_L
from qrcode.exceptions import DataOverflowError
from qrcode.util import MODE_8BIT_BYTE, MODE_NUMBER, QRData

from qinqing.web.charts.ink import PAPER, picture

# 137 modules a side: on paper at 75 mm a module is half a millimetre, which a phone's camera still tells apart.
MOST_VERSION = 30
BORDER = 4
BLACK = "#000000"


def fits(address: str, digits: str) -> bool:
    """Whether a code of this link can still be read by a phone."""
    return _code(address, digits) is not None


def draw(address: str, digits: str) -> str:
    """One path for all: in each row a stroke for every run of black. ValueError where it does not fit."""
    code = _code(address, digits)
    if code is None:
        raise ValueError(f"{len(digits)} digits are too many for a code")
    code.make(fit=False)
    squares = code.get_matrix()
    side = len(squares)
    strokes = "".join(_row(y, row) for y, row in enumerate(squares))
    ground = f'<rect width="{side}" height="{side}" fill="{PAPER}"/>'
    black = f'<path d="{strokes}" fill="{BLACK}" shape-rendering="crispEdges"/>'
    return picture(side, side, [ground, black])


def _code(address: str, digits: str) -> QRCode | None:
    """Of the smallest version that holds it, not drawn yet."""
    code = QRCode(error_correction=ERROR_CORRECT_L, border=BORDER)
    code.add_data(QRData(address.encode(), MODE_8BIT_BYTE))
    code.add_data(QRData(digits.encode(), MODE_NUMBER))
    try:
        code.best_fit(start=1)
    except (DataOverflowError, ValueError):  # the library says one or the other beyond version 40
        return None
    return code if code.version <= MOST_VERSION else None


def alt() -> str:
    return _("回执的二维码：用手机扫，打开核验页面")


def _row(y: int, row: list[bool]) -> str:
    found, start = [], 0
    for x in range(len(row) + 1):
        black = x < len(row) and row[x]
        if black and not (x and row[x - 1]):
            start = x
        elif not black and x and row[x - 1]:
            found.append(f"M{start},{y}h{x - start}v1h-{x - start}z")
    return "".join(found)
