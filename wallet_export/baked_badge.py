"""The badge image with the credential inside it."""

from credentials.achievement.reading import read_open_badge
from credentials.containers import png, svg
from wallet_export.badge_face import badge_face
from wallet_export.badge_image import draw_badge_png, draw_badge_svg
from wallet_export.ports import ExportedFile, SignedCredential


def baked_png(signed: SignedCredential) -> ExportedFile:
    """Return the badge as a PNG with the signed credential baked in.

    The JSON form goes in when there is one, else the JWT.

    Raises:
        CredentialError: The credential cannot be read, or is too large to bake.
    """
    image = draw_badge_png(badge_face(read_open_badge(signed.document())))
    return ExportedFile("badge.png", "image/png", png.bake(image, signed.signed_text))


def baked_svg(signed: SignedCredential) -> ExportedFile:
    """Return the badge as an SVG with the signed credential baked in.

    The JSON form goes in when there is one, else the JWT.

    Raises:
        CredentialError: The credential cannot be read, is too large to bake, or holds a character
            that XML cannot carry.
    """
    image = draw_badge_svg(badge_face(read_open_badge(signed.document())))
    return ExportedFile("badge.svg", "image/svg+xml", svg.bake(image, signed.signed_text))
