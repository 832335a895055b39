"""The office exists here too."""

from qinqing.conftest import office

__all__ = ["office"]
