"""``waarmerk cards``: cards for the QR code of what was issued without, or with a key that was stolen."""

from issuer.cli.options import NO_ONE_NAMED, By, Controller, Home, KeysDir, Lang, PassphraseFile
from issuer.cli.session import session, settings_for


def cards(
    home: Home = None,
    keys_dir: KeysDir = None,
    passphrase_file: PassphraseFile = None,
    institution: Controller = None,
    by: By = NO_ONE_NAMED,
    lang: Lang = None,
) -> None:
    """Make the cards for QR codes that are missing, or that were signed with a revoked key."""
    settings = settings_for(home=home, keys_dir=keys_dir, passphrase_file=passphrase_file, lang=lang)
    with session(settings, institution) as running:
        if running.office.provide_card_key(running.institution):
            running.say("said.card_key_made")
        keys = running.office.signing_keys(running.institution, cards=True)
        if keys.card is None:  # pragma: no cover - it was asked for
            raise RuntimeError("no key for cards was opened")
        done = running.office.make_cards(running.institution.id, keys.card, keys.public, by=by)
        running.say("said.cards_made", count=done.made)
        if done.without:
            running.say("said.without_card", count=done.without)
