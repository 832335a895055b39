"""A witness as a program: a folder with its key and state, an HTTP server, or one file in and one file out.

It knows `tlog` and nothing of the platform: no Django, no database. `pack` puts it into one file.
"""
