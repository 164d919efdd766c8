"""Put a credential into an SVG, and take it out unchanged.

A JWT travels in the attribute ``verify`` of ``<openbadges:credential>``, JSON in its body. The
element is spliced into the text, so the drawing stays byte for byte what it was. Nothing is
rendered, and a document with a DTD is refused, so there are no entities to expand.

Spec: OB 3.0 "Baking", SVG; XML 1.0 §2.4, §2.7, §2.11.
"""

import re
from dataclasses import dataclass, field
from xml.etree.ElementTree import ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import XMLParser

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
from credentials.limits import DEFAULT_LIMITS, Limits

NAMESPACE = "https://purl.imsglobal.org/ob/v3p0"
_ELEMENT = f"{{{NAMESPACE}}}credential"
_OPEN_BADGES_2_ELEMENT = "{http://openbadges.org}assertion"
_ROOT_TAGS = ("{http://www.w3.org/2000/svg}svg", "svg")
_MAX_ELEMENTS = 200_000

_JWT = re.compile(r"[A-Za-z0-9_-]+\.[A-Za-z0-9_-]*\.[A-Za-z0-9_-]*")
# What XML 1.0 §2.2 has no way to write; surrogates are refused by the encoding.
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
# Both are applied to a document that expat has found well-formed, so they need not check it.
_ATTRIBUTE = re.compile(rb"""\s+([^\s=]+)\s*=\s*("[^"]*"|'[^']*')""")
_START_TAG = re.compile(rb"""<([^\s/>]+)((?:\s+[^\s=]+\s*=\s*(?:"[^"]*"|'[^']*'))*)\s*(/?)>""")


def bake(image: bytes, credential: str, *, limits: Limits = DEFAULT_LIMITS) -> bytes:
    """Return ``image`` with ``credential`` as the first child of its root.

    Args:
        image: An SVG in UTF-8, without a DTD.
        credential: A signed JSON credential or a compact JWT, exactly as it was signed.
        limits: Bounds on the image and the credential.

    Raises:
        ContainerTooLarge: The image or the credential exceeds the limits.
        ContainerMalformed: The image is not well-formed, or not an SVG.
        ContainerForbidden: The image has a DTD, is not in UTF-8, or has given the prefix
            ``openbadges`` to something else.
        NotRepresentable: The credential is blank, or holds a character that XML cannot.
        AlreadyBaked: The image carries a credential.
    """
    element = _element(credential, limits)
    scan = _scan(image, limits)
    if scan.credentials or scan.open_badges_2:
        raise AlreadyBaked("the SVG carries a badge already")
    tag = _START_TAG.match(image, _root_start(image))
    if tag is None:
        raise ContainerMalformed("the start tag of <svg> could not be read")
    self_closing = bool(tag[3])
    before = image[: tag.end() - (2 if self_closing else 1)]
    closing = b"</" + tag[1] + b">" if self_closing else b""
    return before + _declaration(tag) + b">" + element + closing + image[tag.end() :]


def unbake(image: bytes, *, limits: Limits = DEFAULT_LIMITS) -> bytes:
    """Return the bytes of the credential in ``image``, exactly as they were baked.

    Raises:
        ContainerTooLarge: The image or the credential exceeds the limits.
        ContainerMalformed: The image is not well-formed, not an SVG, or its credential element
            has child elements.
        ContainerForbidden: The image has a DTD.
        NoCredentialFound: There is no credential element, or an empty one
            (:class:`OpenBadges2Found` when there is a badge of an older version).
        DuplicateCredential: There is more than one, or one holds both a JWT and JSON; ``first``
            is the first.
    """
    scan = _scan(image, limits)
    if not scan.credentials:
        if scan.open_badges_2:
            raise OpenBadges2Found("the SVG carries a badge of Open Badges 2.0 or older")
        raise NoCredentialFound("the SVG has no element openbadges:credential")
    found = scan.credentials[0]
    body = "".join(found.body)
    first = (found.verify or body).encode()
    if not first.strip():
        raise NoCredentialFound("the element openbadges:credential is empty")
    if len(first) > limits.max_bytes:
        raise ContainerTooLarge(f"the credential in the SVG exceeds {limits.max_bytes} bytes")
    if len(scan.credentials) > 1 or (found.verify and body.strip()):
        raise DuplicateCredential("the SVG carries more than one credential", first=first)
    return first


@dataclass(slots=True)
class _Credential:
    verify: str
    body: list[str] = field(default_factory=list)


@dataclass(slots=True)
class _Scan:
    """Target of the XML parser: remembers the badges and builds no tree."""

    root: str = ""
    elements: int = 0
    credentials: list[_Credential] = field(default_factory=list)
    open_badges_2: bool = False
    _inside: bool = False

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        self.elements += 1
        if self.elements == 1:
            self.root = tag
        if self.elements > _MAX_ELEMENTS:
            raise ContainerTooLarge(f"the SVG has more than {_MAX_ELEMENTS} elements")
        if self._inside:
            raise ContainerMalformed("the element openbadges:credential has child elements")
        if tag == _ELEMENT:
            self._inside = True
            self.credentials.append(_Credential(attributes.get("verify", "").strip()))
        elif tag == _OPEN_BADGES_2_ELEMENT:
            self.open_badges_2 = True

    def end(self, tag: str) -> None:
        if tag == _ELEMENT:
            self._inside = False

    def data(self, text: str) -> None:
        if self._inside:
            self.credentials[-1].body.append(text)

    def close(self) -> "_Scan":
        return self


def _scan(image: bytes, limits: Limits) -> _Scan:
    """Read the whole document, so that a second credential is not overlooked."""
    if len(image) > limits.max_container_bytes:
        raise ContainerTooLarge(f"the SVG exceeds {limits.max_container_bytes} bytes")
    try:
        image.decode()
    except UnicodeDecodeError as error:
        raise ContainerForbidden("the SVG is not in UTF-8") from error
    scan = _Scan()
    parser = XMLParser(target=scan, encoding="utf-8", forbid_dtd=True)
    try:
        parser.feed(image)
        parser.close()
    except DefusedXmlException as error:
        raise ContainerForbidden("the SVG has a document type declaration") from error
    except ParseError as error:
        raise ContainerMalformed("the SVG is not well-formed XML") from error
    if scan.root not in _ROOT_TAGS:
        raise ContainerMalformed("the root of the document is not <svg>")
    return scan


def _root_start(image: bytes) -> int:
    """Return the offset of the root element: after declaration, comments and instructions."""
    position = 0
    while (position := image.index(b"<", position)) >= 0:
        if image.startswith(b"<!--", position):
            position = image.index(b"-->", position) + 3
        elif image.startswith(b"<?", position):
            position = image.index(b"?>", position) + 2
        else:
            break
    return position


def _declaration(tag: re.Match[bytes]) -> bytes:
    """Return the namespace declaration that the start tag still needs."""
    for name, value in _ATTRIBUTE.findall(tag[2]):
        if name == b"xmlns:openbadges":
            if value[1:-1] != NAMESPACE.encode():
                raise ContainerForbidden("the SVG has given the prefix openbadges to something else")
            return b""
    return b' xmlns:openbadges="' + NAMESPACE.encode() + b'"'


def _element(credential: str, limits: Limits) -> bytes:
    if not credential.strip():
        raise NotRepresentable("there is no credential to bake")
    if _NOT_XML.search(credential):
        raise NotRepresentable("the credential holds a character that XML cannot carry")
    try:
        size = len(credential.encode())
    except UnicodeEncodeError as error:
        raise NotRepresentable("the credential holds a lone surrogate") from error
    if size > limits.max_bytes:
        raise ContainerTooLarge(f"the credential exceeds {limits.max_bytes} bytes")
    if _JWT.fullmatch(credential):
        return f'<openbadges:credential verify="{credential}"/>'.encode()
    # "]]>" ends a CDATA section, so it is spread over two. A carriage return would be read back
    # as a line feed (XML 1.0 §2.11) unless it is written as a reference, outside CDATA.
    body = credential.replace("]]>", "]]]]><![CDATA[>").replace("\r", "]]>&#13;<![CDATA[")
    return f"<openbadges:credential><![CDATA[{body}]]></openbadges:credential>".encode()
