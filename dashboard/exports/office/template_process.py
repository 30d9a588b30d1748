"""The process that opens one template: reads it from standard input, writes what was removed and the cleaned file.

`python -m dashboard.exports.office.template_process pptx`; a fault is one line on standard error and status 1.
"""

import json
import sys
import zipfile
from collections.abc import Callable
from io import BytesIO
from typing import Any

from dashboard.exports.office.template import TemplateError
from dashboard.exports.office.template_parts import clean_parts
from dashboard.exports.office.template_zip import read_parts, written_parts

MEMORY = 600_000_000  # bytes of addresses, of which Python and the libraries take a quarter
_CPU = 30  # seconds
_DAMAGED = (
    zipfile.BadZipFile,
    KeyError,
    ValueError,
    AttributeError,
    IndexError,
    TypeError,
    NotImplementedError,
    SyntaxError,
    EOFError,
    OSError,
    AssertionError,
)


def main() -> int:
    """Clean the template on standard input; the status."""
    limit_resources()
    ending = sys.argv[1]
    try:
        removed, content = cleaned(sys.stdin.buffer.read(), ending)
    except (TemplateError, MemoryError) as fault:
        if not isinstance(fault, TemplateError):
            return 2
        print(json.dumps({"text": fault.text, **fault.values}), file=sys.stderr)
        return 1
    sys.stdout.buffer.write(json.dumps(removed).encode() + b"\n" + content)
    return 0


def limit_resources() -> None:
    """Bound memory and time of this process, where the system can (not on Windows, which has the time limit alone)."""
    try:
        import resource
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (_CPU, _CPU))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def cleaned(template: bytes, ending: str) -> tuple[list[str], bytes]:
    """What was removed, and the file without it; TemplateError where the file is not what it should be."""
    try:
        parts, removed = clean_parts(read_parts(template), ending)
        content = written_parts(parts)
        _LIBRARY[ending](content)
    except _DAMAGED as error:
        raise TemplateError(
            "the template is no .{ending} file: save it as .{ending}, without macros, and give it again", ending=ending
        ) from error
    return removed, content


def _open_slides(content: bytes) -> None:
    from pptx import Presentation

    deck: Any = Presentation(BytesIO(content))
    if not any(len(master.slide_layouts) for master in deck.slide_masters):
        raise TemplateError("the template has no slide master with a layout: add one in the view of masters")


def _open_document(content: bytes) -> None:
    from docx import Document

    document = Document(BytesIO(content))
    if not document.sections:
        raise TemplateError("the template has no page set-up: open it in Word, set the page size and save it again")


_LIBRARY: dict[str, Callable[[bytes], None]] = {"pptx": _open_slides, "docx": _open_document}


if __name__ == "__main__":
    sys.exit(main())
