#!/bin/sh
# Installs Debian packages, without a question, where that is possible: as root, or with a sudo that asks for no password.
set -eu

if ! command -v apt-get >/dev/null 2>&1; then
    exit 1
elif [ "$(id -u)" = 0 ]; then
    as_root="env"
elif sudo -n true 2>/dev/null; then
    as_root="sudo -n env"
else
    exit 1
fi

# Standard output belongs to the caller.
exec >&2
printf 'Installing with apt-get: %s\n' "$*"
$as_root DEBIAN_FRONTEND=noninteractive apt-get -qq update </dev/null
$as_root DEBIAN_FRONTEND=noninteractive apt-get -qq -o Dpkg::Use-Pty=0 install --yes --no-install-recommends "$@" </dev/null
