# Finds the programs that tests and the demo start. The same places are searched by workbench's Tools.java.

find_postgis() { # -> sets POSTGRES_FOLDER
  local root folder version
  for root in '' "$TOOLS/root"; do
    for folder in "$root"/usr/lib/postgresql/*; do
      version=${folder##*/}
      if [ -x "$folder/bin/postgres" ] && [ "$version" -ge 15 ] 2>/dev/null &&
        [ -e "$root/usr/share/postgresql/$version/extension/postgis.control" ]; then
        POSTGRES_FOLDER=$folder
        return 0
      fi
    done
  done
  return 1
}

program_place() { # NAME -> its path
  local root folder
  for root in '' "$TOOLS/root"; do
    for folder in usr/sbin usr/bin usr/local/sbin usr/local/bin; do
      if [ -x "$root/$folder/$1" ]; then
        echo "$root/$folder/$1"
        return 0
      fi
    done
  done
  return 1
}

find_mosquitto() { program_place mosquitto >/dev/null; }
find_socat() { program_place socat >/dev/null; }

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
