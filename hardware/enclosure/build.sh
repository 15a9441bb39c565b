#!/usr/bin/env bash
# Makes base.stl and lid.stl of enclosure.scad, after asking whether everything fits.
#   hardware/enclosure/build.sh [FOLDER]          default: hardware/enclosure/out
#   hardware/enclosure/build.sh --check           only asks whether everything fits
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
source=$here/enclosure.scad

if ! command -v openscad >/dev/null; then
  echo 'Perlu OpenSCAD: sudo apt install openscad (Debian, Raspberry Pi OS, Ubuntu), lalu jalankan lagi.' >&2
  echo 'OpenSCAD is needed: sudo apt install openscad (Debian, Raspberry Pi OS, Ubuntu), then run this again.' >&2
  exit 3
fi

place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT

# Two bodies clash when what they share is something. OpenSCAD refuses to write an empty body, and says so.
fits() { # PART
  if openscad -D "part=\"$1\"" -o "$place/clash.stl" "$source" 2>"$place/said"; then
    return 1
  fi
  grep -q 'top level object is empty' "$place/said" || { cat "$place/said" >&2; return 1; }
}

for each in clash-base clash-lid clash-halves clash-parts; do
  if ! fits "$each"; then
    echo "Tidak muat | does not fit: $each (enclosure.scad, part = \"$each\")" >&2
    exit 1
  fi
done
echo 'Semua muat | everything fits'
[ "${1:-}" != --check ] || exit 0

out=${1:-$here/out}
mkdir -p "$out"
for each in base lid; do
  openscad -D "part=\"$each\"" -o "$out/$each.stl" "$source" 2>"$place/said" || { cat "$place/said" >&2; exit 1; }
  # A body that no printer can fill is not "simple".
  grep -q 'Simple: *yes' "$place/said" || { cat "$place/said" >&2; echo "$each: bukan benda padat | not a solid body" >&2; exit 1; }
  echo "$out/$each.stl"
done
