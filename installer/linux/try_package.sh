#!/bin/bash
# Installs the .deb in a clean Debian and tries it as a person would: a window, a demo, F1, a copy that is opened from
# outside, a second window, a new version; then removes it, and looks what is left. The pictures lie in FOLDER/../try.
# As root, with debootstrap: installer/linux/try_package.sh [FOLDER]. FOLDER holds the clean system and is kept.
set -euo pipefail
cd "$(dirname "$0")/../.."
root="${1:-build/package/debian}"
deb="$(ls dist/opspor_*.deb)"
pictures="$(dirname "$root")/try"
mkdir -p "$pictures"
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

# Starts the program with what is given, waits for its window, does KEYS, takes a picture, and ends it.
cat >"$root/usr/local/bin/se" <<'SEE'
#!/bin/sh
# se PICTURE "KEYS" ARGUMENTS...
picture="$1" keys="$2"; shift 2
opspor "$@" & program=$!
for i in $(seq 60); do sleep 0.5; xdotool search --onlyvisible --name '^opspor$' >/dev/null 2>&1 && break; done
window="$(xdotool search --onlyvisible --name '^opspor$' | head -1)"
test -n "$window" || { echo "intet vindue"; exit 1; }
sleep 2
xdotool windowfocus "$window"
for key in $keys; do xdotool key "$key"; sleep 1; done
sleep 3
scrot --overwrite "$HOME/$picture.png"
kill -0 $program && echo "$picture: vinduet står"
kill $program
wait $program 2>/dev/null || true
SEE
chmod 755 "$root/usr/local/bin/se"
look() { as_user "xvfb-run -a -s '-screen 0 1500x900x24' se $*"; cp "$root/home/prove/$1.png" "$pictures/"; }

echo "1. Installeret i et rent system:"
inside apt-get update -qq
inside env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends /tmp/opspor.deb >/dev/null
as_user "opspor --help | head -1"
inside test -e /opt/opspor/licenser/Qt/LGPL-3.0.txt && echo licenserne er der
inside sh -c "! find /opt/opspor -name 'libQt6Network*' -o -name 'QtNetwork*' -o -name 'libqvnc*' | grep ." && echo "Qts netværksdel er ikke med"

echo "2. Demo uden skærm, med skærmbilleder:"
as_user "rm -rf demo .config/opspor && QT_QPA_PLATFORM=offscreen opspor demo demo --children 6 --rounds 1 >/dev/null 2>&1"
as_user "ls demo/pdf | wc -l; ls demo/screens | wc -l"

echo "3. Vinduet under Xvfb:"
inside env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends xvfb xauth xdotool scrot shared-mime-info xdg-utils desktop-file-utils >/dev/null
look laas "''" --vault demo/demo.opspor
look hjaelp "F1" --vault demo/demo.opspor
look beredskab "F2" --vault demo/demo.opspor

echo "4. Filer, der åbnes udefra:"
as_user "sed -n 's/^Adgangskode: //p' demo/LAES-MIG.txt | opspor backup demo/demo.opspor kopi.opspor-kopi --password-stdin >/dev/null"
inside update-mime-database /usr/share/mime
inside update-desktop-database /usr/share/applications
as_user "xdg-mime query filetype kopi.opspor-kopi; xdg-mime query default application/x-opspor-kopi"
look kopi "''" kopi.opspor-kopi
look ukendt "''" demo/liste.csv

echo "5. En ny udgave, som ingen har underskrevet:"
as_user "opspor verify /tmp/opspor.deb" || true

echo "6. Fjernet igen:"
inside apt-get remove -y -qq opspor >/dev/null
if inside test -e /opt/opspor || inside test -e /usr/bin/opspor || inside test -e /usr/share/applications/opspor.desktop; then
    echo "Noget er tilbage."
    exit 1
fi
as_user "test -e demo/demo.opspor/data.db && test -e kopi.opspor-kopi && echo mappen og kopien ligger der endnu"
as_user "find . -newer /tmp/opspor.deb -not -path './demo/*' -type f | sort"
