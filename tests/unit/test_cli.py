"""The command line as a whole: what it offers, and with which exit code it leaves."""

import importlib
import os
import pty
import re
import signal
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import click
import pytest

import cop_kb
from cop_kb import cli
from cop_kb.errors import CopKbError

COLORED = re.compile(r"\x1b\[")


@pytest.fixture
def main(monkeypatch, capsys, tmp_path):
    """Run the command line in a folder; return exit code, output and complaints."""

    def run(*arguments, cwd=tmp_path):
        monkeypatch.chdir(cwd)
        monkeypatch.setattr(sys, "argv", ["cop-kb", *arguments])
        with pytest.raises(SystemExit) as left:
            cli.main()
        return left.value.code, *capsys.readouterr()

    return run


@pytest.fixture
def command(monkeypatch):
    """Put a command of one's own in the place of ``explain``."""

    def put(work):
        module = SimpleNamespace(command=click.command()(work))
        real = importlib.import_module
        monkeypatch.setattr(
            cli.importlib,
            "import_module",
            lambda name: module if name == "cop_kb.commands.explain" else real(name),
        )

    return put


def test_help_lists_every_command(main):
    for option in ("--help", "-h"):
        code, output, complaints = main(option)
        assert (code, complaints) == (0, "")
        for name, description in cli._COMMANDS.items():
            assert f"  {name}  " in output
            assert description in output


@pytest.mark.parametrize("name", cli._COMMANDS)
def test_every_command_has_help_and_imports(main, name):
    code, output, _ = main(name, "-h")
    assert code == 0
    assert output.startswith(f"Usage: cop-kb {name}")


def test_help_imports_nothing_heavy():
    script = (
        "import sys\nfrom cop_kb import cli\nsys.argv = ['cop-kb', '--help']\n"
        "try:\n    cli.main()\nexcept SystemExit:\n    pass\n"
        "print(sorted({'mkdocs', 'git', 'yaml', 'jsonschema_rs', 'rich', 'jinja2'} & set(sys.modules)))\n"
    )
    result = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, encoding="utf-8", check=True
    )
    assert result.stdout.splitlines()[-1] == "[]"


def test_the_version_is_told(main):
    assert main("--version") == (0, f"cop-kb, version {cop_kb.__version__}\n", "")


def test_without_a_command_the_help_is_shown(main):
    code, output, complaints = main()
    assert code == 2
    assert "validate" in output + complaints


@pytest.mark.parametrize(
    ("name", "close"), [("validat", "validate"), ("bild", "build"), ("nwe", "new")]
)
def test_an_unknown_command_names_the_nearest(main, name, close):
    code, _, complaints = main(name)
    assert code == 2
    assert f"There is no command '{name}'. Did you mean '{close}'?" in complaints


@pytest.mark.parametrize(
    "arguments",
    [("gardening",), ("--nothing",), ("validate", "--format", "xml"), ("explain", "a", "b")],
)
def test_wrong_usage_leaves_with_2(main, arguments):
    code, output, complaints = main(*arguments)
    assert (code, output) == (2, "")
    assert "Error: " in complaints


@pytest.mark.parametrize("name", ["validate", "build", "types"])
def test_without_a_configuration_the_way_on_is_told(main, name, tmp_path):
    code, output, complaints = main(name)
    assert (code, output) == (2, "")
    assert complaints == (
        f"mkdocs.yml: error: There is no mkdocs.yml in {tmp_path}.\n"
        "  Run `cop-kb init` to make a knowledge base, or name its file with --config-file.\n"
    )


@pytest.mark.parametrize("name", ["mkdocs.yml", "mkdocs.yaml"])
def test_inside_of_a_knowledge_base_the_way_to_its_configuration_is_told(main, tmp_path, name):
    (tmp_path / "docs/deep").mkdir(parents=True)
    (tmp_path / name).write_text("site_name: A test\n", encoding="utf-8")
    for folder, up in (("docs", ".."), ("docs/deep", "../..")):
        code, _, complaints = main("validate", cwd=tmp_path / folder)
        assert code == 2
        assert complaints == (
            f"mkdocs.yml: error: There is no mkdocs.yml in {tmp_path / folder}.\n"
            f"  There is one in {up}: go there, or add -f {up}/{name}\n"
        )


@pytest.mark.parametrize("name", ["validate", "build"])
def test_an_empty_folder_is_never_a_green_run(main, folder, name):
    code, output, complaints = main(name, cwd=folder.root)
    assert (code, output) == (2, "")
    assert "There is no Markdown file" in complaints
    assert "cop-kb new community" in complaints


def test_outside_of_a_repository_everything_is_checked(main, folder):
    folder.page("index.md")
    assert main("validate", cwd=folder.root) == (0, "1 file checked, nothing found.\n", "")


def test_findings_leave_with_1(main, folder):
    folder.page("index.md", "[x](none.md)\n")
    code, output, complaints = main("validate", cwd=folder.root)
    assert (code, complaints) == (1, "")
    assert "broken-link" in output


def test_what_stops_a_command_is_told_with_its_place_and_leaves_with_2(main, command, tmp_path):
    def stop():
        raise CopKbError("It\x1b[2J stopped.\nTwice.", "Go\r on.", tmp_path / "a" / "b.md", 3, 4)

    command(stop)
    assert main("explain") == (
        2,
        "",
        "a/b.md:3:4: error: It\\x1b[2J stopped.\nTwice.\n  Go\\r on.\n",
    )


def test_a_bug_leaves_with_3_and_its_traceback_in_a_file(main, command):
    def fail():
        raise RuntimeError("the reason\x1b[2J")

    command(fail)
    code, output, complaints = main("explain")
    assert (code, output) == (3, "")
    assert complaints.startswith("This is a bug in cop-kb: RuntimeError: the reason\\x1b[2J\n")
    assert "Traceback" not in complaints
    (log,) = re.findall(r"details are in (\S+\.log);", complaints)
    text = Path(log).read_text("utf-8")
    Path(log).unlink()
    assert "Traceback" in text
    assert f"cop-kb {cop_kb.__version__}" in text
    assert "explain" in text


@pytest.mark.parametrize("interruption", [KeyboardInterrupt, click.Abort])
def test_an_interruption_leaves_with_130(main, command, interruption):
    def interrupt():
        raise interruption

    command(interrupt)
    code, output, complaints = main("explain")
    assert (code, output) == (130, "")
    assert complaints.strip() == "Interrupted."


def test_a_number_that_a_command_returns_is_the_exit_code(main, command):
    command(lambda: 1)
    assert main("explain")[0] == 1


def test_a_reader_that_goes_away_is_no_failure(folder):
    folder.page("index.md", "[x](none.md)\n\n" * 5000)
    environment = {k: v for k, v in os.environ.items() if k != "PYTHONUNBUFFERED"}
    with subprocess.Popen(
        [sys.executable, "-m", "cop_kb", "validate"],
        cwd=folder.root,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
    ) as process:
        assert process.stdout.readline().startswith("docs/index.md:1:1: error: ")
        process.stdout.close()
        assert process.stderr.read() == ""
        assert process.wait(timeout=60) == 0


def test_an_interruption_while_working_leaves_no_traceback(folder):
    script = (
        "import sys, time\nfrom cop_kb import cli, load\n"
        "def wait(config, jobs=None):\n    print('waiting', flush=True)\n    time.sleep(60)\n"
        "load.load_knowledge_base = wait\nsys.argv = ['cop-kb', 'validate']\ncli.main()\n"
    )
    with subprocess.Popen(
        [sys.executable, "-c", script],
        cwd=folder.root,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
    ) as process:
        assert process.stdout.readline() == "waiting\n"
        process.send_signal(signal.SIGINT)
        assert process.stderr.read().strip() == "Interrupted."
        assert process.wait(timeout=60) == 130


def on_a_terminal(folder, *arguments, **environment):
    """Run a command whose output is a terminal; return what the terminal got."""
    ours, theirs = pty.openpty()
    kept = {k: v for k, v in os.environ.items() if k not in {"NO_COLOR", "FORCE_COLOR"}}
    with os.fdopen(ours, "rb", buffering=0) as screen:
        subprocess.run(
            [sys.executable, "-m", "cop_kb", *arguments],
            cwd=folder.root,
            env=kept | environment,
            stdin=subprocess.DEVNULL,
            stdout=theirs,
            stderr=theirs,
            check=False,
        )
        os.close(theirs)
        output = b""
        try:
            while part := screen.read(4096):
                output += part
        except OSError:  # how Linux says that the other end is closed
            pass
    return output.decode()


@pytest.mark.parametrize(
    ("arguments", "environment", "colored"),
    [
        ((), {}, True),
        ((), {"NO_COLOR": "1"}, False),
        ((), {"NO_COLOR": ""}, True),
        (("--no-color",), {}, False),
        (("--color",), {"NO_COLOR": "1"}, True),
    ],
)
def test_a_terminal_gets_colour_unless_it_is_not_wanted(folder, arguments, environment, colored):
    folder.page("index.md", "[x](none.md)\n")
    output = on_a_terminal(folder, "validate", *arguments, **environment)
    assert "broken-link" in output
    assert bool(COLORED.search(output)) == colored


@pytest.mark.parametrize(("environment", "colored"), [({}, True), ({"NO_COLOR": "1"}, False)])
def test_complaints_are_coloured_like_the_rest(folder, environment, colored):
    output = on_a_terminal(folder, "validate", **environment)
    assert "There is no Markdown file" in output
    assert bool(COLORED.search(output)) == colored


def test_a_file_gets_no_colour_unless_it_is_wanted(main, folder):
    folder.page("index.md", "[x](none.md)\n")
    assert not COLORED.search(main("validate", cwd=folder.root)[1])
    assert COLORED.search(main("validate", "--color", cwd=folder.root)[1])
