#!/bin/sh
# Creates a virtual environment with pip in the folder that is given, with the first Python that is recent enough:
# $PYTHON where it is set, else python3, else one that carries its version in its name.
set -eu

folder=$1

say() {
    printf '%s\n' "$*" >&2
}

recent_enough() {
    "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null
}

find_python() {
    if [ -n "${PYTHON:-}" ]; then
        set -- "$PYTHON"
    else
        set -- python3 python3.14 python3.13 python3.12 python3.11 python
    fi
    for candidate in "$@"; do
        if recent_enough "$candidate"; then
            printf '%s\n' "$candidate"
            return
        fi
    done
    say "cop-kb needs Python 3.11 or later. Looked for: $*."
    for candidate in "$@"; do
        if version=$("$candidate" --version 2>/dev/null); then
            say "  $candidate is $version, which is too old."
        fi
    done
    say "Install one (Debian, Ubuntu: sudo apt-get install python3 python3-venv; macOS: brew install python3),"
    say "or name yours: make ... PYTHON=/path/to/python3"
    return 1
}

# Debian and its descendants keep ensurepip, which puts pip into a new environment, in a package of its own.
provide_ensurepip() {
    "$python" -c 'import ensurepip, venv' 2>/dev/null && return
    package="$("$python" -c 'import sys; print("python%d.%d-venv" % sys.version_info[:2])')"
    say "$python cannot create virtual environments: on Debian and Ubuntu the package $package is missing."
    sh "$(dirname "$0")/apt-install.sh" "$package" && "$python" -c 'import ensurepip, venv' 2>/dev/null && return
    say "Install it (sudo apt-get install $package), or name another Python: make ... PYTHON=/path/to/python3"
    return 1
}

python=$(find_python)
provide_ensurepip
say "with $("$python" --version) ($(command -v "$python"))"
"$python" -m venv --clear "$folder"
