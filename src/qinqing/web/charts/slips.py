"""The rules that guard a prohibition: bamboo slips hung from a double rule. Never how many acts were flagged."""

from __future__ import annotations

from django.utils.translation import gettext as _

from qinqing.web.charts.ink import INK, INK_2, QING, QING_COLUMN, QING_WASH, box, level, picture

WIDTH, HEIGHT = 208, 62
TOP = 7
TALL = 48
STEP = 12.6


def draw(rules: int, organ: int = 0, before: int = 0) -> str:
    """`rules` slips: the first `before` filled (asked before the act), the last `organ` with a foot of ink."""
    step = min(STEP, (WIDTH - 4) / rules) if rules else STEP
    parts = [level(0, WIDTH, 1, QING), level(0, WIDTH, 4, QING)]
    for slip in range(rules):
        parts += _slip(2 + slip * step, step - 3.6, filled=slip < before, inked=slip >= rules - organ)
    end = rules * step
    parts += [level(0, end, 18, INK_2, 1.4), level(0, end, 36, INK_2, 1.4)] if rules else []
    return picture(WIDTH, HEIGHT, parts)


def alt(rules: int, organ: int = 0, before: int = 0) -> str:
    """What the picture shows, in words."""
    said = [_("%s 条规则") % rules]
    said += [_("其中 %s 条事前核对") % before] if before else []
    said += [_("%s 条由纪检监察机构掌握") % organ] if organ else []
    return _("，").join(said)


def _slip(x: float, wide: float, *, filled: bool, inked: bool) -> list[str]:
    if filled:
        parts = [box(x, TOP, wide, TALL, QING_COLUMN)]
    else:
        parts = [box(x + 0.6, TOP + 0.6, wide - 1.2, TALL - 1.2, QING_WASH, QING_COLUMN, 1.2)]
    foot = min(5.0, wide - 3)
    return [*parts, box(x + (wide - foot) / 2, TOP + TALL - 8, foot, 5, INK)] if inked else parts
