"""Looking into attached files: a program of its own (`python -m qinqing.files.inspection`) that knows no Django."""
