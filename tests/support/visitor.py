"""Somebody with a browser's cookies and no browser: reads pages and sends their forms over the network."""

from __future__ import annotations

import re
import urllib.error
import urllib.parse
import urllib.request
from http.cookiejar import CookieJar

TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')


class Visitor:
    """At `site`, an address without a trailing slash. Answers are page texts, whatever their status."""

    def __init__(self, site: str):
        self.site = site
        self.opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(CookieJar()))

    def get(self, path: str) -> str:
        return self._open(urllib.request.Request(self.site + path))

    def post(self, path: str, **fields: str) -> str:
        """Send the form of `path` as the page gives it, with these fields filled in."""
        token = TOKEN.search(self.get(path))
        assert token, f"{path} has no form"
        data = urllib.parse.urlencode({**fields, "csrfmiddlewaretoken": token[1]}).encode()
        return self._open(urllib.request.Request(self.site + path, data, {"Referer": self.site + path}))

    def _open(self, request: urllib.request.Request) -> str:
        try:
            with self.opener.open(request, timeout=30) as answer:
                return str(answer.read().decode())
        except urllib.error.HTTPError as error:
            return error.read().decode()
