#!/usr/bin/env bash
# Proves that the tracker's jars and native code run on the processor of a Raspberry Pi: on an aarch64 Java of Debian 13, in an
# emulator, beside the same on this machine. What needs a Pi (speed, pins, the power of a car) it cannot prove.
#
#   packaging/prove-aarch64.sh [DEB]        else the one that ./pantau package has made
#
# Java, its libraries and the emulator come from this machine's own Debian sources, for another architecture and release, and are
# unpacked into .pantau/aarch64; nothing is installed, root is not needed. Exit code 3: they are not to be had here.
set -uo pipefail
home=$(cd "$(dirname "$0")/.." && pwd)
. "$home/packaging/stand.sh"

RELEASE=trixie
JRE=openjdk-25-jre-headless
place=$home/.pantau/aarch64
root=$place/root
emulator=$place/qemu/usr/bin/qemu-aarch64-static

not_to_be_had() { # REASON
  echo "Tidak dapat dibuktikan di sini | cannot be proven here: $1" >&2
  exit 3
}

deb=${1:-$(ls -t "$home"/device-agent/target/pantau-agent_*_all.deb 2>/dev/null | head -n 1)}
[ -r "${deb:-}" ] || not_to_be_had "belum ada paket | no package yet: ./pantau package"
require apt-get dpkg-deb openssl perl socat mosquitto
java=${JAVA_HOME:-$(ls -d /usr/lib/jvm/*25* 2>/dev/null | head -n 1)}/bin/java
[ -x "$java" ] || not_to_be_had "JAVA_HOME: perlu JDK 25 mesin ini | needs a JDK 25 of this machine"

# --- Java and the emulator
debian_address() { # where this machine gets Debian from
  { sed -n 's/^URIs: *\([^ ]*\).*/\1/p' /etc/apt/sources.list.d/*.sources /etc/apt/sources.list
    sed -n 's/^deb \(\[[^]]*\] \)\?\([^ ]*\) .*/\2/p' /etc/apt/sources.list /etc/apt/sources.list.d/*.list; } 2>/dev/null |
    grep -E '/debian/?$' | head -n 1
}

own_apt() { # NAME ARCHITECTURE RELEASE -> APT: lists and archives of our own, the machine's way to its sources
  local own=$place/apt-$1 address keyring
  address=$(debian_address)
  keyring=$(ls /usr/share/keyrings/debian-archive-keyring.gpg /usr/share/keyrings/debian-archive-keyring.pgp 2>/dev/null | head -n 1)
  [ -n "$address" ] && [ -n "$keyring" ] || not_to_be_had 'mesin ini tanpa sumber Debian | this machine has no source of Debian'
  mkdir -p "$own/state/lists/partial" "$own/cache/archives/partial"
  : >"$own/status"
  echo "deb [signed-by=$keyring] $address $3 main" >"$own/sources.list"
  APT=(-q -o "Dir::State=$own/state" -o "Dir::State::status=$own/status" -o "Dir::Cache=$own/cache" -o Debug::NoLocking=true
    -o "Dir::Etc::sourcelist=$own/sources.list" -o Dir::Etc::sourceparts=- -o "APT::Architecture=$2" -o "APT::Architectures=$2")
}

fetch() { # NAME ARCHITECTURE RELEASE FOLDER PACKAGE...: unpacked, with all they depend on
  local name=$1 folder=$4 wanted each
  own_apt "$1" "$2" "$3"
  shift 4
  apt-get "${APT[@]}" update >"$place/apt.log" 2>&1 || not_to_be_had "daftar paket | the list of packages: $(tail -n 1 "$place/apt.log")"
  wanted=$(apt-get "${APT[@]}" --simulate --no-install-recommends install "$@" 2>>"$place/apt.log" | awk '/^Inst / {print $2}')
  [ -n "$wanted" ] || not_to_be_had "tidak ada | there is no $*"
  rm -rf "$folder.part" "$place/debs"
  mkdir -p "$folder.part/usr/lib" "$place/debs"
  ln -s usr/lib "$folder.part/lib"
  # shellcheck disable=SC2086 # one word a package
  (cd "$place/debs" && apt-get "${APT[@]}" download $wanted >>"$place/apt.log" 2>&1) || not_to_be_had "tidak terunduh | cannot be downloaded: $name"
  for each in "$place"/debs/*.deb; do
    dpkg-deb --fsys-tarfile "$each" | tar -x -C "$folder.part" --keep-directory-symlink --exclude './usr/share/doc' || not_to_be_had "$each"
  done
  turn_links_inwards "$folder.part"
  rm -rf "$folder" "$place/debs" "$place/apt-$name"
  mv "$folder.part" "$folder"
}

turn_links_inwards() { # ROOT: Java's settings are links to /etc
  local link target
  find "$1" -type l -lname '/*' | while IFS= read -r link; do
    target=$(readlink "$link")
    if [ -e "$1$target" ]; then
      ln -sfn "$(realpath -ms --relative-to="${link%/*}" "$1$target")" "$link"
    fi
  done
}

mkdir -p "$place"
here=$(. /etc/os-release && echo "${VERSION_CODENAME:-}")
[ -x "$emulator" ] || fetch qemu "$(dpkg --print-architecture)" "$here" "$place/qemu" qemu-user-static
ls "$root"/usr/lib/jvm/*/bin/java >/dev/null 2>&1 || fetch java arm64 "$RELEASE" "$root" "$JRE"
arm_java=$(ls -d "$root"/usr/lib/jvm/java-*/bin/java | head -n 1)
"$emulator" -L "$root" "$arm_java" -version >"$place/version" 2>&1 || not_to_be_had "Java tidak mulai | Java does not start: $(tail -n 1 "$place/version")"
sed -n '1p;3p' "$place/version"

# --- the package, and a receiver and a broker for it
make_stand
trap 'stop_stand; rm -rf "$stand"' EXIT
trap 'exit 130' INT TERM
dpkg-deb -x "$deb" "$stand/package"
share=$stand/package/usr/share/pantau-agent native=$stand/package/usr/lib/pantau-agent/native
sed -i "s|/usr/share/pantau-agent|$share|g" "$share/java.options" "$share/classpath"
cp "$stand/package/etc/pantau-agent/agent.yaml" "$stand/agent.yaml"
mkdir -p "$stand/identity" "$stand/temporary"
give_identity "$stand/identity"
configure "$stand/agent.yaml"
sed -i "s|/var/lib/pantau-agent|$stand|" "$stand/agent.yaml"

# As the launcher of the package starts Java.
here_runs() { # MAIN ARGUMENT...
  "$java" "@$share/java.options" "-Djava.io.tmpdir=$stand/temporary" "-DjSerialComm.library.path=$native/$(uname -m)" \
    -cp "$(cat "$share/classpath")" "$@"
}

arm_runs() { # MAIN ARGUMENT...
  ${become:-} "$emulator" -L "$root" "$arm_java" "@$share/java.options" "-Djava.io.tmpdir=$stand/temporary" \
    "-DjSerialComm.library.path=$native/aarch64" "-Dpi4j.library.path=$native/aarch64" -cp "${classes:-}$(cat "$share/classpath")" "$@"
}

same() { [ -s "$1" ] && cmp -s "$1" "$2"; } # FILE FILE

# --- native code
mkdir "$stand/classes"
cat >"$stand/LoadAll.java" <<'JAVA'
public class LoadAll {
  public static void main(String[] files) {
    for (String file : files) {
      System.load(file);
      System.out.println(System.getProperty("os.arch") + " loads " + java.nio.file.Path.of(file).getFileName());
    }
  }
}
JAVA
"${java%java}javac" -d "$stand/classes" --release 21 "$stand/LoadAll.java"
libraries=$(ls "$native"/aarch64/*.so)
# shellcheck disable=SC2086 # a file a word
classes=$stand/classes: arm_runs LoadAll $libraries >"$stand/loaded" 2>&1
for each in $libraries; do
  check "aarch64 loads ${each##*/}" says "$stand/loaded" "aarch64 loads ${each##*/}"
done

# --- decode
log=$home/acceptance/src/test/resources/captures/ambulance-9600.nmea
here_runs id.pantau.agent.tool.DecodeCommand "$log" >"$stand/decoded-here" 2>/dev/null
arm_runs id.pantau.agent.tool.DecodeCommand "$log" >"$stand/decoded-arm" 2>/dev/null
check "decode finds the same $(wc -l <"$stand/decoded-here") epochs in the same log, byte for byte" same "$stand/decoded-here" "$stand/decoded-arm"

# --- the self-test: serial line by jSerialComm's library, TLS to the broker with its certificate
findings() { # FILE -> part, outcome and kind; figures and times differ
  grep -oE '"(item|outcome|code)":"[^"]*"' "$1" | paste -sd ' ' - | sed 's/ "item"/\n"item"/g'
}
here_runs id.pantau.agent.tool.SelftestCommand --json --seconds 300 "$stand/agent.yaml" >"$stand/selftest-here" 2>&1
arm_runs id.pantau.agent.tool.SelftestCommand --json --seconds 300 "$stand/agent.yaml" >"$stand/selftest-arm" 2>&1
findings "$stand/selftest-here" >"$stand/found-here"
findings "$stand/selftest-arm" >"$stand/found-arm"
check 'the self-test opens the serial line' says "$stand/selftest-arm" 'port-open'
check 'the self-test has a position' says "$stand/selftest-arm" 'fix-found'
check 'the self-test is let in by the broker' says "$stand/selftest-arm" 'broker-good'
check "and finds the same $(wc -l <"$stand/found-here") things as here" same "$stand/found-here" "$stand/found-arm"

# --- the tracker
(become=exec arm_runs id.pantau.agent.Agent "$stand/agent.yaml") >"$stand/agent.log" 2>&1 &
agent=$!
started+=("$agent")
check 'the tracker comes up' await "$stand/agent.log" 'agent ready' 120
check 'it opens the line of the receiver' await "$stand/agent.log" 'serial port open' 60
check 'its positions reach the broker' await "$stand/mosquitto.log" 'Received PUBLISH from ambulans-1 .*up/ambulans-1/live' 120
kill "$agent" 2>/dev/null
check 'its journal holds them' eval 'ls "$stand"/journal | grep -q .'

finish
