"""Processes as the system lists them below `/proc`; those that only wait to be reaped are none."""

from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Process:
    """A process that runs: its id, its parent's, its group's, and its command line."""

    pid: int
    parent: int
    group: int
    command: str


def running() -> list[Process]:
    """Every process that runs on this machine."""
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):
            state, parent, group, *_ = (folder / "stat").read_text(errors="replace").rpartition(")")[2].split()
            command = (folder / "cmdline").read_text(errors="replace").replace("\0", " ")
            if state != "Z":
                found.append(Process(int(folder.name), int(parent), int(group), command))
    return found


def members_of(group: int) -> list[Process]:
    """The processes of a group."""
    return [process for process in running() if process.group == group]


def descendants_of(ancestor: int) -> list[Process]:
    """All processes below one."""
    everything, below = running(), {ancestor}
    while more := {each.pid for each in everything if each.parent in below} - below:
        below |= more
    return [process for process in everything if process.pid in below - {ancestor}]
