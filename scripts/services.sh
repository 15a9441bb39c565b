# Finds the programs that tests and the demo start. The same places are searched by workbench's Tools.java.

find_postgis() {
  local root folder version
  for root in '' "$TOOLS/root"; do
    for folder in "$root"/usr/lib/postgresql/*; do
      version=${folder##*/}
      if [ -x "$folder/bin/postgres" ] && [ "$version" -ge 15 ] 2>/dev/null &&
        [ -e "$root/usr/share/postgresql/$version/extension/postgis.control" ]; then
        return 0
      fi
    done
  done
  return 1
}

find_program() { # NAME
  local root folder
  for root in '' "$TOOLS/root"; do
    for folder in usr/sbin usr/bin usr/local/sbin usr/local/bin; do
      [ -x "$root/$folder/$1" ] && return 0
    done
  done
  return 1
}

find_mosquitto() { find_program mosquitto; }
find_socat() { find_program socat; }

find_chromium() { # -> exports PANTAU_CHROMIUM, the browser of the tests
  local each
  for each in "${PANTAU_CHROMIUM:-}" "$(command -v chromium)" "$(command -v chromium-browser)" "$(command -v google-chrome)"; do
    if [ -n "$each" ] && [ -x "$each" ]; then
      export PANTAU_CHROMIUM=$each
      return 0
    fi
  done
  return 1
}
