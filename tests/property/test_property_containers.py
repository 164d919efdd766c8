"""Whatever is baked comes out again, byte for byte; whatever is read ends in our own error."""

import contextlib
import io
import json
from types import ModuleType

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from credentials.containers import pdf, png, svg
from credentials.containers.errors import ContainerError, NotRepresentable

_BUFFER = io.BytesIO()
Image.new("L", (2, 2)).save(_BUFFER, "PNG")
PNG = _BUFFER.getvalue()
SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><g id="a"/></svg>'

TEXT = st.text(st.characters(exclude_categories=["Cs"]))
JSON_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | TEXT | st.just("]]>"),
    lambda inner: st.lists(inner) | st.dictionaries(TEXT, inner),
    max_leaves=20,
)
# Both writings of the characters that JSON may escape, with every white space that JSON allows.
JSON_TEXTS = st.builds(
    lambda value, ascii_only, before, after: (
        before + json.dumps(value, ensure_ascii=ascii_only, indent=1) + after
    ),
    JSON_VALUES,
    st.booleans(),
    st.text(" \t\r\n"),
    st.text(" \t\r\n"),
)


@pytest.mark.parametrize(("container", "image"), [(png, PNG), (svg, SVG)])
@given(credential=JSON_TEXTS)
def test_json_comes_out_as_it_went_in(container: ModuleType, image: bytes, credential: str) -> None:
    try:
        baked = container.bake(image, credential)
    except NotRepresentable:
        assert container is svg
        assert "\ufffe" in credential or "\uffff" in credential
    else:
        assert container.unbake(baked) == credential.encode()


@pytest.mark.parametrize(("container", "image"), [(png, PNG), (svg, SVG)])
@given(text=TEXT)
def test_any_text_comes_out_as_it_went_in_or_is_refused(
    container: ModuleType, image: bytes, text: str
) -> None:
    try:
        baked = container.bake(image, text)
    except NotRepresentable:
        return
    assert container.unbake(baked) == text.encode()


@pytest.mark.parametrize("read", [png.unbake, svg.unbake, pdf.attached_credentials])
@given(data=st.binary())
def test_noise_ends_in_our_own_error(read: object, data: bytes) -> None:
    assert callable(read)
    with pytest.raises(ContainerError):
        read(data)


@pytest.mark.parametrize(("container", "image"), [(png, PNG), (svg, SVG)])
@given(data=st.data())
def test_a_damaged_image_gives_bytes_or_our_own_error(
    container: ModuleType, image: bytes, data: st.DataObject
) -> None:
    baked = bytearray(container.bake(image, '{"a": "]]>"}'))
    baked[data.draw(st.integers(0, len(baked) - 1))] = data.draw(st.integers(0, 255))
    with contextlib.suppress(ContainerError):
        assert isinstance(container.unbake(bytes(baked)), bytes)
