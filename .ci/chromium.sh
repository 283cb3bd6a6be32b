#!/bin/sh
# Prints the path of a Chromium (or Chrome) that runs: $CHROMIUM where it is set, else one that is installed, else one that
# apt-get can install. Without any it says how to get one and prints nothing, which is an error in CI only: elsewhere the
# tests that need a browser are skipped.
set -eu

say() {
    printf '%s\n' "$*" >&2
}

# Ubuntu's chromium-browser is a stub that only points to a snap, so being there is not enough.
runs() {
    "$1" --version >/dev/null 2>&1
}

find_chromium() {
    for candidate in chromium chromium-browser google-chrome google-chrome-stable \
        "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome" \
        /Applications/Chromium.app/Contents/MacOS/Chromium \
        "${HOME:-}"/.cache/ms-playwright/chromium-*/chrome-linux*/chrome; do
        if runs "$candidate"; then
            command -v "$candidate"
            return
        fi
    done
    return 1
}

if [ -n "${CHROMIUM:-}" ]; then
    if runs "$CHROMIUM"; then
        command -v "$CHROMIUM"
        exit
    fi
    say "CHROMIUM is set to $CHROMIUM, which is no browser that runs here. Correct it or unset it."
    exit 1
fi

find_chromium && exit
sh "$(dirname "$0")/apt-install.sh" chromium && find_chromium && exit

say "No Chromium or Chrome was found, and none could be installed. To run the browser tests, do one of these:"
say "  - sudo apt-get install chromium             (Debian)"
say "  - .venv/bin/playwright install chromium     (Linux, into your home folder)"
say "  - make test CHROMIUM=/path/to/chrome        (one that is somewhere else)"
if [ -n "${CI:-}" ]; then
    exit 1
fi
say "They are skipped now."
