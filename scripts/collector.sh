# The collector for real use: one process in the background, its number in .pantau/collector.pid.
# A unit of systemd calls it (docs/operate.md).

COLLECTOR_CONFIG=${PANTAU_CONFIG:-$PANTAU_HOME/collector.yaml}
COLLECTOR=id.pantau.collector.Collector
COLLECTOR_PID=$PANTAU_STATE/collector.pid
COLLECTOR_LOG=$PANTAU_STATE/logs/collector.log
COLLECTOR_CACHE=$PANTAU_STATE/archives/Collector.aot
START_LIMIT_S=120
STOP_LIMIT_S=30

collector_up() { # CONFIGURATION FILE
  local config=${1:-$COLLECTOR_CONFIG} pid
  if pid=$(collector_pid); then
    die "Sudah berjalan (pid $pid)." "It is running already (pid $pid)."
  fi
  require_config "$config"
  need jdk maven node
  build all
  mkdir -p "${COLLECTOR_LOG%/*}"
  if [ "$JAVA_MAJOR" -ge 25 ] && [ ! -r "$COLLECTOR_CACHE" ]; then
    rehearse "$config"
  fi
  start_and_wait "$config"
  grep -m 1 '^Pantau siap: ' "$COLLECTOR_LOG"
}

# One start whose JVM writes down at its end what it has loaded and compiled: the next ones take half the time (JEP 514). Not
# left to the end of a collector in use: after a power cut there is none.
rehearse() { # CONFIGURATION FILE
  say "Menyiapkan agar mulai berikutnya cepat, sekali setelah tiap pembaruan..." "Preparing quick starts, once after every update..."
  mkdir -p "${COLLECTOR_CACHE%/*}"
  start_and_wait "$1" -XX:AOTCacheOutput="$COLLECTOR_CACHE.new"
  collector_down 2>/dev/null
  # Not one that it was still writing when it was killed; without any the next start is a usual one.
  if grep -q 'AOTCache creation is complete' "$COLLECTOR_LOG"; then
    mv "$COLLECTOR_CACHE.new" "$COLLECTOR_CACHE"
  fi
}

start_and_wait() { # CONFIGURATION FILE [OPTION OF THE JVM]
  local pid waited=0
  : >"$COLLECTOR_LOG"
  # A group of its own: Ctrl-C here must not reach it.
  (run_in_background "$(readlink -f "$1")" "${2:-}")
  pid=$(cat "$COLLECTOR_PID")
  until grep -q '^Pantau siap: ' "$COLLECTOR_LOG"; do
    if ! kill -0 "$pid" 2>/dev/null || [ "$waited" -ge $((START_LIMIT_S * 5)) ]; then
      kill "$pid" 2>/dev/null || true
      rm -f "$COLLECTOR_PID"
      tail -n 15 "$COLLECTOR_LOG" >&2
      die "Collector tidak mau mulai; catatan: $COLLECTOR_LOG" "The collector does not start; its log: $COLLECTOR_LOG"
    fi
    waited=$((waited + 1))
    sleep 0.2
  done
}

run_in_background() { # CONFIGURATION FILE [OPTION OF THE JVM]
  set -m
  as_service collector
  if [ -n "$2" ]; then
    JVM_OPTIONS+=("$2")
  elif [ -r "$COLLECTOR_CACHE" ]; then
    JVM_OPTIONS+=(-XX:AOTCache="$COLLECTOR_CACHE")
  else
    archive_classes
  fi
  (run collector "$COLLECTOR" "$1") >"$COLLECTOR_LOG" 2>&1 </dev/null &
  echo $! >"$COLLECTOR_PID"
}

collector_down() {
  local pid waited=0
  if ! pid=$(collector_pid); then
    rm -f "$COLLECTOR_PID"
    say "Tidak sedang berjalan." "It is not running."
    return 0
  fi
  kill "$pid"
  while kill -0 "$pid" 2>/dev/null; do
    if [ "$waited" -ge $((STOP_LIMIT_S * 5)) ]; then
      # Everything that was acknowledged is committed, so this loses nothing.
      kill -9 "$pid" 2>/dev/null || true
    fi
    waited=$((waited + 1))
    sleep 0.2
  done
  rm -f "$COLLECTOR_PID"
  say "Berhenti." "Stopped."
}

collector_status() {
  local pid address
  if ! pid=$(collector_pid); then
    say "Tidak sedang berjalan." "It is not running."
    return 1
  fi
  address=$(sed -n 's/^Pantau siap: //p' "$COLLECTOR_LOG" | head -n 1)
  say "Berjalan: $address (pid $pid)" "Running: $address (pid $pid)"
  health_of "$address"
}

# The number of the running collector; fails when there is none, also when its number has gone to another program since.
collector_pid() {
  local pid
  pid=$(cat "$COLLECTOR_PID" 2>/dev/null) || return 1
  tr '\0' ' ' <"/proc/$pid/cmdline" 2>/dev/null | grep -q "$COLLECTOR" || return 1
  echo "$pid"
}

health_of() { # ADDRESS -> its health as JSON on stdout; without curl, which a bare Debian lacks
  local place=${1#http://}
  place=${place%%/*}
  exec 9<>"/dev/tcp/${place%:*}/${place##*:}" || return 1
  printf 'GET /observe/health HTTP/1.1\r\nHost: %s\r\nConnection: close\r\n\r\n' "$place" >&9
  local answer
  answer=$(timeout 10 cat <&9) || true
  exec 9>&-
  printf '%s\n' "${answer##*$'\r\n\r\n'}"
  [[ $answer == HTTP/1.?\ 2* ]]
}

require_config() { # FILE
  [ -r "$1" ] || die "Berkas konfigurasi tidak ada: $1 (lihat docs/operate.md)" \
    "There is no configuration file: $1 (see docs/operate.md)"
}

collector_user() { # NAME ROLE "DISPLAY NAME" [OPD]; the password from the terminal, else the first line of stdin
  require_config "$COLLECTOR_CONFIG"
  need jdk maven node
  build all
  log_only_failures
  if [ -t 0 ]; then
    local password
    read -rsp 'Kata sandi | Password: ' password
    echo >&2
    run collector id.pantau.collector.AccountCommand "$COLLECTOR_CONFIG" user "$@" <<<"$password"
  fi
  run collector id.pantau.collector.AccountCommand "$COLLECTOR_CONFIG" user "$@"
}

collector_wall() { # LABEL -> the token of a screen on a wall
  require_config "$COLLECTOR_CONFIG"
  need jdk maven node
  build all
  log_only_failures
  run collector id.pantau.collector.AccountCommand "$COLLECTOR_CONFIG" wall "$@"
}

collector_backup() { # FILE
  backup_command backup "$@"
}

collector_restore() { # FILE
  local pid
  if pid=$(collector_pid); then
    die "Hentikan dulu dengan ./pantau down (pid $pid)." "Stop it first with ./pantau down (pid $pid)."
  fi
  backup_command restore "$@"
}

backup_command() { # backup|restore FILE
  require_config "$COLLECTOR_CONFIG"
  need jdk maven node postgis
  build all
  log_only_failures
  PATH=$PATH:$POSTGRES_FOLDER/bin
  run collector id.pantau.collector.BackupCommand "$COLLECTOR_CONFIG" "$@"
}
