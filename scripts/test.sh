# Every test of every module, on private services that the tests start themselves.

run_all_tests() { # further arguments of Maven, e.g. -pl wire
  need $ALL_TOOLS
  mkdir -p "$PANTAU_STATE/logs"
  local log=$PANTAU_STATE/logs/test.log started=$SECONDS result=0 beside=() modules=(-Pdeb)
  export PANTAU_TOOLS=$TOOLS/root
  export PANTAU_RUN=$BASHPID.$(date +%s) # inherited by every process of the tests: by it we find who stayed
  say "Menjalankan semua uji; catatan lengkap: $log" "Running every test; the full log: $log"
  local fingerprint_all fingerprint_agent
  fingerprint_all=$(fingerprint_of all) fingerprint_agent=$(fingerprint_of agent)
  : >"$log"
  rm -rf "$PANTAU_HOME"/device-agent/target/{deb,pantau-agent_*.deb}
  rm -f "$log.end"
  begin_beside checks check_all
  if [ $# -eq 0 ]; then
    begin_beside proof prove_when_made "$log"
  else
    modules=()
  fi
  # Two modules at once where they do not need each other: most tests wait more than they compute.
  if maven ${modules[@]+"${modules[@]}"} --fail-at-end --threads 2 verify "$@" 2>&1 | tee "$log" | closing_lines; then
    # All of it is built now, unless it was asked for a part: no other command need build it again.
    [ $# -gt 0 ] || { rm -rf "$PANTAU_STATE/archives" && built all "$fingerprint_all" && built agent "$fingerprint_agent"; }
  else
    result=1
  fi
  : >"$log.end"
  end_beside checks || result=1
  [ $# -gt 0 ] || end_beside proof || result=1
  trap - EXIT
  nobody_stays || result=1
  say "Selesai dalam $((SECONDS - started)) detik." "Took $((SECONDS - started)) s."
  if [ "$result" -ne 0 ]; then
    die "GAGAL: ada uji yang tidak lulus." "FAILED: not every test passed."
  fi
  say "LULUS: semua uji lulus." "PASSED: every test passed."
}

# What the runners say at their end, and what went wrong; line by line, as it comes.
closing_lines() {
  grep --line-buffered -E 'Tests run:|^\[ERROR\]|Building Pantau|BUILD|Reactor Summary|SUCCESS \[|FAILURE \[|SKIPPED$|(Test Files|Tests) +[0-9]|passed, [0-9]+ failed'
}

# Something is done beside the tests, in a group of its own, which hears what the terminal's does not.
begin_beside() { # NAME COMMAND...
  local name=$1
  shift
  set -m
  "$@" >"$PANTAU_STATE/logs/$name.out" 2>&1 &
  beside+=("$name=$!")
  set +m
  trap 'for each in "${beside[@]}"; do kill -TERM -- "-${each#*=}" 2>/dev/null; done' EXIT
}

end_beside() { # NAME
  local code=0 each
  for each in "${beside[@]}"; do
    [ "${each%%=*}" != "$1" ] || wait "${each#*=}" || code=$?
  done
  cat "$PANTAU_STATE/logs/$1.out"
  return "$code"
}

check_all() {
  local code=0
  "$PANTAU_HOME/scripts/check-tree.sh" || code=1
  "$PANTAU_HOME/scripts/check-scripts.sh" || code=1
  return "$code"
}

# The tracker's package is proven beside the tests of the whole chain: by then its module is done.
prove_when_made() { # LOG OF MAVEN
  until [ -e "$1.end" ] || grep -qF 'Building Pantau acceptance' "$1"; do
    sleep 1
  done
  prove_package
}

# The tracker's package, installed for real and purged again: packaging/prove.sh.
prove_package() {
  local code=0 log=$PANTAU_STATE/logs/prove.log
  if [ "$(id -u)" -ne 0 ] || ! command -v dpkg >/dev/null; then
    say "Paket pelacak tidak diuji: perlu root di Debian." "The tracker's package is not proven: that needs root on Debian."
    return 0
  fi
  ls "$PANTAU_HOME"/device-agent/target/pantau-agent_*_all.deb >/dev/null || return 1
  "$PANTAU_HOME/packaging/prove.sh" >"$log" 2>&1 || code=$?
  case $code in
    0) tail -n 1 "$log" ;;
    3)
      say "Paket pelacak tidak diuji:" "The tracker's package is not proven:"
      cat "$log" >&2
      ;;
    *)
      grep -A 9 -F FAIL "$log"
      tail -n 1 "$log"
      return 1
      ;;
  esac
}

# Whatever still runs of what the tests started is a fault, and is ended here.
nobody_stays() {
  local tries each stayed
  for tries in 1 2 3 4 5 6; do
    stayed=''
    for each in /proc/[0-9]*; do
      if grep -qzxF "PANTAU_RUN=$PANTAU_RUN" "$each/environ" 2>/dev/null; then
        stayed="$stayed ${each#/proc/}"
      fi
    done
    [ -n "$stayed" ] || return 0
    sleep 1 # a process that is just ending
  done
  for each in $stayed; do
    say "Masih berjalan setelah uji | Still running after the tests: $each" "  $(tr '\0' ' ' <"/proc/$each/cmdline" | cut -c 1-200)"
    kill -9 "$each" 2>/dev/null || true
  done
  return 1
}
