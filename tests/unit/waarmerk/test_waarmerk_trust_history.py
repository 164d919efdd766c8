"""What a new edition may not take back, and how its changes are told."""

from dataclasses import replace
from datetime import timedelta

import pytest

from credentials.recognized_entity import RecognizedAction, RecognizedEntity, RecognizedKey
from tests.keys_for_tests import ISSUER_ED25519, ISSUER_P256, SECOND_ED25519, STRANGER_ED25519
from tests.trust_for_tests import (
    CARD_KEY,
    NEXT_ROOT_KEY,
    NOW,
    OTHER_SCHOOL,
    RECOGNIZED_FROM,
    edition,
    key_of,
    school,
)
from waarmerk.trusting.changes import changes
from waarmerk.trusting.history import lost_history
from waarmerk.trusting.words import said

DAY = timedelta(days=1)
MICROCREDENTIAL = frozenset({"microcredential"})


def with_key(changed: RecognizedKey, before: RecognizedEntity | None = None) -> RecognizedEntity:
    found = before or school()
    keys = [
        changed if key.verification_method.id == changed.verification_method.id else key for key in found.keys
    ]
    return replace(found, keys=tuple(keys))


def limited(*actions: RecognizedAction) -> RecognizedEntity:
    return replace(school(), limited_to=actions)


ENDED = replace(school(), recognized_until=NOW - DAY)
ENDS = replace(school(), recognized_until=NOW + DAY)
RETIRED = with_key(key_of(ISSUER_ED25519, until=NOW - DAY))
REVOKED = with_key(key_of(ISSUER_ED25519, revoked=NOW - DAY))
LIMITED = limited(RecognizedAction(valid_from=RECOGNIZED_FROM, instruments=MICROCREDENTIAL))


class TestLostHistory:
    @pytest.mark.parametrize(
        ("before", "after", "lost"),
        [
            (school(), school(1), "lost_school"),
            (school(), replace(school(), brin="00AA"), "lost_brin"),
            (school(), replace(school(), brin=None), "lost_brin"),
            (school(), replace(school(), keys=school().keys[1:]), "lost_key"),
            (
                school(),
                with_key(
                    replace(
                        key_of(ISSUER_ED25519),
                        verification_method=replace(
                            key_of(ISSUER_ED25519).verification_method, public_key=SECOND_ED25519.public_key
                        ),
                    )
                ),
                "lost_key",
            ),
            (school(), replace(school(), card_keys=()), "lost_key"),
            (school(), with_key(key_of(ISSUER_ED25519, valid_from=NOW)), "lost_period"),
            (RETIRED, school(), "lost_period"),
            (RETIRED, with_key(key_of(ISSUER_ED25519, until=NOW + DAY)), "lost_period"),
            (REVOKED, school(), "lost_revocation"),
            (REVOKED, with_key(key_of(ISSUER_ED25519, revoked=NOW)), "lost_revocation"),
            (school(), replace(school(), recognized_from=RECOGNIZED_FROM + DAY), "lost_recognition"),
            (ENDED, school(), "lost_recognition"),
            (ENDED, replace(school(), recognized_until=NOW - 2 * DAY), "lost_recognition"),
            (ENDED, ENDS, "lost_recognition"),
            (school(), LIMITED, "lost_recognition"),
            (school(), replace(school(), status_lists=()), "lost_status_list"),
        ],
    )
    def test_is_noticed(self, before: RecognizedEntity, after: RecognizedEntity, lost: str) -> None:
        losses = lost_history(edition(1, before), edition(2, after), at=NOW)
        assert [loss.word for loss in losses] == [lost]
        assert before.name in said(lost, "nl", name=losses[0].school.name, **losses[0].values)

    @pytest.mark.parametrize(
        ("before", "after"),
        [
            (school(), school()),
            (
                school(),
                replace(school(), name="ROC Anders", kvk="87654321", url=None, legal_name="Stichting"),
            ),
            (replace(school(), brin=None), school()),
            (school(), replace(school(), recognized_from=RECOGNIZED_FROM - DAY)),
            (school(), ENDED),
            (school(), ENDS),
            (ENDS, school()),
            (ENDS, ENDED),
            (ENDED, ENDED),
            (school(), RETIRED),
            (RETIRED, RETIRED),
            (RETIRED, with_key(key_of(ISSUER_ED25519, until=NOW - DAY, revoked=NOW), RETIRED)),
            (school(), REVOKED),
            (REVOKED, with_key(key_of(ISSUER_ED25519, revoked=NOW - 2 * DAY))),
            (school(), replace(school(), keys=(*school().keys, key_of(SECOND_ED25519)))),
            (LIMITED, school()),
            (
                LIMITED,
                limited(
                    RecognizedAction(
                        valid_from=RECOGNIZED_FROM, instruments=MICROCREDENTIAL | {"mbo_verklaring"}
                    )
                ),
            ),
            (
                school(),
                limited(
                    RecognizedAction(valid_from=RECOGNIZED_FROM, valid_until=NOW - DAY),
                    RecognizedAction(valid_from=NOW, instruments=MICROCREDENTIAL),
                ),
            ),
        ],
    )
    def test_what_is_new_takes_nothing_back(self, before: RecognizedEntity, after: RecognizedEntity) -> None:
        assert lost_history(edition(1, before), edition(2, after), at=NOW) == ()


class TestChanges:
    def words(self, before: RecognizedEntity, after: RecognizedEntity) -> list[str]:
        found = changes(edition(1, before), edition(2, after))
        for change in found:
            for language in ("nl", "en"):  # every one has a sentence that can be filled in
                assert said(change.word, language, name=after.name, **change.values)
        return [change.word for change in found]

    @pytest.mark.parametrize(
        ("before", "after", "words"),
        [
            (school(), school(), []),
            (school(), replace(school(), name="ROC Anders"), ["school_name"]),
            (school(), replace(school(), legal_name="Stichting ROC"), ["school_legal_name"]),
            (
                school(),
                replace(school(), brin=None, kvk=None, url=None),
                ["school_brin", "school_kvk", "school_url"],
            ),
            (school(), school(1), ["school_added", "recognition_added", "school_gone"]),
            (school(), ENDED, ["recognition_ended"]),
            (ENDED, school(), ["recognition_reopened"]),
            (school(), LIMITED, ["recognition_gone", "recognition_added_for"]),
            (school(), RETIRED, ["key_ended"]),
            (RETIRED, school(), ["key_reopened"]),
            (school(), REVOKED, ["key_revoked"]),
            (REVOKED, school(), ["key_unrevoked"]),
            (school(), replace(school(), keys=(key_of(ISSUER_ED25519),)), ["key_gone"]),
            (school(), replace(school(), keys=(*school().keys, key_of(SECOND_ED25519))), ["key_added"]),
            (school(), with_key(key_of(ISSUER_ED25519, valid_from=NOW)), ["key_from"]),
            (
                school(),
                replace(school(), card_keys=(key_of(STRANGER_ED25519), key_of(CARD_KEY, until=NOW))),
                ["card_key_added", "card_key_ended"],
            ),
            (school(), replace(school(), card_keys=(key_of(CARD_KEY, revoked=NOW),)), ["card_key_revoked"]),
            (school(), replace(school(), card_keys=()), ["card_key_gone"]),
            (
                school(),
                replace(school(), status_lists=("https://roc-voorbeeld.example/status/2",)),
                ["status_list_added", "status_list_gone"],
            ),
        ],
    )
    def test_are_told(self, before: RecognizedEntity, after: RecognizedEntity, words: list[str]) -> None:
        assert self.words(before, after) == words

    def test_of_a_key_that_became_another_one_are_told(self) -> None:
        key = key_of(ISSUER_P256)
        other = replace(key.verification_method, public_key=SECOND_ED25519.public_key)
        assert self.words(school(), with_key(replace(key, verification_method=other))) == ["key_other"]

    def test_of_the_list_itself_are_told(self) -> None:
        after = replace(
            edition(2, publisher=NEXT_ROOT_KEY),
            name="Anders",
            publisher="Ander",
            id="https://x.example/l.json",
        )
        found = changes(edition(1), after)
        assert [change.word for change in found] == [
            "list_name",
            "list_publisher",
            "list_publisher_id",
            "list_id",
        ]
        assert all(said(change.word, "nl", **change.values) for change in found)

    def test_before_the_first_edition_everything_is_new(self) -> None:
        found = changes(None, edition(1, replace(ENDED, id=OTHER_SCHOOL)))
        assert [change.word for change in found] == ["school_added", "recognition_added", "recognition_ended"]
