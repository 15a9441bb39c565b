#!/usr/bin/env bash
# Proves the package on this machine: installs it, runs it as its user on a serial line and against a broker, upgrades,
# downgrades, removes and purges it, and leaves nothing behind. As root, on Debian; about a minute and a half.
#
#   packaging/prove.sh [DEB]        else the one that ./pantau package has made
#
# Where systemd is not the first process, the ExecStart of the installed unit is started as its user with what systemd would
# give it. Touches nothing of others: it refuses to begin where a pantau-agent is installed, unless a proof that was killed
# left it behind.
set -uo pipefail
home=$(cd "$(dirname "$0")/.." && pwd)
. "$home/packaging/stand.sh"

[ "$(id -u)" -eq 0 ] || { echo "Perlu root | needs root" >&2; exit 3; }
deb=${1:-$(ls -t "$home"/device-agent/target/pantau-agent_*_all.deb 2>/dev/null | head -n 1)}
[ -r "${deb:-}" ] || { echo "Belum ada paket | no package yet: ./pantau package" >&2; exit 3; }
require dpkg dpkg-deb runuser adduser deb-systemd-helper openssl perl setpriv socat mosquitto

USER_NAME=pantau-agent
UNITS=/usr/lib/systemd/system
UNIT=$UNITS/pantau-agent.service
POWEROFF=pantau-agent-poweroff
CLOCK=pantau-agent-clock
CONFIG=/etc/pantau-agent/agent.yaml
STATE=/var/lib/pantau-agent
ARCHIVES=/var/cache/pantau-agent
JAVA_STAND_IN=pantau-prove-java
# The number of the proof's process, as long as it has not tidied up. Where only root writes: it says what may be removed.
MARK=/var/lib/pantau-proof

is_here() {
  getent passwd "$USER_NAME" >/dev/null || [ -n "$(dpkg-query -W -f '${Status}' pantau-agent 2>/dev/null)" ] || [ -e "$STATE" ]
}

remove_package() {
  dpkg --purge --force-all pantau-agent >/dev/null 2>&1 || true
  dpkg --purge --force-all "$JAVA_STAND_IN" >/dev/null 2>&1 || true
  getent passwd "$USER_NAME" >/dev/null && deluser --quiet --system "$USER_NAME" >/dev/null 2>&1
  rm -rf /run/pantau-agent
}

if grep -qzF prove.sh "/proc/$(cat "$MARK" 2>/dev/null)/cmdline" 2>/dev/null; then
  echo "Pembuktian lain sedang berjalan | another proof is running" >&2
  exit 3
elif [ -e "$MARK" ]; then # what is here is of a proof that was killed
  find /proc -maxdepth 1 -user "$USER_NAME" -name '[0-9]*' -printf '%f\n' 2>/dev/null | xargs -r kill -9
  remove_package
elif is_here; then
  echo "Di mesin ini sudah ada pantau-agent; tidak disentuh | a pantau-agent is here already; left alone" >&2
  exit 3
fi
echo $$ >"$MARK"

tidy() {
  stop_stand
  remove_package
  rm -rf "$stand" "$MARK"
}
trap tidy EXIT
trap 'exit 130' INT TERM

# dpkg's lock may be held by somebody else for a while.
dpkg_now() { # ARGUMENT... -> output in $stand/dpkg.log
  local tries
  for tries in 1 2 3 4 5 6; do
    DEBIAN_FRONTEND=noninteractive dpkg "$@" >"$stand/dpkg.log" 2>&1 </dev/null && return 0
    grep -q 'lock' "$stand/dpkg.log" || return 1
    sleep 5
  done
  return 1
}

# What systemd makes of User=, NoNewPrivileges= and an empty CapabilityBoundingSet=.
AS_SERVICE=(setpriv "--reuid=$USER_NAME" "--regid=$USER_NAME" --init-groups --no-new-privs --inh-caps=-all --bounding-set=-all
  env -i PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin)

as_service() { # COMMAND...
  "${AS_SERVICE[@]}" "$@"
}

start_service() { # -> agent, log in $stand/agent.log
  install -d -o "$USER_NAME" -g "$USER_NAME" -m 700 /run/pantau-agent
  local exec_start
  exec_start=$(sed -n 's/^ExecStart=//p' "$UNIT")
  : >"$stand/agent.log"
  # Not through a function: the number must be that of the service and not of a shell around it.
  "${AS_SERVICE[@]}" NOTIFY_SOCKET="$stand/notify" WATCHDOG_USEC=6000000 RUNTIME_DIRECTORY=/run/pantau-agent \
    STATE_DIRECTORY="$STATE" $exec_start >"$stand/agent.log" 2>&1 &
  agent=$!
  started+=("$agent")
}

stop_service() {
  kill -TERM "$agent" 2>/dev/null
  local code=0
  wait "$agent" || code=$?
  rm -rf /run/pantau-agent
  # Java ends with 143 after SIGTERM, which the unit counts as success.
  [ "$code" -eq 143 ] || [ "$code" -eq 0 ]
}

selftest() { # as a technician with sudo does -> code, words in $stand/selftest.log
  code=0
  pantau-agent selftest --language en --seconds 20 >"$stand/selftest.log" 2>&1 || code=$?
}

archive_there() { compgen -G "$ARCHIVES/agent.*" >/dev/null; }

backlog() { # what the journal held when the tracker last connected
  sed -n 's/.*connected device=ambulans-1 backlog=\([0-9]*\).*/\1/p' "$stand/agent.log" | tail -n 1
}

repacked() { # VERSION -> a package of that version with another conffile
  local tree=$stand/tree-$1
  dpkg-deb -R "$deb" "$tree"
  sed -i "s/^Version: .*/Version: $1/" "$tree/DEBIAN/control"
  sed -i "1i # $1" "$tree/etc/pantau-agent/agent.yaml"
  echo "$1" >"$tree/usr/share/pantau-agent/version"
  (cd "$tree" && find usr etc -type f -print0 | xargs -0 md5sum >DEBIAN/md5sums)
  dpkg-deb -Zgzip --root-owner-group -b "$tree" "$stand/pantau-agent_$1_all.deb" >/dev/null
  echo "$stand/pantau-agent_$1_all.deb"
}

version=$(dpkg-deb -f "$deb" Version)
make_stand # folder, authority, broker, line; see stand.sh

# --- Java
if ! dpkg_now -i "$deb"; then
  check 'without Java it is refused, with the reason' says "$stand/dpkg.log" 'java'
  mkdir -p "$stand/java/DEBIAN"
  printf 'Package: %s\nVersion: 1\nArchitecture: all\nMaintainer: Pantau <pantau@example.invalid>\nProvides: java25-runtime-headless\nDescription: stands for the Java of this machine while the package is proven\n' \
    "$JAVA_STAND_IN" >"$stand/java/DEBIAN/control"
  dpkg-deb -Zgzip -b "$stand/java" "$stand/java.deb" >/dev/null
  dpkg_now -i "$stand/java.deb"
  dpkg_now --configure pantau-agent
fi
check 'it is installed' is "$(dpkg-query -W -f '${Status}' pantau-agent)" 'install ok installed'
[ "$failed" -eq 0 ] || { cat "$stand/dpkg.log" >&2; exit 1; }
check 'it says what to do next, in Indonesian' says "$stand/dpkg.log" 'daftarkan dengan kode'
check 'it says what to do next, in English' says "$stand/dpkg.log" 'enrol it with a code'

# --- what is there
check 'it has a user of its own who cannot log in' eval 'getent passwd pantau-agent | grep -qE ":(/usr)?/s?bin/(nologin|false)$"'
check 'the user reaches serial lines' eval 'id -nG pantau-agent | grep -qw dialout'
check 'the service reads its configuration' as_service test -r "$CONFIG"
check 'nobody else reads it' eval '! setpriv --reuid=nobody --regid=nogroup --clear-groups test -r "$CONFIG"'
check 'the service cannot change its configuration' eval '! as_service test -w "$CONFIG"'
check 'the journal and the identity belong to the service' is "$(stat -c '%U %a' "$STATE" "$STATE/identity" | sort -u)" 'pantau-agent 750'
check 'no file of the program can be changed by the service' eval '[ -z "$(as_service find /usr/share/pantau-agent /usr/lib/pantau-agent /usr/bin/pantau-agent -writable ! -type l)" ]'
check 'an archive for a faster start was built here' archive_there
check 'and only root can change it' is "$(stat -c '%U %a' "$ARCHIVES"/agent.*)" 'root 644'
check 'the unit is enabled' test -L /etc/systemd/system/multi-user.target.wants/pantau-agent.service
check 'and with it what switches the device off' eval 'sed -n "s/^Wants=//p" "$UNIT" | tr " " "\n" | grep -qxF "$POWEROFF.path"'
check 'that waits for the file which the tracker makes' says "$UNITS/$POWEROFF.path" 'PathExists=/run/pantau-agent/poweroff'
check 'and starts a service that is there' test -s "$UNITS/$POWEROFF.service"
check 'and what sets the clock' eval 'sed -n "s/^Wants=//p" "$UNIT" | tr " " "\n" | grep -qxF "$CLOCK.path"'
check 'that waits for the file which the tracker makes' says "$UNITS/$CLOCK.path" 'PathExists=/run/pantau-agent/clock'
check 'and starts a program that only root can change' is "$(stat -c '%U %a' "$(sed -n 's/^ExecStart=//p' "$UNITS/$CLOCK.service")")" 'root 755'
if command -v systemd-analyze >/dev/null; then
  systemd-analyze verify "$UNIT" "$UNITS/$POWEROFF.path" "$UNITS/$POWEROFF.service" "$UNITS/$CLOCK.path" "$UNITS/$CLOCK.service" >"$stand/verify" 2>&1
  check 'systemd finds no fault in the units' eval '! grep -q pantau-agent "$stand/verify"'
  exposure=$(systemd-analyze security --offline=true "$UNIT" 2>/dev/null | sed -n 's/.*exposure level for pantau-agent.service: \([0-9.]*\).*/\1/p')
  check "systemd-analyze security says ${exposure:-nothing}, 2.5 at most" eval 'awk "BEGIN {exit !(\"$exposure\" != \"\" && \"$exposure\" <= 2.5)}"'
fi

# --- a configuration that is not filled in
start_service
code=0
wait "$agent" || code=$?
check 'not filled in it ends with 78, which systemd does not restart' is "$code" 78
check 'and says in words what is missing' says "$stand/agent.log" 'tidak ada | there is no'

selftest
check 'the self-test says so too, and ends with 1' is "$code" 1
check 'with what is to be done' says "$stand/selftest.log" 'Correct the configuration with sudo'

# --- the self-test, while nobody holds the receiver
configure "$CONFIG"
give_identity "$STATE/identity" "$USER_NAME"
selftest
check 'filled in the self-test ends with 0' is "$code" 0
for line in Configuration Service Card 'Port of the receiver' 'Baud rate' Sentences Position Clock Certificate 'Command centre'; do
  check "it finds nothing wrong with: $line" says "$stand/selftest.log" "[OK] $line"
done
check 'its last words are a sum of it' eval 'tail -n 1 "$stand/selftest.log" | grep -qE "^(Everything works|Nothing failed)"'
check 'it has left nothing that the tracker could not write' eval '[ -z "$(find "$STATE" ! -user pantau-agent)" ]'

# --- running
start_service
check 'it comes up' await "$stand/agent.log" 'agent ready'
check 'systemd hears that it is ready' await "$stand/notify.log" '^READY=1'
check 'it finds the receiver' await "$stand/agent.log" 'serial port open'
check 'its positions reach the broker' await "$stand/mosquitto.log" "Received PUBLISH from ambulans-1 .*up/ambulans-1/live"
check 'the watchdog is fed' await "$stand/notify.log" '^WATCHDOG=1'
check 'systemctl status would say how it is' await "$stand/notify.log" '^STATUS=GPS: fix-3d'
check 'its lines carry the priorities of journald' says "$stand/agent.log" '<6>connected device=ambulans-1'
check 'it runs as its user' is "$(ps -o user:20= -p "$agent" | tr -d ' ')" "$USER_NAME"
check 'it has no capability' eval 'grep -q "^CapEff:.0*$" /proc/$agent/status'
check 'it uses the archive' eval 'grep -q "$ARCHIVES/agent" /proc/$agent/maps'
check 'native code comes from where only root writes' eval 'grep -q "/usr/lib/pantau-agent/native/.*/libjSerialComm.so" /proc/$agent/maps'
check 'and nothing was unpacked' eval '[ -z "$(find /run/pantau-agent -name "*.so*")" ]'
check 'it becomes Java: systemd watches the right process' eval 'readlink /proc/$agent/exe | grep -q java'
check 'a second tracker on the same journal is refused' eval '! as_service RUNTIME_DIRECTORY=/run/pantau-agent pantau-agent run >"$stand/second.log" 2>&1'
check 'in words' says "$stand/second.log" 'dipakai pelacak lain | another tracker is using it'
wait_for_backlog 12
check "records wait for a collector: $recorded" test "$recorded" -gt 0
check 'it ends when asked' stop_service
check 'and tells systemd' await "$stand/notify.log" '^STOPPING=1'

# --- upgrade and downgrade; nobody has named a record, so all of them must still be there
cp "$CONFIG" "$stand/agent.yaml.ours"
newer=$(repacked "$version+prove1")
check 'a newer version is installed' dpkg_now --force-confold -i "$newer"
check 'it is the newer one' is "$(pantau-agent version)" "$version+prove1"
check 'our configuration is kept' cmp -s "$CONFIG" "$stand/agent.yaml.ours"
check 'the service still reads it' as_service test -r "$CONFIG"
start_service
check 'the newer version comes up' await "$stand/agent.log" 'connected device=ambulans-1'
kept=$(backlog)
check "the journal is kept: $recorded records before, ${kept:-none} after the upgrade" eval '[ "${kept:-0}" -ge "$recorded" ]'
recorded=$kept
check 'it ends' stop_service
check 'the older version is installed again' dpkg_now --force-confold -i "$deb"
check 'it is the older one' is "$(pantau-agent version)" "$version"
check 'our configuration is kept' cmp -s "$CONFIG" "$stand/agent.yaml.ours"
start_service
check 'the older version comes up' await "$stand/agent.log" 'connected device=ambulans-1'
kept=$(backlog)
check "the journal is kept: $recorded records before, ${kept:-none} after the downgrade" eval '[ "${kept:-0}" -ge "$recorded" ]'
recorded=$kept
check 'it ends' stop_service

# --- the archive
rm -f "$ARCHIVES"/agent.*
dpkg-trigger --by-package=pantau-agent /usr/lib/jvm
check 'a new Java renews the archive' dpkg_now --triggers-only pantau-agent
check 'and it is there' archive_there
JAVA_HOME=/nonexistent dpkg_now --force-confold -i "$deb"
check 'an archive that cannot be built fails no installation' is "$(dpkg-query -W -f '${Status}' pantau-agent)" 'install ok installed'
check 'it is said' says "$stand/dpkg.log" 'Java'
check 'then there is none' eval '! archive_there'
start_service
check 'and the tracker runs without' await "$stand/agent.log" 'connected device=ambulans-1'
check 'it ends' stop_service

# --- remove, and install again
check 'it can be removed' dpkg_now -r pantau-agent
check 'the program is gone' test ! -e /usr/bin/pantau-agent
check 'the configuration stays' cmp -s "$CONFIG" "$stand/agent.yaml.ours"
check 'the journal stays' eval 'ls "$STATE"/journal | grep -q .'
check 'the identity stays' test -s "$STATE/identity/device.key"
check 'what can be made again is gone' test ! -e "$ARCHIVES"
check 'it comes back' dpkg_now --force-confold -i "$deb"
start_service
check 'and goes on' await "$stand/agent.log" 'connected device=ambulans-1'
kept=$(backlog)
check "with all it had: $recorded records before, ${kept:-none} after" eval '[ "${kept:-0}" -ge "$recorded" ]'
check 'it ends' stop_service

# --- purge
check 'it can be purged' dpkg_now -P pantau-agent
dpkg_now -P "$JAVA_STAND_IN" || true
check 'its user is gone' eval '! getent passwd pantau-agent >/dev/null'
left=$(
  find /etc /usr /var /run -xdev -name '*pantau-agent*' 2>/dev/null
  find /tmp -maxdepth 1 -name '*pantau-agent*' 2>/dev/null # not deeper: others keep clones there
)
check "nothing of it is left: ${left:-nothing}" test -z "$left"

finish
