#!/bin/bash
# Installs the .deb in a clean Debian, starts it in a window, plays a demo, removes it, and looks what is left.
# As root, with debootstrap: installer/linux/try_package.sh [FOLDER]. FOLDER holds the clean system and is kept.
set -euo pipefail
cd "$(dirname "$0")/../.."
root="${1:-build/package/debian}"
deb="$(ls dist/opspor_*.deb)"
test -e "$root/etc/debian_version" || debootstrap --variant=minbase bookworm "$root" >/dev/null
inside() { chroot "$root" /usr/bin/env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin LANG=C.UTF-8 HOME=/root "$@"; }
as_user() { inside su - prove -c "$*"; }
mountpoint -q "$root/proc" || mount -t proc proc "$root/proc"
mountpoint -q "$root/dev/shm" || { mkdir -p "$root/dev/shm"; mount -t tmpfs tmpfs "$root/dev/shm"; }
trap 'umount "$root/dev/shm" "$root/proc"' EXIT
cp /etc/resolv.conf "$root/etc/" 2>/dev/null || true
cp /etc/apt/apt.conf.d/*proxy* "$root/etc/apt/apt.conf.d/" 2>/dev/null || true
inside id prove >/dev/null 2>&1 || inside useradd --create-home prove
cp "$deb" "$root/tmp/opspor.deb"

echo "1. Installeret i et rent system:"
inside apt-get update -qq
inside env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends /tmp/opspor.deb >/dev/null
as_user "opspor --help | head -1"

echo "2. Demo uden skærm, med skærmbilleder:"
as_user "rm -rf demo && QT_QPA_PLATFORM=offscreen opspor demo demo --children 6 --rounds 1 >/dev/null 2>&1"
as_user "ls demo/pdf | wc -l; ls demo/screens | wc -l"

echo "3. Vinduet under Xvfb:"
inside env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends xvfb xauth xdotool >/dev/null
as_user "cd && xvfb-run -a sh -c 'opspor --vault demo/demo.opspor & program=\$!; for i in 1 2 3 4 5 6 7 8 9 10; do sleep 1; xdotool search --onlyvisible --name opspor >/dev/null && break; done; xdotool search --onlyvisible --name opspor getwindowgeometry; kill -0 \$program && echo vinduet står; kill \$program'"

echo "4. Fjernet igen:"
inside apt-get remove -y -qq opspor >/dev/null
if inside test -e /opt/opspor || inside test -e /usr/bin/opspor || inside test -e /usr/share/applications/opspor.desktop; then
    echo "Noget er tilbage."
    exit 1
fi
as_user "test -e demo/demo.opspor/data.db && echo mappen ligger der endnu"
