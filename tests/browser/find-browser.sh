#!/bin/sh
# Print the path of a Chromium for the tests. Where there is none, install the
# system's package if that is allowed, or stop with one line that says what to do.
#
#   find-browser.sh [--quiet]    --quiet: only look, and print nothing but the path
set -eu

# The headless shell is the same engine without windows: a page opens in half the time.
find_browser() {
    for name in ${CHROMIUM:-} chromium-headless-shell chromium chromium-browser google-chrome \
        google-chrome-stable "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome" \
        "/Applications/Chromium.app/Contents/MacOS/Chromium"; do
        if command -v "$name" >/dev/null 2>&1; then
            command -v "$name"
            return
        fi
    done
    return 1
}

as_root() {
    if [ "$(id -u)" -eq 0 ]; then
        "$@"
    elif command -v sudo >/dev/null 2>&1 && sudo -n true 2>/dev/null; then
        sudo -n "$@"
    else
        return 1
    fi
}

install_browser() {
    if command -v apt-get >/dev/null 2>&1; then
        # Debian has the shell. Ubuntu's `chromium` is a wrapper for snap, which containers lack.
        as_root apt-get update -qq && {
            as_root apt-get install -y -qq chromium-headless-shell fonts-dejavu-core ||
                as_root apt-get install -y -qq chromium fonts-dejavu-core
        }
    elif command -v dnf >/dev/null 2>&1; then
        as_root dnf install -y -q chromium
    elif command -v pacman >/dev/null 2>&1; then
        as_root pacman -S --noconfirm --quiet chromium
    elif command -v apk >/dev/null 2>&1; then
        as_root apk add --quiet chromium
    else
        return 1
    fi
}

if [ "${1:-}" = "--quiet" ]; then
    find_browser
    exit
fi
if browser=$(find_browser); then
    echo "==> Using the browser $browser"
    exit
fi
echo "==> No Chromium found: installing the system's package"
if ! install_browser >"${TMPDIR:-/tmp}/selfcheck-browser.log" 2>&1 || ! find_browser >/dev/null; then
    echo "The tests need Chromium and it could not be installed:" \
        "install the package 'chromium', or set CHROMIUM to a browser's path." >&2
    exit 1
fi
