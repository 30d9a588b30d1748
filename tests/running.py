"""A command line run in this process, as a program outside would see it."""

import io
import os
import subprocess
import sys
from collections.abc import Callable, Mapping
from contextlib import chdir
from pathlib import Path
from unittest.mock import patch


def run_here(
    main: Callable[[], None], words: tuple[str, ...], *, folder: Path, environment: Mapping[str, str]
) -> subprocess.CompletedProcess[bytes]:
    """Status and output of `main` called with these words in this folder and environment; any other fault is raised."""
    out, err = (io.TextIOWrapper(io.BytesIO(), encoding="utf-8", write_through=True) for _ in range(2))
    status: object = 0
    with (
        chdir(folder),
        patch.dict(os.environ, environment),
        patch.object(sys, "argv", ["program", *words]),
        patch.multiple(sys, stdout=out, stderr=err),
    ):
        try:
            main()
        except SystemExit as end:
            status = end.code or 0
    outputs = [stream.buffer.getvalue() for stream in (out, err)]  # type: ignore[attr-defined]
    return subprocess.CompletedProcess(words, int(str(status)), *outputs)
