#!/usr/bin/env bash
# Run once by cloud-init, as root, on the first start of a card made by prepare-card.sh; may be run again by hand:
#   sudo bash /boot/firmware/pantau/first-boot.sh
# What became of it is written to hasil.txt beside this script, where any computer can read it.
set -euo pipefail

ROOT=${ROOT:-} # another root of the tree, for tests
from=$(cd "$(dirname "$0")" && pwd)
result=$from/hasil.txt
patience=${NETWORK_PATIENCE_S:-600}
doing='mulai | start'

finish() {
  local code=$?
  if [ "$code" -eq 0 ]; then
    echo "OK: pelacak terpasang dan berjalan | the tracker is installed and runs" >"$result"
  else
    printf 'GAGAL | FAILED: %s\nPerbaiki lalu | mend it, then: sudo bash /boot/firmware/pantau/first-boot.sh\n' "$doing" >"$result"
  fi
  cat "$result"
  sync
}
trap finish EXIT

setting() { sed -n "s/^$1=//p" "$from/settings"; }

doing='SSH'
systemctl enable --now ssh

doing='modem LTE'
apn=$(setting apn)
if [ -n "$apn" ] && command -v nmcli >/dev/null; then
  nmcli connection delete pantau-lte >/dev/null 2>&1 || true
  nmcli connection add type gsm con-name pantau-lte ifname '*' apn "$apn" connection.autoconnect yes connection.autoconnect-retries 0
fi

doing='jaringan untuk paket; dekatkan ke Wi-Fi | network for the packages; bring it near the Wi-Fi'
until apt-get update; do
  [ "$patience" -gt 0 ] || exit 1
  patience=$((patience - 10))
  sleep 10
done

doing='paket sistem | packages of the system'
export DEBIAN_FRONTEND=noninteractive
# The receiver's line belongs to the tracker: no gpsd beside it.
apt-get install -y --no-install-recommends openjdk-25-jre-headless modemmanager usb-modeswitch

doing='paket pelacak | package of the tracker'
apt-get install -y --no-install-recommends -o Dpkg::Options::=--force-confold "$from/pantau-agent.deb"

doing='konfigurasi dan sertifikat | configuration and certificate'
install -m 0640 -o root -g pantau-agent "$from/agent.yaml" "$ROOT/etc/pantau-agent/agent.yaml"
if [ -d "$from/identity" ]; then
  install -d -m 0750 -o pantau-agent -g pantau-agent "$ROOT/var/lib/pantau-agent/identity"
  for each in ca.pem device.pem device.key; do
    [ -e "$from/identity/$each" ] || continue
    install -m 0600 -o pantau-agent -g pantau-agent "$from/identity/$each" "$ROOT/var/lib/pantau-agent/identity/$each"
  done
  # The boot partition can be read in any computer.
  rm -rf "$from/identity"
fi

doing='log dan penjaga | log and watchdog'
install -d "$ROOT/etc/systemd/journald.conf.d" "$ROOT/etc/systemd/system.conf.d" "$ROOT/usr/local/lib/pantau"
# The log lives in memory: the card is for positions.
printf '[Journal]\nStorage=volatile\nRuntimeMaxUse=16M\n' >"$ROOT/etc/systemd/journald.conf.d/pantau.conf"
# 15 s is the most that the Pi's watchdog can wait.
printf '[Manager]\nRuntimeWatchdogSec=15s\n' >"$ROOT/etc/systemd/system.conf.d/pantau.conf"
install -m 0755 "$from/hold-up.sh" "$ROOT/usr/local/lib/pantau/hold-up.sh"
install -m 0644 "$from/pantau-hold-up.service" "$ROOT/etc/systemd/system/pantau-hold-up.service"
systemctl daemon-reload
if [ "$(setting wired)" = yes ]; then
  doing='penahan daya | hold-up'
  systemctl enable --now pantau-hold-up.service
fi

systemctl enable pantau-agent.service
if [ ! -e "$ROOT/var/lib/pantau-agent/identity/device.pem" ]; then
  trap - EXIT
  printf 'OK: terpasang, tinggal: sudo pantau-agent enrol KODE\nOK: installed, what is left: sudo pantau-agent enrol CODE\n' | tee "$result"
  sync
  exit 0
fi

doing='pelacak tidak mulai: journalctl -u pantau-agent -e | the tracker does not start'
systemctl restart pantau-agent.service
