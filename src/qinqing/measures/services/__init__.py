"""What changes a measure as the platform holds it, each with one entry."""

from qinqing.measures.services.loading import import_measure, measure_key
from qinqing.measures.services.norms import decide_norm
from qinqing.measures.services.releases import take_release
from qinqing.measures.services.values import confirm_value, set_value

__all__ = [
    "confirm_value",
    "decide_norm",
    "import_measure",
    "measure_key",
    "set_value",
    "take_release",
]
