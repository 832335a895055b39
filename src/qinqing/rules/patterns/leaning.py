"""A law of mean 0 and spread 1 that leans to one side as far as given: Pearson's third kind, normal where it does not.

Pearson (1895), Phil. Trans. A 186; as the law of permutations: Mielke, Berry (2007), *Permutation Methods*, ch. 2.
"""

from __future__ import annotations

import numpy as np
from scipy.special import gammainc, gammaincc, gammainccinv, gammaincinv, ndtr, ndtri

# Below it a law cannot be told from the normal one.
LEAST_LEAN = 1e-3


def at_least(z: float, lean: float) -> float:
    """The chance of `z` or more; `lean` is the law's skewness."""
    if abs(lean) < LEAST_LEAN:
        return float(ndtr(-z))
    shape = 4 / lean**2
    place = max(0.0, shape + np.sign(lean) * z * np.sqrt(shape))
    return float((gammaincc if lean > 0 else gammainc)(shape, place))


def at_most(z: float, lean: float) -> float:
    return at_least(-z, -lean)


def exceeded_with(p: float, lean: float) -> float:
    """What is reached or exceeded with the chance `p`."""
    if abs(lean) < LEAST_LEAN:
        return float(-ndtri(p))
    shape = 4 / lean**2
    place = (gammainccinv if lean > 0 else gammaincinv)(shape, p)
    return float(np.sign(lean) * (place - shape) / np.sqrt(shape))
