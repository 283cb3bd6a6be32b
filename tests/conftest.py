"""What the tests share: real input, a browser, a git that knows no person, the installed command and a web server."""

import functools
import http
import http.server
import os
import shutil
import subprocess
import sysconfig
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest

CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
CHROMIUM_ARGUMENTS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)
GIT_ENVIRONMENT = {
    "GIT_AUTHOR_NAME": "Ada Example",
    "GIT_AUTHOR_EMAIL": "ada@example.org",
    "GIT_AUTHOR_DATE": "2026-01-15T12:00:00+00:00",
    "GIT_COMMITTER_NAME": "Ada Example",
    "GIT_COMMITTER_EMAIL": "ada@example.org",
    "GIT_COMMITTER_DATE": "2026-01-15T12:00:00+00:00",
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_NOSYSTEM": "1",
}

Run = Callable[..., subprocess.CompletedProcess[str]]
ServeFolder = Callable[..., str]


@pytest.fixture(scope="session", autouse=True)
def git_env() -> Iterator[None]:
    """Git sees a fixed identity and date, and neither the person's settings nor a surrounding hook's variables.

    For the whole session, since fixtures of wider scope than a test make repositories too. A test that needs
    another author or date sets it with ``monkeypatch.setenv``.
    """
    with pytest.MonkeyPatch.context() as patch:
        for name in [name for name in os.environ if name.startswith("GIT_")]:
            patch.delenv(name)
        for name, value in GIT_ENVIRONMENT.items():
            patch.setenv(name, value)
        yield


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of large collections of real input; a test that needs it is skipped where there is none."""
    folder = os.environ.get("COP_KB_SHARED")
    if not folder:
        pytest.skip("COP_KB_SHARED does not name a folder of collections to try")
    path = Path(folder)
    if not path.is_dir():
        pytest.fail(f"COP_KB_SHARED names {folder}, which is no folder")
    return path


@pytest.fixture(scope="session")
def run() -> Run:
    """Run the installed ``cop-kb`` command: ``run("validate", cwd=folder)``.

    ``input`` is what is typed; without it there is nothing to read, as in CI. ``env`` is added to the environment.
    """
    command = Path(sysconfig.get_path("scripts")) / "cop-kb"

    def run_command(
        *arguments: str | Path,
        cwd: Path | None = None,
        input: str = "",
        env: dict[str, str] | None = None,
    ) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [command, *arguments],
            cwd=cwd,
            input=input,
            env=os.environ | (env or {}),
            capture_output=True,
            encoding="utf-8",
            check=False,
        )

    return run_command


@pytest.fixture(scope="session")
def chromium() -> Path:
    """The path of a Chromium; a test that needs it is skipped where there is none, but fails in CI."""
    override = os.environ.get("CHROMIUM")
    if override and not shutil.which(override):
        pytest.fail(f"CHROMIUM names {override}, which is no program")
    for name in [override] if override else CHROMIUM_NAMES:
        if path := shutil.which(name):
            return Path(path)
    reason = "there is no Chromium: install one or set CHROMIUM to its path"
    if os.environ.get("CI"):
        pytest.fail(reason)
    pytest.skip(reason)


@pytest.fixture(scope="session")
def browser(chromium):
    """A running Chromium, driven by Playwright; each test opens a page or context of its own and closes it."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        running = playwright.chromium.launch(
            executable_path=chromium, args=list(CHROMIUM_ARGUMENTS)
        )
        yield running
        running.close()


class _QuietHandler(http.server.SimpleHTTPRequestHandler):
    """Serves a folder below a path, as a static host would, and keeps no log."""

    def __init__(self, *arguments, sub_path: str, **options) -> None:
        self.sub_path = sub_path
        super().__init__(*arguments, **options)

    def translate_path(self, path: str) -> str:
        if not path.startswith(self.sub_path):
            # Not a file, whatever the folder holds: hence answered with 404.
            return str(Path(self.directory, "outside", "of", "the", "site"))
        return super().translate_path("/" + path.removeprefix(self.sub_path))

    def list_directory(self, path: str) -> None:
        self.send_error(http.HTTPStatus.NOT_FOUND)

    def log_message(self, *arguments: object) -> None:
        pass


@contextmanager
def _serving(folder: Path, sub_path: str) -> Iterator[str]:
    prefix = f"/{sub_path.strip('/')}/" if sub_path.strip("/") else "/"
    handler = functools.partial(_QuietHandler, directory=str(folder), sub_path=prefix)
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}{prefix}"
        finally:
            server.shutdown()
            thread.join()


@pytest.fixture(scope="session")
def serve_folder() -> Iterator[ServeFolder]:
    """Serve a folder on a free port: ``serve_folder(site, "handbook")`` returns its address, which ends in a slash.

    The servers run until the session ends. Nothing outside ``sub_path`` is there.
    """
    with ExitStack() as servers:

        def serve(folder: Path, sub_path: str = "") -> str:
            return servers.enter_context(_serving(folder, sub_path))

        yield serve
