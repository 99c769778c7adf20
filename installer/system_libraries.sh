#!/bin/sh
# Sees whether Qt finds its system libraries; installs them on Debian as root, otherwise prints the line to run.
python="$1"
if "$python" -c 'import PySide6.QtWidgets, PySide6.QtSvg' 2>/dev/null; then exit 0; fi
packages="libgl1 libegl1 libglib2.0-0 libxkbcommon0 libfontconfig1 libdbus-1-3"
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
    echo "Henter de systembiblioteker, vinduet skal bruge: $packages"
    apt-get update -qq && apt-get install -y -qq --no-install-recommends $packages >/dev/null
fi
if ! "$python" -c 'import PySide6.QtWidgets, PySide6.QtSvg'; then
    echo "Vinduet mangler systembiblioteker. Kør denne linje, og prøv igen:"
    echo "  sudo apt-get install -y --no-install-recommends $packages"
    exit 1
fi
