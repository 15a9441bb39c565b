#!/usr/bin/env bash
# Uji putus daya | power-cut test: a second Raspberry Pi cuts the tracker's 12 V by a relay, again and again, and looks whether the
# tracker comes back by itself. What counts as passed: uji-meja.md | bench-test.md.
#
#   hardware/bench/power-cut.sh HOST CYCLES [SEED]      HOST = user@address of the tracker, by an SSH key
#
# The relay is on RELAY_PIN (default 21) of the second Pi: high = power. One line a cycle on stdout, as CSV; exit code 1 when one failed.
set -euo pipefail

RELAY_PIN=${RELAY_PIN:-21}
BACK_WITHIN_S=${BACK_WITHIN_S:-180}
RUN_S=${RUN_S:-400}             # powered before each cut: the cells need six minutes to be full
SECOND=${SECOND:-1}

if [ $# -lt 2 ]; then
  sed -n '2,8s/^# \{0,1\}//p' "$0" >&2
  exit 2
fi
host=$1 cycles=$2
seed=${3:-$(date +%s)}
RANDOM=$seed # the same seed cuts the same way
echo "seed $seed" >&2

power() { pinctrl set "$RELAY_PIN" op "$1"; }
ask() { ssh -o BatchMode=yes -o ConnectTimeout=5 -o StrictHostKeyChecking=accept-new "$host" "$1" 2>/dev/null; }
wait_s() { sleep "$(awk -v n="$1" -v s="$SECOND" 'BEGIN { print n * s }')"; }

# Dark lengths that matter: within the ride-through, while the tracker stops, while it waits, and after the cells are empty.
cut_lengths=(2 5 9 11 12 14 17 20 25 30 40 50 60 90 150 300)
failed=0
trap 'power dh' EXIT # leave it powered, whatever happens

echo 'cycle,dark_s,back_s,active,journal_recovered,result'
power dh
for ((cycle = 1; cycle <= cycles; cycle++)); do
  wait_s "$RUN_S"
  dark=${cut_lengths[RANDOM % ${#cut_lengths[@]}]}
  power dl
  wait_s "$dark"
  power dh
  back=0 active=no
  while [ "$back" -lt "$BACK_WITHIN_S" ]; do
    if [ "$(ask 'systemctl is-active pantau-agent' || true)" = active ]; then
      active=yes
      break
    fi
    wait_s 5
    back=$((back + 5))
  done
  # ext4 says so when it was not closed in peace; the root file system is looked at on every start.
  recovered=$(ask 'sudo dmesg | grep -cE "EXT4-fs .*(recovery complete|orphan cleanup)"' || true)
  result=passed
  # A short cut leaves the tracker running; else the file system must have been read-only before it went dark.
  if [ "$active" = no ] || [ "${recovered:-x}" != 0 ]; then
    result=FAILED
    failed=$((failed + 1))
  fi
  echo "$cycle,$dark,$back,$active,${recovered:-?},$result"
done
echo "$cycles kali, $failed gagal | $cycles cycles, $failed failed" >&2
[ "$failed" -eq 0 ]
