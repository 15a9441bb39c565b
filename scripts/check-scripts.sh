#!/usr/bin/env bash
# Tests of ./pantau itself, in a copy of its own, with a Java and a Maven that only note what they were asked for.
set -uo pipefail
cd "$(dirname "$0")/.."

place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
home=$place/pantau out=$place/out err=$place/err calls=$place/calls
passed=0 failed=0

check() { # SENTENCE COMMAND...
  local sentence=$1
  shift
  if "$@"; then
    passed=$((passed + 1))
  else
    failed=$((failed + 1))
    printf 'scripts: %s\n--- stdout\n%s\n--- stderr\n%s\n' "$sentence" "$(head -n 20 "$out")" "$(head -n 20 "$err")"
  fi
}

says() { grep -qF -- "$2" "$1"; }        # FILE WORDS
not() { ! "$@"; }                        # COMMAND...
silent() { [ ! -s "$1" ]; }              # FILE
is() { [ "$1" = "$2" ]; }                # VALUE EXPECTED
called() { [ "$(grep -c "^$1" "$calls")" = "$2" ]; } # PROGRAM TIMES

# A fresh clone on a machine of which we know everything: only the plain programs, no apt, no Maven, no Node.
new_machine() {
  rm -rf "$home" "$place/bin" "$place/jdk"
  mkdir -p "$home/wire" "$home/workbench" "$home/device-agent/src/main" "$home/device-agent/src/test" "$home/.mvn" \
    "$place/bin" "$place/jdk/bin"
  cp -r pantau scripts pom.xml "$home"
  mkdir "$home/collector"
  cp collector/java.options "$home/collector"
  echo '-Xmx1g' >"$home/.mvn/jvm.config"
  echo one >"$home/device-agent/src/main/A.java"
  echo one >"$home/device-agent/src/test/ATest.java"
  local each
  for each in bash sh env cat sed grep find sort xargs sha256sum cut head tail tr mkdir rm mv ln chmod dirname readlink \
    flock awk printf id sleep uname seq; do
    ln -s "$(command -v "$each")" "$place/bin/$each"
  done
  : >"$calls"
}

# A JDK whose java notes its arguments, prints one line and ends with the code in $JAVA_ENDS. As a collector it goes on until it is
# ended, and then writes its cache, if it was asked for one and $CACHE_FAILS does not say otherwise.
give_jdk() { # VERSION
  echo "JAVA_VERSION=\"$1\"" >"$place/jdk/release"
  cat >"$place/jdk/bin/java" <<JAVA
#!/bin/sh
echo "java \$*" >>"$calls"
echo '{"answer":1}'
case "\$*" in *Collector*) echo 'Pantau siap: http://127.0.0.1:1/'; sleep 60 & trap "kill \$!" TERM; wait ;; esac
for each in "\$@"; do
  case \$each in -XX:AOTCacheOutput=*)
    echo half >"\${each#*=}"
    [ -n "\$CACHE_FAILS" ] || echo "AOTCache creation is complete: \${each#*=}" ;;
  esac
done
exit \${JAVA_ENDS:-0}
JAVA
  cp "$place/jdk/bin/java" "$place/jdk/bin/javac"
  chmod +x "$place"/jdk/bin/*
}

# A Maven that talks a lot on stdout, and "builds".
give_maven() { # VERSION
  cat >"$place/bin/mvn" <<MVN
#!/bin/sh
echo "Apache Maven $1"
[ "\$1" != --version ] || exit 0
echo "mvn \$*" >>"$calls"
[ -z "\$MAVEN_FAILS" ] || { echo '[ERROR] A.java: no such thing'; exit 1; }
[ -z "\$MAVEN_LEAVES" ] || { sleep 61 >/dev/null 2>&1 & }
echo '[INFO] Tests run: 7, Failures: 0, Errors: 0, Skipped: 0'
cd "$home"
for each in wire workbench dashboard device-agent collector acceptance; do mkdir -p \$each/target/classes; : >\$each/target/\$each-0.1.0.jar; done
for each in device-agent/target/classes/id/pantau/agent/tool/DecodeCommand collector/target/classes/id/pantau/collector/Collector; do
  mkdir -p \${each%/*}; : >\$each.class
done
echo a.jar | tee device-agent/target/classpath.txt >collector/target/classpath.txt
MVN
  chmod +x "$place/bin/mvn"
  ln -sf "$(command -v tee)" "$place/bin/tee"
}

give_node() {
  printf '#!/bin/sh\necho 22.12.0\n' >"$place/bin/node"
  cp "$place/bin/node" "$place/bin/npm"
  chmod +x "$place/bin/node" "$place/bin/npm"
}

pantau() { # ARGUMENT... -> result
  env -i PATH="$place/bin" HOME="$place" JAVA_HOME="$place/jdk" ${with:-} "$home/pantau" "$@" >"$out" 2>"$err" </dev/null
  result=$?
}

# --- words
new_machine
pantau help
check 'help says what there is, in two languages, on stdout' says "$out" 'run every test'
check 'help is Indonesian too' says "$out" 'jalankan semua uji'
check 'help is a success' is "$result" 0
pantau
check 'no command is a call for help' says "$out" './pantau demo'
pantau fly
check 'an unknown command is named' says "$err" 'Perintah tidak dikenal: fly'
check 'an unknown command is named in English' says "$err" 'Unknown command: fly'
check 'an unknown command fails' is "$result" 2
check 'an unknown command prints nothing where results belong' silent "$out"

# --- what is missing
give_jdk 25.0.1
pantau decode a.log
check 'a missing Maven is said in a sentence' says "$err" 'Perlu Maven 3.8 atau lebih baru: apt-get install maven'
check 'a missing Maven is said in English' says "$err" 'Maven 3.8 or newer is needed'
check 'what is missing has an exit code of its own' is "$result" 3
check 'what is missing prints nothing where results belong' silent "$out"
give_maven 3.6.3
pantau decode a.log
check 'an old Maven is as good as none' is "$result" 3

# --- building and running
give_maven 3.9.9
with=JAVA_ENDS=7 pantau decode --out 'two words' a.log
check 'stdout is what the command prints and nothing else' is "$(cat "$out")" '{"answer":1}'
check 'the exit code is that of the command' is "$result" 7
check 'arguments arrive as they are' says "$calls" 'DecodeCommand --out two words a.log'
check 'the class path begins with our jar' says "$calls" "-cp $home/device-agent/target/device-agent-0.1.0.jar:a.jar"
check 'JDK 24 and newer are told not to warn of what a library does' says "$calls" 'java --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow'
check 'a first start builds once' called mvn 1
check 'a command of the tracker builds the tracker only' says "$calls" '-pl device-agent -am'
check 'the build is announced' says "$err" 'Membangun Pantau'
pantau decode a.log
check 'a second start does not build' called mvn 1
check 'a second start says nothing of a build' silent "$err"
echo two >"$home/device-agent/src/test/ATest.java"
pantau decode a.log
check 'a changed test is no reason to build' called mvn 1
echo two >"$home/device-agent/src/main/A.java"
pantau decode a.log
check 'a changed source is built' called mvn 2
mkdir "$home/device-agent/.generated"
echo one >"$home/device-agent/.generated/A.java"
pantau decode a.log
check 'what the build itself wrote is no reason to build' called mvn 2
rm -r "$home/device-agent/target"
pantau decode a.log
check 'what was cleaned away is built' called mvn 3
echo three >"$home/device-agent/src/main/A.java"
with=MAVEN_FAILS=yes pantau decode a.log
check 'a failed build is a failure' is "$result" 1
check 'a failed build shows the reason' says "$err" 'no such thing'
check 'a failed build prints nothing where results belong' silent "$out"
pantau decode a.log
check 'after a failed build it is tried again' is "$result" 0
pantau thin a.csv
check 'a command that this version lacks says so' says "$err" 'not in this version yet'

# --- a JDK that is too old
give_jdk 17.0.15
: >"$calls"
pantau decode a.log # by a newer one of this machine, or not at all
check 'a JDK that is too old is not used' called java 0

# --- the collector in the background
give_jdk 21.0.4
give_node
pantau decode a.log
check 'an older JDK is not told what it does not know' says "$calls" 'java --enable-native-access=ALL-UNNAMED -cp'
pantau up
check 'up without a configuration says where to read' says "$err" 'docs/operate.md'
check 'up without a configuration fails' is "$result" 1
: >"$home/collector.yaml"
pantau up
check 'up tells the address' says "$out" 'Pantau siap: http://127.0.0.1:1/'
pid=$(cat "$home/.pantau/collector.pid")
check 'up leaves it running' kill -0 "$pid"
pantau up
check 'up twice is refused' says "$err" 'It is running already'
pantau status
check 'status tells its number' says "$err" "pid $pid"
check 'status of a collector that does not answer fails' is "$result" 1
pantau restore a.zip
check 'nothing is restored below a running collector' says "$err" 'Stop it first'
pantau down
check 'down ends it' eval '! kill -0 '"$pid"' 2>/dev/null'
check 'a service is started as its options say' says "$calls" '-XX:+UseSerialGC'
: >"$calls"
pantau decode a.log
check 'a command is not' not says "$calls" '-XX:+UseSerialGC'
give_jdk 25.0.3
with=CACHE_FAILS=1 pantau up
check 'a newer JDK is to make a cache' says "$calls" '-XX:AOTCacheOutput='
check 'one that is not whole is not used' not says "$calls" '-XX:AOTCache='
pantau down
: >"$calls"
pantau up
check 'it is tried again' says "$calls" '-XX:AOTCacheOutput='
check 'and used when it is whole' says "$calls" '-XX:AOTCache='
pantau down
: >"$calls"
pantau up
check 'once is enough' called java 1
check 'and the cache stays' says "$calls" '-XX:AOTCache='
pantau down
give_jdk 21.0.4
pantau status
check 'status of nothing says so' says "$err" 'Tidak sedang berjalan'
echo $$ >"$home/.pantau/collector.pid"
pantau down
check 'a number that belongs to another program is left alone' kill -0 $$

# --- ./pantau test
give_services() { # programs as if they had been unpacked
  local root=$home/.pantau/tools/root each
  for each in usr/sbin/mosquitto usr/bin/socat usr/lib/postgresql/16/bin/postgres; do
    mkdir -p "$root/${each%/*}"
    cp "$place/bin/node" "$root/$each"
  done
  mkdir -p "$root/usr/share/postgresql/16/extension"
  : >"$root/usr/share/postgresql/16/extension/postgis.control"
}
give_services
for each in check-tree.sh check-scripts.sh; do # this file would call itself
  printf '#!/bin/sh\necho "4 passed, 0 failed"\n' >"$home/scripts/$each"
done
ln -sf "$(command -v date)" "$place/bin/date"
browser=PANTAU_CHROMIUM=$place/bin/node
: >"$calls"
with=$browser pantau test
check 'a test run that is well is a success' is "$result" 0
check 'a test run shows the closing lines of Maven' says "$out" 'Tests run: 7'
check 'a test run shows the closing lines of the scripts' says "$out" '4 passed, 0 failed'
check 'a test run checks to the end of the build' says "$calls" 'verify'
with=$browser pantau decode a.log
check 'what was tested need not be built again' called mvn 1
with="$browser MAVEN_FAILS=yes" pantau test
check 'a failed test is a failure' is "$result" 1
check 'a failed test is said' says "$err" 'not every test passed'
with="$browser MAVEN_LEAVES=yes" pantau test
check 'a process that stays is a failure' is "$result" 1
check 'a process that stays is named' says "$err" 'sleep 61'
printf '#!/bin/sh\necho "3 passed, 1 failed"; exit 1\n' >"$home/scripts/check-tree.sh"
with=$browser pantau test
check 'a fault in the tree is a failure' is "$result" 1

# --- certificates
if command -v openssl >/dev/null; then
  ca=$place/ca
  {
    scripts/certificates.sh authority "$ca" && scripts/certificates.sh broker "$ca" 127.0.0.1 &&
      scripts/certificates.sh client "$ca" ambulans-1 && scripts/certificates.sh client "$ca" ambulans-2 &&
      scripts/certificates.sh revoke "$ca" ambulans-2
  } >"$out" 2>"$err"
  check 'an authority makes and revokes certificates' is $? 0
  valid() { openssl verify -crl_check -CAfile "$ca/ca.pem" -CRLfile "$ca/crl.pem" -purpose "$1" "$ca/$2.pem" >"$out" 2>"$err"; }
  check 'a tracker has a certificate of a client' valid sslclient ambulans-1
  check 'a tracker cannot play the broker' eval '! valid sslserver ambulans-1'
  check 'the broker has a certificate of a server' valid sslserver broker
  check 'a revoked tracker is refused' eval '! valid sslclient ambulans-2'
  check 'only their owner reads the keys' is "$(stat -c %a "$ca/ambulans-1.key")" 600
  for each in ../x a/b A 'a b' ''; do
    check "a tracker is not called '$each'" eval '! scripts/certificates.sh client "$ca" "$each" >"$out" 2>"$err"'
  done
  check 'a name is given once' eval '! scripts/certificates.sh client "$ca" ambulans-1 >"$out" 2>"$err"'
else
  echo 'scripts: without openssl the certificates are not tested'
fi

# --- the parts
words() { (TOOLS=$place/none HOME=$place; . scripts/jdk.sh; . scripts/need.sh 2>/dev/null; "$@"); }
PANTAU_HOME=$PWD PANTAU_STATE=$place/none
give_jdk 1.8.0_292
check 'the version of an old JDK is read' is "$(words jdk_major "$place/jdk")" 8
give_jdk 21
check 'the version of a first release is read' is "$(words jdk_major "$place/jdk")" 21
check 'a folder without a JDK is none' is "$(words jdk_major "$place")" 0
check '20.19 is at least 20.19' words version_at_least 20.19.0 20.19
check '22.1 is at least 20.19' words version_at_least 22.1.0 20.19
check '20.9 is not at least 20.19' eval '! words version_at_least 20.9.0 20.19'
node() { echo "$node_version"; }
npm() { :; }
for each in 20.19.0 22.12.0 24.1.0; do
  node_version=$each
  check "Node $each will do" words find_node
done
for each in 18.20.4 20.9.0 21.7.3 22.11.0 ''; do
  node_version=$each
  check "Node '$each' will not do" eval '! words find_node'
done
check 'nothing is not at least 20.19' eval '! words version_at_least "" 20.19'

echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
