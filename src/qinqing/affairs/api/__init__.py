"""What of service items and applications a program may read and do: open data, and a firm's own."""

from qinqing.affairs.api import filing, open, own

# `filing` adds to the router of `own`: one address has one router, whatever its methods.
ROUTERS = (open.router, own.router)

__all__ = ["ROUTERS", "filing"]
