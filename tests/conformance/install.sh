#!/bin/sh
# Installs what the conformance tests drive and pip cannot serve, from Debian's packages.
set -eu

missing=
command -v chromium >/dev/null || missing="$missing chromium"
for program in pdffonts pdfinfo pdftotext; do
    command -v "$program" >/dev/null || { missing="$missing poppler-utils"; break; }
done
[ -n "$missing" ] || exit 0

if [ "$(id -u)" -ne 0 ] || ! command -v apt-get >/dev/null; then
    echo "The conformance tests need$missing, which only root may install, by apt-get." >&2
    exit 1
fi
echo "Installing$missing"
apt-get update -qq
# shellcheck disable=SC2086 # a list of packages
DEBIAN_FRONTEND=noninteractive \
    apt-get install -qq -y --no-install-recommends $missing </dev/null >/dev/null
