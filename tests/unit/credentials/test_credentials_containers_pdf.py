"""PDF: list the attached files, and come back from hostile ones."""

import io
import time
import tracemalloc
import zlib

import pikepdf
import pytest

from credentials.containers.errors import ContainerForbidden, ContainerMalformed, ContainerTooLarge
from credentials.containers.pdf import AttachedFile, attached_credentials
from credentials.limits import Limits

CREDENTIAL = '{"name": "cliëntcommunicatie"}'.encode()
PAGES = b"<< /Type /Pages /Kids [] /Count 0 >>"


def _pdf(catalog: bytes, *objects: bytes) -> bytes:
    """Write a PDF by hand: object 1 is the catalogue, 2 the empty page tree, the rest is given."""
    bodies = [b"<< /Type /Catalog /Pages 2 0 R " + catalog + b" >>", PAGES, *objects]
    out, offsets = b"%PDF-2.0\n", []
    for number, body in enumerate(bodies, start=1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    head = b"xref\n0 %d\n0000000000 65535 f \n" % (len(bodies) + 1)
    trailer = b"trailer << /Size %d /Root 1 0 R >>\n" % (len(bodies) + 1)
    return out + head + table + trailer + b"startxref\n%d\n%%%%EOF\n" % len(out)


def _stream(data: bytes, entries: bytes = b"") -> bytes:
    return b"<< /Length %d %s >>\nstream\n%s\nendstream" % (len(data), entries, data)


def _filespec(stream: int, name: bytes = b"credential.json", entries: bytes = b"") -> bytes:
    return b"<< /Type /Filespec /F (%s) /UF (%s) /EF << /F %d 0 R >> %s >>" % (name, name, stream, entries)


IN_TREE = b"/Names << /EmbeddedFiles << /Names [(a) 3 0 R] >> >>"


def _with_content(stream: bytes) -> bytes:
    return _pdf(IN_TREE, _filespec(4), stream)


class TestAttachedCredentials:
    def test_a_file_attached_by_another_writer_is_read(self) -> None:
        document = pikepdf.new()
        specification = pikepdf.AttachedFileSpec(
            document,
            CREDENTIAL,
            description="",
            filename="credential.json",
            mime_type="application/ld+json",
            creation_date="",
            mod_date="",
        )
        specification.relationship = pikepdf.Name.Source
        document.attachments["credential.json"] = specification
        document.add_blank_page()
        buffer = io.BytesIO()
        document.save(buffer)
        assert attached_credentials(buffer.getvalue()) == (
            AttachedFile("credential.json", "application/ld+json", "Source", CREDENTIAL),
        )

    def test_the_name_tree_is_walked_in_order(self) -> None:
        pdf = _pdf(
            b"/Names << /EmbeddedFiles << /Kids [3 0 R 4 0 R] >> >>",
            b"<< /Names [(a) 5 0 R] >>",
            b"<< /Kids [<< /Names [(b) 6 0 R] >>] >>",
            _filespec(7, b"a.json", b"/AFRelationship /Alternative"),
            _filespec(8, b"b.json"),
            _stream(b"A", b"/Subtype /application#2Fjson"),
            _stream(zlib.compress(b"B"), b"/Filter /FlateDecode"),
        )
        assert attached_credentials(pdf) == (
            AttachedFile("a.json", "application/json", "Alternative", b"A"),
            AttachedFile("b.json", None, "Unspecified", b"B"),
        )

    def test_a_file_that_is_associated_and_in_the_tree_is_listed_once(self) -> None:
        pdf = _pdf(IN_TREE + b"/AF [3 0 R]", _filespec(4), _stream(b"A"))
        assert [file.content for file in attached_credentials(pdf)] == [b"A"]

    def test_a_pdf_without_attachments_has_none(self) -> None:
        assert attached_credentials(_pdf(b"")) == ()

    def test_a_file_too_large_for_a_credential_is_left_out(self) -> None:
        pdf = _pdf(
            IN_TREE + b"/AF [5 0 R]",
            _filespec(4),
            _stream(b"x" * 600_000),
            _filespec(6, b"b"),
            _stream(b"B"),
        )
        assert [file.content for file in attached_credentials(pdf)] == [b"B"]


class TestHostile:
    def test_a_bomb_is_left_out_without_unpacking_it(self) -> None:
        packed = zlib.compress(zlib.compress(b"\0" * 400_000_000, 9), 9)
        started = time.process_time()
        pdf = _with_content(_stream(packed, b"/Filter [/FlateDecode /FlateDecode]"))
        assert attached_credentials(pdf) == ()
        assert time.process_time() - started < 5

    def test_an_attachment_is_unpacked_no_further_than_a_credential_goes(self) -> None:
        pdf = _with_content(_stream(zlib.compress(b" " * 15_000_000, 9), b"/Filter /FlateDecode"))
        tracemalloc.start()
        try:
            assert attached_credentials(pdf) == ()
            assert tracemalloc.get_traced_memory()[1] < 8_000_000
        finally:
            tracemalloc.stop()

    def test_a_bomb_among_the_object_streams_is_too_large(self) -> None:
        packed = zlib.compress(b" " * 40_000_000, 9)
        objects = _stream(packed, b"/Type /ObjStm /N 1 /First 10 /Filter /FlateDecode")
        # The catalogue's name tree is in an object stream, through a cross-reference stream.
        out = b"%PDF-2.0\n"
        offsets = []
        bodies = [b"<< /Type /Catalog /Pages 2 0 R /AF 5 0 R >>", PAGES, objects]
        for number, body in enumerate(bodies, start=1):
            offsets.append(len(out))
            out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
        rows = [(0, 0, 255), *((1, offset, 0) for offset in offsets), (1, len(out), 0), (2, 3, 0)]
        table = b"".join(bytes([kind]) + field.to_bytes(4) + bytes([last]) for kind, field, last in rows)
        xref = _stream(table, b"/Type /XRef /W [1 4 1] /Size 6 /Root 1 0 R")
        pdf = out + b"4 0 obj\n%s\nendobj\nstartxref\n%d\n%%%%EOF\n" % (xref, len(out))
        with pytest.raises(ContainerTooLarge):
            attached_credentials(pdf)

    def test_a_cycle_in_the_name_tree_ends(self) -> None:
        pdf = _pdf(
            b"/Names << /EmbeddedFiles 3 0 R >>",
            b"<< /Kids [3 0 R 3 0 R] /Names [(a) 4 0 R] >>",
            _filespec(5),
            _stream(b"A"),
        )
        assert [file.content for file in attached_credentials(pdf)] == [b"A"]

    def test_a_name_tree_without_end_is_too_large(self) -> None:
        kids = b"".join(b"<< >> " for _ in range(1_001))
        with pytest.raises(ContainerTooLarge):
            attached_credentials(_pdf(b"/Names << /EmbeddedFiles << /Kids [%s] >> >>" % kids))

    def test_too_many_attachments_are_too_large(self) -> None:
        specifications = b"".join(_filespec(number) for number in range(3, 36))
        pdf = _pdf(b"/AF [%s]" % specifications, *[_stream(b"A")] * 33)
        with pytest.raises(ContainerTooLarge):
            attached_credentials(pdf)

    @pytest.mark.parametrize(
        "pdf",
        [
            b"",
            b"%PDF-1.7\n%%EOF",
            _pdf(b"").replace(b"startxref", b"startyref").replace(b"/Root", b"/Toor"),
            _pdf(b"/AF 3 0 R", b"3 0 R"),
            _pdf(b"/AF " + b"[" * 5_000 + b"]" * 5_000),
            _with_content(_stream(b"x", b"/Filter /NoSuchDecode")),
            _with_content(_stream(b"x", b"/Filter [/JBIG2Decode]")),
        ],
    )
    def test_what_cannot_be_read_is_malformed(self, pdf: bytes) -> None:
        with pytest.raises(ContainerMalformed):
            attached_credentials(pdf)

    @pytest.mark.parametrize(
        "catalog",
        [
            b"/AF 7",
            b"/AF [7 (a) null 99 0 R]",
            b"/Names 7",
            b"/Names << /EmbeddedFiles [1] >>",
            b"/AF [<< /EF 1 >>]",
        ],
    )
    def test_entries_of_another_kind_are_no_attachments(self, catalog: bytes) -> None:
        assert attached_credentials(_pdf(catalog)) == ()

    def test_an_encrypted_file_is_forbidden(self) -> None:
        document = pikepdf.new()
        document.add_blank_page()
        buffer = io.BytesIO()
        document.save(buffer, encryption=pikepdf.Encryption(owner="o", user=""))
        with pytest.raises(ContainerForbidden):
            attached_credentials(buffer.getvalue())

    def test_every_cut_ends_in_a_result_or_our_own_error(self) -> None:
        pdf = _with_content(_stream(CREDENTIAL))
        for length in range(len(pdf)):
            try:
                files = attached_credentials(pdf[:length])
            except ContainerMalformed:
                continue
            assert [file.content for file in files] in ([], [CREDENTIAL])

    def test_a_file_over_the_limit_is_refused(self) -> None:
        with pytest.raises(ContainerTooLarge):
            attached_credentials(_pdf(b""), limits=Limits(max_container_bytes=50))
