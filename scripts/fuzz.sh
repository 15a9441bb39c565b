# ./pantau fuzz: Jazzer invents bytes for the decoder of the serial line, for so many seconds.
# What it learns stays in .pantau/fuzz and is where the next run begins; a find is written there and named.

fuzz_nmea() { # [SECONDS]
  local seconds=${1:-300} corpus=$PANTAU_STATE/fuzz/nmea module=$PANTAU_HOME/device-agent path
  case $seconds in '' | *[!0-9]*) die "Pemakaian: ./pantau fuzz [DETIK]" "Usage: ./pantau fuzz [SECONDS]" ;; esac
  mkdir -p "$corpus"
  path=$PANTAU_STATE/fuzz/classpath.txt
  say "Membangun..." "Building..."
  maven -q -Pfuzz -pl device-agent -am -Dweb.skip=true test-compile \
    dependency:build-classpath -DincludeScope=test "-Dmdep.outputFile=$path" >&2
  mkdir -p "$PANTAU_STATE/logs"
  local log=$PANTAU_STATE/logs/fuzz.log found=0
  say "Mencari selama $seconds detik..." "Searching for $seconds seconds..."
  cd "$PANTAU_STATE/fuzz"
  # Jazzer says much that is of no use here, such as each class of the JDK that it leaves as it is.
  "$JAVA_HOME/bin/java" --enable-native-access=ALL-UNNAMED -XX:+EnableDynamicAgentLoading \
    -cp "$module/target/test-classes:$module/target/classes:$(cat "$path")" com.code_intelligence.jazzer.Jazzer \
    --target_class=id.pantau.agent.nmea.NmeaFuzzTarget '--instrumentation_includes=id.pantau.**:net.sf.marineapi.**' \
    "-max_total_time=$seconds" -timeout=10 -max_len=4096 \
    "$corpus" "$module/src/test/resources/id/pantau/agent/nmea/seeds" >"$log" 2>&1 || found=$?
  if [ "$found" -ne 0 ]; then
    grep -E '^== Java Exception|^ERROR|^Test unit written|Base64' "$log" >&2 || true
    die "Ditemukan masukan yang merusak; catatan lengkap: $log" "An input that does harm was found; the full log: $log"
  fi
  grep -E '^Done [0-9]+ runs' "$log"
}
