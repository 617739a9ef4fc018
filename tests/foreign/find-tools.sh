#!/bin/sh
# The programs of others that judge what is exported: Node with its packages, and EPUBCheck.
# Where one is missing, install the system's package if that is allowed, or stop with one line
# that says what to do.
set -eu
here=$(dirname "$0")

as_root() {
    if [ "$(id -u)" -eq 0 ]; then
        "$@"
    elif command -v sudo >/dev/null 2>&1 && sudo -n true 2>/dev/null; then
        sudo -n "$@"
    else
        return 1
    fi
}

install() {
    echo "==> No $1 found: installing the system's package"
    if command -v apt-get >/dev/null 2>&1; then
        as_root apt-get update -qq && as_root apt-get install -y -qq --no-install-recommends "$@"
    elif command -v dnf >/dev/null 2>&1; then
        as_root dnf install -y -q "$@"
    else
        return 1
    fi
}

need() {
    program=$1
    shift
    command -v "$program" >/dev/null 2>&1 && return
    if ! install "$@" >"${TMPDIR:-/tmp}/selfcheck-$program.log" 2>&1 ||
        ! command -v "$program" >/dev/null 2>&1; then
        echo "The tests need $program and it could not be installed: install the package '$1'." >&2
        exit 1
    fi
}

need node nodejs npm
need npm npm
need java default-jre-headless
need epubcheck epubcheck

# Scripts of packages are not run. What the lock file names is there: nothing to do.
stamp="$here/node_modules/.package-lock.json"
if [ ! -f "$stamp" ] || [ "$here/package-lock.json" -nt "$stamp" ]; then
    echo "==> Installing the programs that judge exports (once)"
    log=$(mktemp)
    if ! npm ci --prefix "$here" --ignore-scripts --no-audit --no-fund --loglevel=error \
        --fetch-retries=5 >"$log" 2>&1; then
        head -n 5 "$log" >&2
        echo "The tests need the packages that tests/foreign/package-lock.json names, and npm could" \
            "not install them. What it says is above: mend that, or try again." >&2
        exit 1
    fi
    rm "$log"
    touch "$stamp"
fi
