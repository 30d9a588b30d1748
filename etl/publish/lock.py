"""One writer at a time: a lock on the data folder, and the process that holds it named to those who wait."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from etl.model.errors import DataFileError
from etl.model.paths import DataPaths

_PATIENCE = 600.0  # seconds: many builds long, so that only a writer that hangs is given up on
_LOCK, _HOLDER = ".build.lock", ".build.pid"


@contextmanager
def sole_writer(paths: DataPaths, wait: Callable[[str], None], patience: float = _PATIENCE) -> Iterator[None]:
    """Hold the data folder for writing; `wait` hears who holds it when it is not free at once.

    The system frees the lock when its holder ends, however it ends. Raises DataFileError where the holder keeps it for
    longer than `patience` seconds, or where the folder cannot be written.
    """
    lock = FileLock(paths.root / _LOCK)
    holder = paths.root / _HOLDER
    try:
        _acquire(lock, holder, wait, patience)
        holder.write_text(f"{os.getpid()}\n", encoding="ascii")
    except OSError as fault:
        lock.release()
        where = paths.shown(paths.root)
        raise DataFileError(f"{where}: {fault.strerror or fault}: make the folder writable and build again") from None
    try:
        yield
    finally:
        lock.release()


def _acquire(lock: FileLock, holder: Path, wait: Callable[[str], None], patience: float) -> None:
    try:
        lock.acquire(timeout=0)
    except Timeout:
        wait(f"Waiting for another build (process {_pid(holder)})")
        try:
            lock.acquire(timeout=patience, poll_interval=0.1)
        except Timeout:
            raise DataFileError(
                f"another build (process {_pid(holder)}) has held the data folder for {patience:.0f} s: wait for it, "
                "or end it and build again"
            ) from None


def _pid(holder: Path) -> str:
    """The process id the holder left; unknown in the moment before it has."""
    try:
        return holder.read_text(encoding="ascii").strip() or "unknown"
    except (OSError, UnicodeDecodeError):
        return "unknown"
