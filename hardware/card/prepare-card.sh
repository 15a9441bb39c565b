#!/usr/bin/env bash
# Menyiapkan kartu SD untuk satu kendaraan | prepares the SD card of one vehicle.
#
#   hardware/card/prepare-card.sh BOOT_FOLDER TRACKER_CONF
#
# BOOT_FOLDER is the small partition (bootfs) of a card that Raspberry Pi Imager has just written: Raspberry Pi OS Lite 64-bit (trixie).
# Everything is checked before anything is written. It may be run again: what it wrote before is replaced.
set -euo pipefail
shopt -s inherit_errexit
umask 077
here=$(cd "$(dirname "$0")" && pwd)

refuse() { # INDONESIAN ENGLISH
  printf '%s\n%s\n' "$1" "$2" >&2
  exit 1
}

if [ $# -ne 2 ]; then
  sed -n '2,7s/^# \{0,1\}//p' "$0" >&2
  exit 2
fi
boot=$1 conf=$2
[ -r "$conf" ] || refuse "Tidak terbaca: $conf" "Cannot be read: $conf"
base=$(cd "$(dirname "$conf")" && pwd)

# --- read: a text file, never run
declare -A given=()
keys=' device broker identity enrolment authority package user ssh-key time-zone wifi-name wifi-password apn wired '
while IFS= read -r line || [ -n "$line" ]; do
  line=${line%$'\r'}
  case $line in '' | '#'*) continue ;; esac
  key=${line%%=*}
  [[ $line == *=* && $keys == *" $key "* ]] || refuse "$conf: baris tidak dikenal: $line" "$conf: unknown line: $line"
  given[$key]=${line#*=}
done <"$conf"

value() { # KEY: it must be there
  [ -n "${given[$1]:-}" ] || refuse "$conf: isi $1=" "$conf: fill in $1="
  printf '%s' "${given[$1]}"
}
place() { # KEY -> the path it names
  local path
  path=$(value "$1")
  case $path in /*) ;; *) path=$base/$path ;; esac
  printf '%s' "$path"
}
readable() { # FILE
  [[ -r $1 && -f $1 ]] || refuse "Tidak terbaca: $1" "Cannot be read: $1"
}
matches() { # KEY EXPRESSION INDONESIAN ENGLISH
  local text
  text=$(value "$1")
  [[ $text =~ ^$2$ ]] || refuse "$conf: $1: $3" "$conf: $1: $4"
}

# --- check
for each in config.txt cmdline.txt; do
  [ -f "$boot/$each" ] || refuse "$boot bukan partisi boot: tidak ada $each" "$boot is no boot partition: it has no $each"
done
[ -w "$boot" ] || refuse "$boot tidak dapat ditulis" "$boot cannot be written"
[ "$(wc -l <"$boot/cmdline.txt")" -le 1 ] || refuse "$boot/cmdline.txt: lebih dari satu baris" "$boot/cmdline.txt: more than one line"

# Either a certificate is on the card, or a technician types a code: then one kind of card suits every vehicle.
enrols=no
[ -z "${given[enrolment]:-}" ] || enrols=yes
if [ "$enrols" = yes ]; then
  matches enrolment 'https://[A-Za-z0-9.-]+:[0-9]{1,5}' 'seperti https://pantau.example:8443' 'like https://pantau.example:8443'
  for each in broker identity; do
    [ -z "${given[$each]:-}" ] || refuse "$conf: kosongkan $each= bila enrolment= diisi" "$conf: leave $each= empty when enrolment= is filled in"
  done
else
  matches broker 'ssl://[A-Za-z0-9.-]+:[0-9]{1,5}' 'seperti ssl://nama:8883' 'like ssl://name:8883'
fi
if [ "$enrols" = no ] || [ -n "${given[device]:-}" ]; then
  matches device '[a-z0-9]([a-z0-9-]{0,30}[a-z0-9])?' 'huruf kecil, angka, tanda hubung' 'small letters, digits, hyphens'
fi
matches user '[a-z][a-z0-9-]{0,30}' 'huruf kecil dan angka' 'small letters and digits'
matches time-zone '[A-Za-z]+(/[A-Za-z_]+)?' 'seperti Asia/Makassar' 'like Asia/Makassar'
matches wired '(yes|no)' 'yes atau no' 'yes or no'
[[ ${given[apn]:-} =~ ^[A-Za-z0-9.-]*$ ]] || refuse "$conf: apn: huruf, angka, titik" "$conf: apn: letters, digits, dots"
device=${given[device]:-}
host=${device:-pantau-$(od -An -N4 -tx4 /dev/urandom | tr -d ' ')}
if [ "$enrols" = yes ]; then
  authority=$(place authority)
else
  identity=$(place identity)
  authority=$identity/ca.pem
fi
package=$(place package)
key=$(place ssh-key)
wifi=${given[wifi-name]:-} password=${given[wifi-password]:-}
readable "$package"
readable "$key"
[[ $(head -n 1 "$key") =~ ^(ssh-|ecdsa-)[A-Za-z0-9-]+\ [A-Za-z0-9+/=]+ ]] ||
  refuse "$key bukan kunci publik SSH" "$key is no public SSH key"
readable "$authority"
[ "$enrols" = yes ] || for each in "$device.pem" "$device.key"; do readable "$identity/$each"; done
[ -n "$wifi" ] || [ -n "${given[apn]:-}" ] ||
  refuse "$conf: isi wifi-name= atau apn=: tanpa jaringan tidak ada yang terkirim" "$conf: fill in wifi-name= or apn=: without a network nothing is sent"
if [ -n "$wifi" ]; then
  [[ ${#password} -ge 8 && ${#password} -le 63 && $password$wifi != *[\"\\]* ]] ||
    refuse "$conf: wifi-password: 8 sampai 63 karakter, tanpa \" dan \\" "$conf: wifi-password: 8 to 63 characters, without \" and \\"
fi
if [ "$enrols" = no ] && command -v openssl >/dev/null; then
  # A card with another vehicle's certificate would be refused by the broker, a hundred kilometres from here.
  subject=$(openssl x509 -in "$identity/$device.pem" -noout -subject -nameopt RFC2253 2>/dev/null) || subject=
  [ "$subject" = "subject=CN=$device" ] ||
    refuse "$identity/$device.pem bukan sertifikat $device ($subject)" "$identity/$device.pem is no certificate of $device ($subject)"
  openssl verify -CAfile "$identity/ca.pem" "$identity/$device.pem" >/dev/null 2>&1 ||
    refuse "$identity/$device.pem tidak dibuat oleh ca.pem ini" "$identity/$device.pem was not made by this ca.pem"
  [ "$(openssl x509 -in "$identity/$device.pem" -noout -pubkey)" = "$(openssl pkey -in "$identity/$device.key" -pubout 2>/dev/null)" ] ||
    refuse "$identity/$device.key bukan kunci sertifikat itu" "$identity/$device.key is not the key of that certificate"
fi

# --- write
is_first=$([ -e "$boot/pantau" ] && echo no || echo yes)
kept() { # FILE: as the Imager wrote it
  [ "$is_first" = no ] || [ ! -e "$boot/$1" ] || cp "$boot/$1" "$boot/$1.before-pantau"
}
write() { # FILE < CONTENT: whole, or as it was
  cat >"$boot/$1.new"
  mv -f "$boot/$1.new" "$boot/$1"
}

kept config.txt
{
  sed '/^# --- Pantau$/,/^# --- Pantau end$/d' "$boot/config.txt"
  echo '# --- Pantau'
  cat "$here/config.txt"
  echo '# --- Pantau end'
} | write config.txt

# No console on the receiver's line: it would shout at the receiver, and read what that says as a login.
kept cmdline.txt
tr -s ' \n' '\n' <"$boot/cmdline.txt" | grep -vE '^console=(serial0|ttyAMA0|ttyS0)(,|$)' | paste -sd ' ' | write cmdline.txt

kept user-data
write user-data <<YAML
#cloud-config
hostname: $host
timezone: $(value time-zone)
ssh_pwauth: false
users:
  - name: $(value user)
    groups: [adm, sudo, dialout, netdev]
    shell: /bin/bash
    lock_passwd: true
    sudo: "ALL=(ALL) NOPASSWD:ALL"
    ssh_authorized_keys:
      - "$(head -n 1 "$key" | tr -d '\r')"
runcmd:
  - [bash, /boot/firmware/pantau/first-boot.sh]
YAML

kept network-config
if [ -n "$wifi" ]; then
  write network-config <<YAML
network:
  version: 2
  wifis:
    wlan0:
      dhcp4: true
      optional: true
      regulatory-domain: ID
      access-points:
        "$wifi":
          password: "$password"
YAML
else
  printf 'network:\n  version: 2\n' | write network-config
fi

kept meta-data
# cloud-init does its work again when this name is a new one.
write meta-data <<YAML
instance-id: pantau-$host-$(date -u +%Y%m%d%H%M%S)
YAML

rm -rf "$boot/pantau"
mkdir -p "$boot/pantau/identity"
cp "$here/first-boot.sh" "$here/hold-up.sh" "$here/pantau-hold-up.service" "$boot/pantau/"
cp "$package" "$boot/pantau/pantau-agent.deb"
cp "$authority" "$boot/pantau/identity/ca.pem"
if [ "$enrols" = no ]; then
  cp "$identity/$device.pem" "$boot/pantau/identity/device.pem"
  cp "$identity/$device.key" "$boot/pantau/identity/device.key"
fi
printf 'apn=%s\nwired=%s\n' "${given[apn]:-}" "$(value wired)" >"$boot/pantau/settings"
cat >"$boot/pantau/agent.yaml" <<YAML
# Dibuat oleh prepare-card.sh | made by prepare-card.sh
device: $device

gnss:
  port: /dev/gps0

enrolment:
  server: ${given[enrolment]:-}

mqtt:
  uri: ${given[broker]:-}
  ca-file: /var/lib/pantau-agent/identity/ca.pem
  certificate-file: /var/lib/pantau-agent/identity/device.pem
  key-file: /var/lib/pantau-agent/identity/device.key

journal:
  folder: /var/lib/pantau-agent/journal

gpio: $([ "$(value wired)" = yes ] && echo raspberry-pi || echo none)
YAML
sync

echo "Kartu untuk ${device:-kendaraan mana pun} siap. Lepaskan dengan aman, pasang di Pi, nyalakan di bengkel dengan jaringan; tunggu lampu merah padam."
echo "The card of ${device:-any vehicle} is ready. Eject it safely, put it into the Pi, start it in the workshop with a network; wait until the red lamp is off."
if [ "$enrols" = yes ]; then
  echo "Sesudah itu, dengan kode dari pusat komando: sudo pantau-agent enrol KODE"
  echo "After that, with a code of the command centre: sudo pantau-agent enrol CODE"
fi
if [ ! -e "$boot/meta-data.before-pantau" ]; then
  echo "Catatan: kartu ini tampaknya tanpa cloud-init. Setelah menyala: sudo bash /boot/firmware/pantau/first-boot.sh"
  echo "Note: this card seems to have no cloud-init. After the start: sudo bash /boot/firmware/pantau/first-boot.sh"
fi
