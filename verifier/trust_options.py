"""Whom to go by, as somebody typed or configured it for a command."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from credentials.errors import CredentialError
from credentials.recognized_entity import TrustList
from credentials.trust_list import TRUST_LIST_LIMITS, parse_trust_list
from verifier.cache import default_folder
from verifier.plain_text import plain
from verifier.resources import Needed, Unavailable, UnavailableReason
from verifier.texts import Texts

if TYPE_CHECKING:
    from verifier.trust_freshness import Ask
    from verifier.trust_source import TrustSettings


class TrustListUnusable(Exception):
    """There is no list to go by, though one was asked for. The message is for whoever asked."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TrustOptions:
    """What was typed.

    Attributes:
        location: ``--trust``: where the signed list is, or None for what the settings say.
        roots: ``--trust-root``: the publisher's keys, or none for those of the settings.
        unsigned: ``--unsigned-trust``: a file to take on trust, or None.
        offline: Whether nothing may be fetched.
        always_ask: Whether to ask where the list is also when it was asked there lately.
    """

    location: str | None = None
    roots: Sequence[str] = ()
    unsigned: Path | None = None
    offline: bool = False
    always_ask: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ChosenList:
    """The list to go by.

    Attributes:
        trust_list: What is on it.
        signed: The file, as its publisher signed it, or None when nobody signed it.
        roots: The publisher's keys by which that is known.
    """

    trust_list: TrustList
    signed: bytes | None = field(default=None, repr=False)
    roots: tuple[str, ...] = ()


def chosen_trust_list(
    options: TrustOptions,
    environment: Mapping[str, str],
    words: Texts,
    *,
    now: datetime,
    tell: Callable[[str], None],
) -> TrustList | None:
    """Return what is on the list to go by; see :func:`chosen_list`."""
    chosen = chosen_list(options, environment, words, now=now, tell=tell)
    return chosen.trust_list if chosen is not None else None


def chosen_list(
    options: TrustOptions,
    environment: Mapping[str, str],
    words: Texts,
    *,
    now: datetime,
    tell: Callable[[str], None],
) -> ChosenList | None:
    """Return the list to go by, or None when nobody asked for one.

    Args:
        options: What was typed.
        environment: Tells where the settings and the cache are.
        words: In which language.
        now: What the clock says.
        tell: Shows a sentence to whoever asked.

    Raises:
        TrustListUnusable: A list was asked for, and cannot be used.
    """
    if options.unsigned is not None:
        if options.location is not None:
            raise TrustListUnusable(words.word("display", "trust_list_two"))
        return ChosenList(trust_list=_unsigned(options.unsigned, words))
    return _signed(options, environment, words, now=now, tell=tell)


def _signed(
    options: TrustOptions,
    environment: Mapping[str, str],
    words: Texts,
    *,
    now: datetime,
    tell: Callable[[str], None],
) -> ChosenList | None:
    # Nobody who brings a list of their own needs any of this.
    from verifier.trust import TrustStore
    from verifier.trust_freshness import FreshList
    from verifier.trust_source import obtain_trust_list

    settings = _settings(options, environment, words)
    if settings.location is None:
        return None
    values = {"file": plain(settings.location)}
    if not settings.roots:
        raise TrustListUnusable(words.word("display", "trust_root_missing").format_map(values))
    folder = default_folder(environment)
    store = TrustStore(settings.roots, folder)
    ask = None if options.offline else _asker()
    fetch = FreshList(store, folder, now=now, ask=ask, always=options.always_ask)
    try:
        obtained = obtain_trust_list(settings.location, store, now=now, fetch=fetch)
    except CredentialError as error:
        values["reason"] = _reason(error, words)
        raise TrustListUnusable(words.word("display", "trust_list_unusable").format_map(values)) from error
    if obtained.problem is not None:
        kept = obtained.trust_list
        values |= {
            "reason": _reason(obtained.problem, words),
            "sequence": str(kept.sequence),
            "moment": words.moment(kept.published_at),
        }
        tell(words.word("display", "trust_list_kept").format_map(values))
    kept_edition = store.newest(now=now)
    signed = kept_edition.data if kept_edition is not None else None
    return ChosenList(trust_list=obtained.trust_list, signed=signed, roots=settings.roots)


def _settings(options: TrustOptions, environment: Mapping[str, str], words: Texts) -> "TrustSettings":
    """Return what was typed, and for what was not, what the file with settings says."""
    from verifier.trust_source import TrustSettings, read_trust_settings, settings_file, trust_roots

    path = settings_file(environment)
    try:
        found = read_trust_settings(path) if path.is_file() else TrustSettings()
        roots = trust_roots(options.roots) or found.roots
    except (OSError, CredentialError) as error:
        raise TrustListUnusable(
            words.word("display", "trust_settings_unusable").format_map({"reason": _reason(error, words)})
        ) from error
    return TrustSettings(location=options.location or found.location, roots=roots)


def _unsigned(path: Path, words: Texts) -> TrustList:
    try:
        with path.open("rb") as file:
            return parse_trust_list(file.read(TRUST_LIST_LIMITS.max_bytes + 1))
    except (OSError, CredentialError) as error:
        values = {"file": plain(str(path)), "reason": _reason(error, words)}
        raise TrustListUnusable(words.word("display", "trust_list_unusable").format_map(values)) from error


def _reason(error: Exception, words: Texts) -> str:
    """Return why a list is not used: in our words, where we have them for this kind of error."""
    reason = getattr(error, "reason", None)
    if isinstance(reason, UnavailableReason):
        return words.word("reason", reason.value)
    code = getattr(error, "code", "")
    if code in words.tables["trust_problem"]:
        return words.tables["trust_problem"][code]
    place = getattr(error, "pointer", None)
    return plain(f"{error}{f' ({place})' if place else ''}")


def _asker() -> "Ask":
    try:
        from verifier.http import HttpFetcher
    except ModuleNotFoundError:
        return _unable
    fetcher = HttpFetcher(limits=TRUST_LIST_LIMITS)
    return lambda needed, tag: fetcher.ask(needed, etag=tag)


def _unable(_needed: Needed, _tag: str) -> Unavailable:
    return Unavailable(UnavailableReason.EXTRA_NOT_INSTALLED)
