#!/bin/sh
# Makes sure that a Chromium for the browser tests and poppler's pdftotext, which reads our PDF files back, are at hand:
# the machine's own, else Debian's packages.
set -eu
wanted=
command -v pdftotext >/dev/null 2>&1 || wanted=poppler-utils
found=
for name in chromium chromium-browser google-chrome google-chrome-stable; do
    if command -v "$name" >/dev/null 2>&1; then
        found=yes
    fi
done
[ -n "$found" ] || wanted="$wanted chromium"
if [ -z "$wanted" ]; then
    exit 0
fi
as_root=
if [ "$(id -u)" -ne 0 ]; then
    as_root=sudo
fi
if ! command -v apt-get >/dev/null 2>&1 || { [ -n "$as_root" ] && ! command -v sudo >/dev/null 2>&1; }; then
    echo "The tests need the programs chromium and pdftotext (poppler) on the PATH: install them, then run again." >&2
    exit 1
fi
echo "==> Installing $wanted for the tests"
$as_root apt-get update -qq
# shellcheck disable=SC2086 # several names
DEBIAN_FRONTEND=noninteractive $as_root apt-get install -y -qq --no-install-recommends $wanted >/dev/null
