"""A reader's own template, opened and cleaned in a process of its own that has little memory and little time."""

import json
import os
import signal
import subprocess
import sys
from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from threading import Lock

from dashboard.text.errors import ReaderError

LARGEST_TEMPLATE = 25  # MB, as it is given
SECONDS = 30  # that the process may take
_WAIT = 60  # seconds that a reader waits for the templates of others
_REPOSITORY = Path(__file__).resolve().parents[3]
_one_at_a_time = Lock()


class TemplateError(ReaderError):
    """A reader's template cannot be used; the message names the part and says what to do."""


@dataclass(frozen=True)
class CleanTemplate:
    """A template that points to nothing outside and runs nothing; `removed` names what was taken out, and its part."""

    content: bytes
    removed: tuple[str, ...]


@lru_cache(maxsize=1)
def clean_template(template: bytes, ending: str, seconds: float = SECONDS) -> CleanTemplate:
    """A reader's .pptx or .docx without slides, text and links to outside; TemplateError where it cannot be used.

    The last one is kept, as it is asked for once to tell what was removed and once more to be filled.
    """
    if not template:
        raise TemplateError("the template is no .{ending} file, as it is empty: give another", ending=ending)
    if len(template) > LARGEST_TEMPLATE * 1024 * 1024:
        raise TemplateError(
            "the template is larger than {size} MB: give one with fewer or smaller pictures", size=LARGEST_TEMPLATE
        )
    if not _one_at_a_time.acquire(timeout=_WAIT):
        raise TemplateError("other templates are being read: try again in a minute")
    try:
        status, output, fault = _run(template, ending, seconds)
    finally:
        _one_at_a_time.release()
    if status == 1 and fault.startswith("{"):
        raise TemplateError(**json.loads(fault))
    if status != 0:
        raise TemplateError("the template takes too much memory or time to open: empty it and save it again")
    removed, _line, content = output.partition(b"\n")
    return CleanTemplate(content, tuple(json.loads(removed)))


def _run(template: bytes, ending: str, seconds: float) -> tuple[int, bytes, str]:
    """Status, output and last line of complaint of the process, whose group is ended whatever happens."""
    command = [sys.executable, "-m", "dashboard.exports.office.template_process", ending]
    process = subprocess.Popen(
        command,
        cwd=_REPOSITORY,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
    )
    with process:
        try:
            output, complaint = process.communicate(template, timeout=seconds)
        except subprocess.TimeoutExpired:
            return -1, b"", ""
        finally:
            _end_group(process)
    lines = complaint.decode("utf-8", "replace").strip().splitlines()
    return process.returncode, output, lines[-1] if lines else ""


def _end_group(process: subprocess.Popen[bytes]) -> None:
    """End the process and what it started; where there are no process groups, the process."""
    with suppress(ProcessLookupError):
        if hasattr(os, "killpg"):
            os.killpg(process.pid, signal.SIGKILL)
        else:
            process.kill()
