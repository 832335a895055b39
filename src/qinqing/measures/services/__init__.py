"""What changes a measure as the platform holds it, each with one entry."""

from qinqing.measures.services.binding import is_shipped
from qinqing.measures.services.describing import Listed, describe_measure
from qinqing.measures.services.loading import import_measure, measure_key
from qinqing.measures.services.norms import add_norm, decide_norm
from qinqing.measures.services.releases import take_release
from qinqing.measures.services.values import confirm_value, set_value

__all__ = [
    "Listed",
    "add_norm",
    "confirm_value",
    "decide_norm",
    "describe_measure",
    "import_measure",
    "is_shipped",
    "measure_key",
    "set_value",
    "take_release",
]
