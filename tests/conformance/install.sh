#!/bin/sh
# Installs what the conformance tests drive and pip cannot serve: programs from Debian's packages,
# libraries of the lock file from npm. Nothing is done where nothing is missing.
set -eu
cd "$(dirname "$0")"

needs() { # PACKAGE PROGRAM...
    package=$1
    shift
    for program; do
        command -v "$program" >/dev/null || { missing="$missing $package"; return; }
    done
}

missing=
needs chromium chromium
needs poppler-utils pdffonts pdfinfo pdftohtml
needs default-jre-headless java
needs npm npm
needs libreoffice-writer-nogui soffice
[ -e /usr/lib/libreoffice/program/libscdlo.so ] || missing="$missing libreoffice-calc-nogui"
needs fontconfig fc-list
# Has the metrics of Times New Roman; its first version, fonts-liberation, lacks Vietnamese letters.
fc-list 2>/dev/null "Liberation Serif:lang=vi" | grep -q . || missing="$missing fonts-liberation2"

if [ -n "$missing" ]; then
    if [ "$(id -u)" -ne 0 ] || ! command -v apt-get >/dev/null; then
        echo "The conformance tests need$missing, which only root may install, by apt-get." >&2
        exit 1
    fi
    echo "Installing$missing, which may take some minutes"
    apt-get update -qq
    # shellcheck disable=SC2086 # a list of packages
    DEBIAN_FRONTEND=noninteractive \
        apt-get install -qq -y --no-install-recommends $missing </dev/null >/dev/null
fi

libraries=../../.venv/npm
if ! cmp -s package-lock.json "$libraries/installed.json"; then
    mkdir -p "$libraries"
    cp package.json package-lock.json .npmrc "$libraries"
    (cd "$libraries" && npm ci >/dev/null)
    cp package-lock.json "$libraries/installed.json"
fi
