"""What people read about what is published."""

from collections.abc import Mapping
from typing import Final

WORDS: Final[Mapping[str, tuple[str, str]]] = {
    "trust_list_not_publishable": (
        "De vertrouwenslijst is niet goed ondertekend ({problem}). Publiceer de lijst zoals de beheerder "
        "haar uitgeeft.",
        "The trust list is not properly signed ({problem}). Publish the list as its publisher gives it out.",
    ),
    "said.site_written": (
        "{files} bestanden staan in {directory}: {changed} nieuw of veranderd, {removed} weggehaald.",
        "{files} files are in {directory}: {changed} new or changed, {removed} taken away.",
    ),
    "said.site_elsewhere": (
        "{name} hoort op een andere website: {url}",
        "{name} belongs on another website: {url}",
    ),
    "said.site_without_status_lists": (
        "Er zijn nog geen statuslijsten. Onderteken ze met: waarmerk status-list",
        "There are no status lists yet. Sign them with: waarmerk status-list",
    ),
    "said.published": (
        "{files} bestanden gepubliceerd in {directory}.",
        "{files} files published in {directory}.",
    ),
}
