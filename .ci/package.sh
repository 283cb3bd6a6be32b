#!/usr/bin/env bash
# Builds the wheel, looks at what is in it, installs it alone into an empty environment outside the checkout, and takes a new
# knowledge base from nothing to a site with it. A folder may be given in which the wheel is left (default: thrown away).
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

# What is installed here must not lean on anything that is installed elsewhere.
unset PYTHONPATH PYTHONHOME PIP_USER

scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
dist=${1:-$scratch/dist}

heading() {
    printf '\n== %s ==\n' "$1"
}

heading "Building sdist and wheel"
sh .ci/venv.sh "$scratch/build"
"$scratch/build/bin/python" -m pip --disable-pip-version-check --quiet install "build>=1.2"
"$scratch/build/bin/python" -m build --outdir "$dist" . >"$scratch/build.log" 2>&1 || { cat "$scratch/build.log"; exit 1; }
wheel=$(echo "$dist"/*.whl)
ls -l "$dist"

heading "Comparing the wheel with the checkout"
{
    git ls-files --cached --others --exclude-standard cop_kb
    git ls-files --cached --others --exclude-standard content_schema theme | sed 's|^|cop_kb/_data/|'
} | LC_ALL=C sort -u >"$scratch/expected"
"$scratch/build/bin/python" -c '
import sys, zipfile
names = (n for n in zipfile.ZipFile(sys.argv[1]).namelist() if not n.split("/")[0].endswith(".dist-info"))
print(*names, sep="\n")
' "$wheel" | LC_ALL=C sort >"$scratch/actual"
diff --label checkout --label wheel -u "$scratch/expected" "$scratch/actual"
grep -q '^cop_kb/_data/content_schema/types/' "$scratch/actual"
grep -q '^cop_kb/_data/theme/' "$scratch/actual"
echo "$(wc -l <"$scratch/actual") files, the same in both."

heading "Installing the wheel alone"
sh .ci/venv.sh "$scratch/venv"
"$scratch/venv/bin/python" -m pip --disable-pip-version-check --quiet install "$wheel"
cop_kb=$scratch/venv/bin/cop-kb
cd "$scratch"
"$cop_kb" --version

# A machine that has never seen git: an identity, and nothing else of the person's settings.
export GIT_CONFIG_GLOBAL=$scratch/gitconfig GIT_CONFIG_NOSYSTEM=1
export GIT_AUTHOR_NAME="Ada Example" GIT_AUTHOR_EMAIL=ada@example.org
export GIT_COMMITTER_NAME=$GIT_AUTHOR_NAME GIT_COMMITTER_EMAIL=$GIT_AUTHOR_EMAIL
git config --file "$GIT_CONFIG_GLOBAL" user.name "$GIT_AUTHOR_NAME"
git config --file "$GIT_CONFIG_GLOBAL" user.email "$GIT_AUTHOR_EMAIL"

heading "cop-kb init"
"$cop_kb" init knowledge --name "Example knowledge" --community "Incident response" --steward "Ada Example" </dev/null
cd knowledge
heading "cop-kb new"
"$cop_kb" new playbook "Restart the gateway" --community incident-response \
    --set summary="How to restart the gateway without losing a request." </dev/null
heading "cop-kb validate"
"$cop_kb" validate
heading "cop-kb build"
"$cop_kb" build --strict

for file in index.html pagefind/pagefind.js incident-response/playbooks/restart-the-gateway/index.html; do
    test -s "site/$file" || { echo "The site has no $file." >&2; exit 1; }
done
echo "A new knowledge base went from nothing to a searchable site."
