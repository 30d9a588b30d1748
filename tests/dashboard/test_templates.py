"""Templates that would take too much memory, or hold a program, are refused before a part of them is read."""

import zipfile
from io import BytesIO

import pytest
from docx import Document

from dashboard.briefing.office_file import TemplateError, opened_template


def package(parts: dict[str, bytes]) -> bytes:
    file = BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as written:
        for name, content in parts.items():
            written.writestr(name, content)
    return file.getvalue()


@pytest.mark.parametrize(
    ("parts", "reason"),
    [
        ({"word/document.xml": b" " * 20_000_001}, "20 MB of text"),
        ({f"word/media/{number}": b"" for number in range(2_001)}, "2,001 parts"),
        ({"word/media/picture.png": b" " * 101_000_000}, "holds 101 MB"),
        ({"[Content_Types].xml": b"<Types/>", "word/vbaProject.bin": b"x"}, "without macros"),
        ({}, "no .docx file"),
    ],
)
def test_a_template_without_bounds_is_refused(parts: dict[str, bytes], reason: str) -> None:
    with pytest.raises(TemplateError, match=reason):
        opened_template(package(parts), Document, "docx")
