"""What only the organ holds: family ties, outside posts, leads and what became of them, releases, sealed packages."""

from qinqing.organ.models.exports import Recipient, SealedPackage
from qinqing.organ.models.leads import Lead, Procedure, ProcedureKind
from qinqing.organ.models.releases import Release
from qinqing.organ.models.ties import Kinship, Position

__all__ = [
    "Kinship",
    "Lead",
    "Position",
    "Procedure",
    "ProcedureKind",
    "Recipient",
    "Release",
    "SealedPackage",
]
