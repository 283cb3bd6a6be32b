"""Runs the scripts of workflow files as their hosts do, without the hosts."""

import json
import os
import re
import subprocess
import sysconfig
from pathlib import Path

import yaml

ROOT = Path(__file__).parents[2]
SCRIPTS = Path(sysconfig.get_path("scripts"))
"""Where the programs of this environment are, ``cop-kb`` among them."""

_INPUT = re.compile(r"\$\[\[ inputs\.(\w+) \]\]")


def read_yaml(path):
    """Return what a workflow says; YAML 1.1 takes its ``on`` for true."""
    return yaml.safe_load(path.read_text("utf-8"))


def steps_of(workflow):
    """Return the steps of all jobs of a workflow, or of an action."""
    jobs = workflow.get("jobs") or {"the action": workflow["runs"]}
    return [step for job in jobs.values() for step in job["steps"]]


def scripts_of(workflow):
    return [step["run"] for step in steps_of(workflow) if "run" in step]


def script(path, name):
    """Return the script of the step that is called ``name``."""
    return next(step["run"] for step in steps_of(read_yaml(path)) if step.get("name") == name)


def gitlab_parts(path):
    """Return the inputs of a template of GitLab, and its jobs with the defaults of the inputs filled in."""
    head, _, jobs = path.read_text("utf-8").partition("\n---\n")
    inputs = yaml.safe_load(head)["spec"]["inputs"]
    defaults = {name: json.dumps(i["default"]).strip('"') for name, i in inputs.items()}
    return inputs, yaml.safe_load(_INPUT.sub(lambda found: defaults[found[1]], jobs))


def run_script(text, cwd, path=None, **environment):
    """Run a script as GitHub does where no shell is named.

    ``path`` comes first among the places of programs; a variable that is None is taken away.
    """
    variables = {k: v for k, v in (os.environ | environment).items() if v is not None}
    if path:
        variables["PATH"] = f"{path}{os.pathsep}{variables['PATH']}"
    return subprocess.run(
        ["bash", "-e", "-c", text],
        cwd=cwd,
        env=variables,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def git(folder, *arguments):
    done = subprocess.run(
        ["git", *arguments], cwd=folder, capture_output=True, encoding="utf-8", check=True
    )
    return done.stdout.strip()


def commit(folder, message):
    git(folder, "add", "--all", "--force")
    git(folder, "commit", "--quiet", "--allow-empty", "--message", message)


def fake_program(folder, name, answer=""):
    """Write a program that notes its arguments in ``<name>.calls``, one JSON list a line, and prints ``answer``."""
    folder.mkdir(exist_ok=True)
    calls = folder / f"{name}.calls"
    program = folder / name
    program.write_text(
        "#!/usr/bin/env python3\nimport json, sys\n"
        f"open({str(calls)!r}, 'a').write(json.dumps(sys.argv[1:]) + '\\n')\n"
        f"print({answer!r}, end='')\n",
        "utf-8",
    )
    program.chmod(0o755)
    calls.touch()
    return calls


def calls_in(path):
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]
