"""Whose catalogue it is, where it is published, and how its pages point at each other."""

import posixpath
from dataclasses import dataclass
from typing import Final

from credentials.achievement.model import Issuer
from issuer.catalogue_pages.addresses import CATALOGUE

_FILES: Final = (".json", ".xml", ".csv", ".js")


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """The catalogue of an institution as a place on the web.

    Attributes:
        school: Whose it is.
        base_url: Where everything is published, without a slash at the end.
        is_local: Pages are to be looked at from a folder: links between them lead from file to file.
            What is published links by its full address, which works however a web server is set up.
    """

    school: Issuer
    base_url: str
    is_local: bool = False

    def catalogue(self, language: str, *steps: str) -> str:
        """Return the address of the catalogue in a language, or of something within it."""
        return "/".join([self.base_url, CATALOGUE, *(() if language == "nl" else (language,)), *steps])

    def link(self, address: str, place: str) -> str:
        """Return what a page writes to point at ``address``.

        Args:
            address: What it points at, anywhere.
            place: Address of the folder in which the page is a file.
        """
        start = f"{self.base_url}/"
        if not self.is_local or not address.startswith(start):
            return address
        path, mark, fragment = address.removeprefix(start).partition("#")
        target = path if path.endswith(_FILES) else f"{path}/index.html"
        return posixpath.relpath(target, f"{place}/".removeprefix(start)) + mark + fragment
