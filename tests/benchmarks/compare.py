"""Builds the same files with cop-kb and with plain MkDocs and Material, side by side, and prints what each took.

    python -m tests.benchmarks.compare --documents 300,1000 --repeats 3

Whole processes are measured, search included, one after the other in turn. Works on Linux and macOS.
"""

import argparse
import json
import os
import platform
import shutil
import statistics
import subprocess
import sys
import sysconfig
import tempfile
from collections.abc import Iterator, Sequence
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import NamedTuple

from .generator import PLAIN_CONFIG, generate

_STOPWATCH = Path(__file__).with_name("stopwatch.py")
_SCRIPTS = Path(sysconfig.get_path("scripts"))
_PACKAGES = ("cop-kb", "mkdocs", "mkdocs-material", "pagefind-bin")
_LAST_LINES = 30
_FAILED = "failed"
_HEAD = """\
| documents | run | wall s | min | max | / plain | CPU s | peak MB | site MB | files | pages |
|--:|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|"""
_MEGABYTE = 1_000_000


class Run(NamedTuple):
    """A command to measure.

    Attributes:
        name: What the table calls it.
        command: The command, to be run in the folder of mkdocs.yml.
        site: The folder that it writes, if it writes one.
        cold: Whether everything that earlier commands left is removed first.
    """

    name: str
    command: tuple[str, ...]
    site: str
    cold: bool


class Measurement(NamedTuple):
    """What one process took.

    Attributes:
        seconds: Wall time.
        cpu: Processor time in seconds, that of its children included.
        memory: Greatest resident memory of the largest single process, in bytes.
    """

    seconds: float
    cpu: float
    memory: int


class CommandFailedError(Exception):
    """A command ended with another exit code than 0; the message holds its last lines."""


def _runs() -> tuple[Run, ...]:
    mkdocs, cop_kb = str(_SCRIPTS / "mkdocs"), str(_SCRIPTS / "cop-kb")
    build = (cop_kb, "build", "-d", "site")
    validate = (cop_kb, "validate")
    plain = (mkdocs, "build", "-f", PLAIN_CONFIG, "-d", "site-plain")
    return (
        Run("mkdocs build (plain)", plain, "site-plain", cold=True),
        Run("cop-kb build, cold", build, "site", cold=True),
        Run("cop-kb build, again", build, "site", cold=False),
        Run("cop-kb validate, cold", validate, "", cold=True),
        Run("cop-kb validate, again", validate, "", cold=False),
    )


def measure(command: Sequence[str], folder: Path) -> Measurement:
    """Run `command` in `folder` and return what it took.

    Raises:
        CommandFailedError: It cannot be started or its exit code is not 0.
    """
    environment = os.environ | {"NO_MKDOCS_2_WARNING": "1", "NO_COLOR": "1"}
    with tempfile.TemporaryDirectory(prefix="measure-") as temporary:
        taken = Path(temporary) / "taken.json"
        process = subprocess.run(
            # Isolated, so that the stopwatch itself stays small; the command is not.
            (sys.executable, "-I", "-S", _STOPWATCH, taken, *command),
            cwd=folder,
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            errors="replace",
            check=False,
        )
        if process.returncode:
            last = "\n".join(process.stdout.splitlines()[-_LAST_LINES:])
            raise CommandFailedError(
                f"`{' '.join(command)}` ended with exit code {process.returncode}:\n{last}"
            )
        return Measurement(**json.loads(taken.read_text("utf-8")))


def clean(folder: Path, given: frozenset[str]) -> None:
    """Remove whatever is in `folder` beside the names in `given`: sites, caches of any tool."""
    for path in sorted(folder.iterdir()):
        if path.name in given:
            continue
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path)
        else:
            path.unlink()


def compare(folder: Path, repeats: int) -> Iterator[str]:
    """Measure every command `repeats` times over the knowledge base in `folder`; yield table rows.

    A command that fails is not tried again; its row says so, and the reason goes to standard error.
    """
    given = frozenset(path.name for path in folder.iterdir())
    documents = sum(1 for _ in (folder / "docs").rglob("*.md"))
    runs = _runs()
    taken: dict[str, list[Measurement]] = {run.name: [] for run in runs}
    sites: dict[str, str] = {}
    failed: set[str] = set()
    for repeat in range(repeats):
        for run in runs:
            if run.name in failed:
                continue
            if run.cold:
                clean(folder, given)
            _progress(f"{documents} documents, {repeat + 1} of {repeats}: {run.name}")
            try:
                taken[run.name].append(measure(run.command, folder))
            except CommandFailedError as error:
                failed.add(run.name)
                _progress(str(error))
            else:
                sites[run.name] = _site_size(folder / run.site) if run.site else " | | "
    base = _median_seconds(taken[runs[0].name])
    for run in runs:
        if run.name in failed:
            yield f"| {documents} | {run.name} | {_FAILED} | | | | | | | | |"
        else:
            # Only sites are compared: plain MkDocs has nothing like validation.
            figures = _figures(taken[run.name], base if run.site else None)
            yield f"| {documents} | {run.name} | {figures} | {sites[run.name]} |"


def _median_seconds(measurements: Sequence[Measurement]) -> float | None:
    return statistics.median(item.seconds for item in measurements) if measurements else None


def _figures(measurements: Sequence[Measurement], base: float | None) -> str:
    seconds = [item.seconds for item in measurements]
    median = statistics.median(seconds)
    cells = (
        f"{median:.2f}",
        f"{min(seconds):.2f}",
        f"{max(seconds):.2f}",
        f"{median / base:.2f}" if base else "",
        f"{statistics.median(item.cpu for item in measurements):.2f}",
        f"{statistics.median(item.memory for item in measurements) / _MEGABYTE:.0f}",
    )
    return " | ".join(cells)


def _site_size(site: Path) -> str:
    files = [path for path in site.rglob("*") if path.is_file()]
    megabytes = sum(path.stat().st_size for path in files) / _MEGABYTE
    pages = sum(1 for path in files if path.suffix == ".html")
    return f"{megabytes:.1f} | {len(files)} | {pages}"


def _progress(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


def _machine() -> str:
    versions = []
    for package in _PACKAGES:
        try:
            versions.append(f"{package} {version(package)}")
        except PackageNotFoundError:
            versions.append(f"{package} not installed")
    return (
        f"{platform.system()} {platform.machine()}, {os.cpu_count()} processors, "
        f"load {os.getloadavg()[0]:.1f} at the start; "
        f"Python {platform.python_version()}, {', '.join(versions)}."
    )


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m tests.benchmarks.compare",
        description="Build the same files with cop-kb and with plain MkDocs and Material.",
    )
    parser.add_argument(
        "--documents",
        type=lambda text: [int(part) for part in text.split(",")],
        default=[300, 1000],
        metavar="N,N",
        help="how many documents, several numbers with commas (300,1000)",
    )
    parser.add_argument("--repeats", type=int, default=3, help="how often each is run (3)")
    parser.add_argument("--seed", type=int, default=1, help="another seed, other text (1)")
    parser.add_argument(
        "--keep", type=Path, metavar="DIR", help="write to DIR, by number of documents, and keep it"
    )
    options = parser.parse_args(arguments)
    if options.repeats < 1:
        parser.error("--repeats must be 1 or more")
    return options


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit code: 1 when a command failed, else 0."""
    options = _options(arguments)
    rows: list[str] = []
    machine = _machine()
    with tempfile.TemporaryDirectory(prefix="benchmark-") as temporary:
        for documents in options.documents:
            folder = (options.keep or Path(temporary)) / str(documents)
            try:
                generate(folder, documents, options.seed)
            except (ValueError, OSError) as error:
                _progress(f"No knowledge base of {documents} documents: {error}")
                return 2
            rows += compare(folder.resolve(), options.repeats)
    print(f"{machine}\nMedians of {options.repeats}; peak memory is that of the largest process.\n")
    print("\n".join((_HEAD, *rows)))
    return 1 if any(_FAILED in row for row in rows) else 0


if __name__ == "__main__":
    sys.exit(main())
