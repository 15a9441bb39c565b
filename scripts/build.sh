# Builds only when the sources have changed since the last good build, and never writes to stdout.

build() { # agent|all
  mkdir -p "$PANTAU_STATE/build" "$PANTAU_STATE/logs"
  # Two commands started at once must not write into the same target folders.
  exec 8>"$PANTAU_STATE/build/lock"
  flock 8
  local fingerprint
  fingerprint=$(fingerprint_of "$1")
  if ! is_built "$1" "$fingerprint"; then
    local started=$SECONDS log=$PANTAU_STATE/logs/build.log
    say "Membangun Pantau (pertama kali beberapa menit)..." "Building Pantau (the first time takes some minutes)..."
    local modules=()
    [ "$1" = all ] || modules=(-pl device-agent -am)
    if ! maven "${modules[@]}" -DskipTests -Dmaven.test.skip=true -Dspotless.check.skip=true package >"$log" 2>&1; then
      grep -F '[exec]' "$log" | tail -n 12 >&2 || true
      grep -E '^.ERROR. .' "$log" | head -n 12 >&2 || true
      die "Gagal membangun; catatan lengkap: $log" "The build failed; its full log: $log"
    fi
    rm -rf "$PANTAU_STATE/archives" # of the classes that were
    built "$1" "$fingerprint"
    say "Selesai dalam $((SECONDS - started)) detik." "Built in $((SECONDS - started)) s."
  fi
  exec 8>&-
}

built() { # agent|all FINGERPRINT
  mkdir -p "$PANTAU_STATE/build"
  echo "$2" >"$PANTAU_STATE/build/$1"
}

modules_of() { # agent|all
  case $1 in
    agent) echo wire workbench device-agent ;;
    all) echo wire workbench device-agent dashboard collector acceptance ;;
  esac
}

fingerprint_of() { # agent|all -> one word for the content of all that is built, tests left out
  (
    cd "$PANTAU_HOME"
    echo "jdk $JAVA_MAJOR"
    find pom.xml .mvn/* $(modules_of "$1") \
      \( -name target -o -name node_modules -o -name '.[a-z]*' -o -path '*/src/test' \) -prune -o -type f -print0 |
      sort -z | xargs -0 sha256sum
  ) | sha256sum | cut -d ' ' -f 1
}

is_built() { # agent|all FINGERPRINT
  local module
  [ "$(cat "$PANTAU_STATE/build/$1" 2>/dev/null)" = "$2" ] || return 1
  for module in $(modules_of "$1"); do
    [ -d "$PANTAU_HOME/$module/target/classes" ] || return 1
  done
}
