# The tracker as a Debian package; its path is the result.

make_package() {
  mkdir -p "$PANTAU_STATE/build" "$PANTAU_STATE/logs"
  exec 8>"$PANTAU_STATE/build/lock"
  flock 8
  local log=$PANTAU_STATE/logs/package.log target=$PANTAU_HOME/device-agent/target
  say "Membuat paket..." "Making the package..."
  rm -rf "$target/deb" "$target"/pantau-agent_*.deb # a jar that is no longer needed would be packed again
  if ! maven -pl device-agent -am -Pdeb -Dmaven.test.skip=true -Dspotless.check.skip=true package >"$log" 2>&1; then
    grep -E '^.ERROR. .' "$log" | head -n 12 >&2 || true
    die "Gagal membuat paket; catatan lengkap: $log" "The package could not be made; the full log: $log"
  fi
  exec 8>&-
  ls "$target"/pantau-agent_*.deb
}
