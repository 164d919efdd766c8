"""SVG: splice a credential in, take the same bytes out, refuse what is not sound."""

import time
from xml.etree import ElementTree

import pytest

from credentials.containers import svg
from credentials.containers.errors import (
    AlreadyBaked,
    ContainerForbidden,
    ContainerMalformed,
    ContainerTooLarge,
    DuplicateCredential,
    NoCredentialFound,
    NotRepresentable,
    OpenBadges2Found,
)
from credentials.limits import Limits

IMAGE = (
    b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1">\n  <rect width="1" height="1"/>\n</svg>\n'
)
CREDENTIAL = '{"name": "cliënt <b>&amp;</b> 🏅", "x": "a]]>b]]]>]]>", "y": "\x7f\x85\u2028"}\r\n\r'
OPEN = f'<openbadges:credential xmlns:openbadges="{svg.NAMESPACE}"'.encode()


def _holding(*elements: bytes) -> bytes:
    return IMAGE.replace(b"\n  <rect", b"".join(elements) + b"\n  <rect")


class TestBake:
    @pytest.mark.parametrize("credential", [CREDENTIAL, "eyJh.eyJi.c-_2", " {} ", "]]>", '{"a":"]]'])
    def test_gives_the_same_bytes_back(self, credential: str) -> None:
        assert svg.unbake(svg.bake(IMAGE, credential)) == credential.encode()

    def test_changes_nothing_else(self) -> None:
        baked = svg.bake(IMAGE, "a.b.c")
        element = b'<openbadges:credential verify="a.b.c"/>'
        declaration = b' xmlns:openbadges="https://purl.imsglobal.org/ob/v3p0"'
        assert baked.replace(element, b"").replace(declaration, b"") == IMAGE

    def test_puts_a_jwt_in_the_attribute_right_after_the_root_tag(self) -> None:
        root = ElementTree.fromstring(svg.bake(IMAGE, "a.b.c"))  # noqa: S314 - our own output
        assert root[0].tag == "{https://purl.imsglobal.org/ob/v3p0}credential"
        assert root[0].attrib == {"verify": "a.b.c"}
        assert root.text is None

    def test_puts_json_in_the_body_as_cdata(self) -> None:
        baked = svg.bake(IMAGE, '{"a": "<&"}')
        assert b'<openbadges:credential><![CDATA[{"a": "<&"}]]></openbadges:credential>' in baked

    @pytest.mark.parametrize(
        "image",
        [
            b'<svg xmlns="http://www.w3.org/2000/svg"/>',
            b"<svg\n/>",
            b'\xef\xbb\xbf<?xml version="1.0" encoding="UTF-8"?>\n<!-- a <svg> > -->\n<?x <svg>?>' + IMAGE,
            b'<s:svg xmlns:s="http://www.w3.org/2000/svg" a="1 &gt; > 0" b=\'"/>\' ></s:svg>',
            b"""<svg title=' xmlns:openbadges="x"'></svg>""",
            b'<svg xmlns:openbadges = "https://purl.imsglobal.org/ob/v3p0"><g/></svg>',
        ],
    )
    def test_finds_the_root_tag(self, image: bytes) -> None:
        baked = svg.bake(image, CREDENTIAL)
        root = ElementTree.fromstring(baked)  # noqa: S314 - our own output
        assert root[0].tag == "{https://purl.imsglobal.org/ob/v3p0}credential"
        assert svg.unbake(baked) == CREDENTIAL.encode()

    def test_a_second_credential_is_refused(self) -> None:
        with pytest.raises(AlreadyBaked):
            svg.bake(svg.bake(IMAGE, "a.b.c"), "d.e.f")

    def test_a_foreign_use_of_the_prefix_is_refused(self) -> None:
        with pytest.raises(ContainerForbidden):
            svg.bake(b'<svg xmlns:openbadges="http://openbadges.org"/>', "a.b.c")

    @pytest.mark.parametrize("credential", ["", " ", '"\0"', '"\x0b"', '"\ufffe"', '"\uffff"', '"\udc00"'])
    def test_a_text_that_cannot_travel_is_refused(self, credential: str) -> None:
        with pytest.raises(NotRepresentable):
            svg.bake(IMAGE, credential)

    def test_a_credential_over_the_limit_is_refused(self) -> None:
        with pytest.raises(ContainerTooLarge):
            svg.bake(IMAGE, "é" * 6, limits=Limits(max_bytes=11))


class TestUnbake:
    def test_an_image_without_a_credential(self) -> None:
        with pytest.raises(NoCredentialFound):
            svg.unbake(IMAGE)

    @pytest.mark.parametrize("element", [OPEN + b"/>", OPEN + b' verify=" "> \n</openbadges:credential>'])
    def test_an_empty_element_is_no_credential(self, element: bytes) -> None:
        with pytest.raises(NoCredentialFound):
            svg.unbake(_holding(element))

    def test_a_badge_of_the_older_standard_is_named(self) -> None:
        with pytest.raises(OpenBadges2Found):
            svg.unbake(_holding(b'<o:assertion xmlns:o="http://openbadges.org" verify="x"/>'))

    def test_two_credentials_give_the_first_and_an_error(self) -> None:
        nested = b"<g>" + OPEN + b">{}</openbadges:credential></g>"
        with pytest.raises(DuplicateCredential) as caught:
            svg.unbake(_holding(OPEN + b' verify="a.b.c"/>', nested))
        assert caught.value.first == b"a.b.c"

    def test_an_element_with_both_forms_is_ambiguous(self) -> None:
        with pytest.raises(DuplicateCredential) as caught:
            svg.unbake(_holding(OPEN + b' verify="a.b.c">{}</openbadges:credential>'))
        assert caught.value.first == b"a.b.c"

    def test_child_elements_are_malformed(self) -> None:
        with pytest.raises(ContainerMalformed):
            svg.unbake(_holding(OPEN + b">{<g/>}</openbadges:credential>"))

    @pytest.mark.parametrize(
        "document",
        [
            b'<!DOCTYPE svg [<!ENTITY a "b">]>' + IMAGE,
            b'<!DOCTYPE svg SYSTEM "file:///etc/passwd">' + IMAGE,
            IMAGE.decode().encode("utf-16"),
            b"\xff\xfe",
        ],
    )
    def test_doctypes_entities_and_other_encodings_are_forbidden(self, document: bytes) -> None:
        with pytest.raises(ContainerForbidden):
            svg.unbake(document)

    @pytest.mark.parametrize(
        "document", [b"", b"<svg>", b"<svg/><svg/>", b"<html/>", b"{}", b"<svg>&a;</svg>"]
    )
    def test_what_is_not_an_svg_is_malformed(self, document: bytes) -> None:
        with pytest.raises(ContainerMalformed):
            svg.unbake(document)

    def test_too_many_elements_are_refused(self) -> None:
        with pytest.raises(ContainerTooLarge):
            svg.unbake(b"<svg>" + b"<a/>" * 200_001 + b"</svg>")

    def test_deep_nesting_costs_no_stack(self) -> None:
        with pytest.raises(NoCredentialFound):
            svg.unbake(b"<svg>" + b"<a>" * 100_000 + b"</a>" * 100_000 + b"</svg>")

    def test_a_wide_start_tag_is_read_in_linear_time(self) -> None:
        attributes = b"".join(b' a%d = "> \' /"' % n for n in range(20_000))
        started = time.process_time()
        svg.bake(b"<svg" + attributes + b"\n" * 20_000 + b"/>", "a.b.c")
        assert time.process_time() - started < 2

    def test_a_file_over_the_limit_is_refused(self) -> None:
        with pytest.raises(ContainerTooLarge):
            svg.unbake(IMAGE, limits=Limits(max_container_bytes=50))

    def test_a_credential_over_the_limit_is_refused(self) -> None:
        with pytest.raises(ContainerTooLarge):
            svg.unbake(svg.bake(IMAGE, "a.bbbb.c"), limits=Limits(max_bytes=7))
