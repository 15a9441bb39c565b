# Brings what a command needs: found on the machine, else installed (root), else unpacked into .pantau/tools (anyone else),
# else one sentence that says what to install and how.

TOOLS=$PANTAU_STATE/tools
PATH=$TOOLS/bin:$PATH

. "$PANTAU_HOME/scripts/jdk.sh"
. "$PANTAU_HOME/scripts/maven.sh"
. "$PANTAU_HOME/scripts/node.sh"
. "$PANTAU_HOME/scripts/services.sh"
. "$PANTAU_HOME/scripts/packages.sh"

ALL_TOOLS='jdk maven node postgis mosquitto socat chromium'

need() { # jdk|maven|node|postgis|mosquitto|socat|chromium ...
  local missing
  missing=$(missing_of "$@")
  if [ -n "$missing" ]; then
    bring $missing
    missing=$(missing_of "$@")
    [ -z "$missing" ] || refuse $missing
  fi
  local each
  for each in "$@"; do
    "find_$each" # again, in this shell: finding also sets JAVA_HOME and the like
  done
}

tools_found() { # -> one line each
  printf '%-10s %s\n' jdk "$JAVA_HOME" maven "$(command -v mvn)" node "$(command -v node) $(node --version)" \
    postgis "$POSTGRES_FOLDER" mosquitto "$(program_place mosquitto)" socat "$(program_place socat)" \
    chromium "$PANTAU_CHROMIUM"
}

missing_of() ( # a shell of its own: what is found early, like the JDK, serves what is looked for later
  for each in "$@"; do
    "find_$each" || echo "$each"
  done
)

# Debian only. What cannot be had stays missing, and the caller says so.
bring() { # THING...
  if ! command -v apt-get >/dev/null || ! command -v dpkg >/dev/null; then
    return 0
  fi
  say "Belum ada: $*. Sebentar, sedang disiapkan..." "Not here yet: $*. One moment, bringing it..."
  mkdir -p "$PANTAU_STATE/logs"
  local log=$PANTAU_STATE/logs/tools.log
  if [ "$(id -u)" -eq 0 ]; then
    . "$PANTAU_HOME/scripts/install-as-root.sh"
    install_as_root "$@" >"$log" 2>&1 || true
  else
    . "$PANTAU_HOME/scripts/unpack.sh"
    unpack "$@" >"$log" 2>&1 || true
  fi
  if [[ " $* " == *" node "* ]] && ! (find_node); then
    newer_node >>"$log" 2>&1 || true
  fi
}

refuse() { # THING...
  local each
  for each in "$@"; do
    case $each in
      jdk) say "Perlu JDK $OLDEST_JDK atau lebih baru, dan rilis Debian ini tidak memuatnya: pasang satu (misalnya Temurin) di /usr/lib/jvm atau setel JAVA_HOME." \
        "A JDK of $OLDEST_JDK or newer is needed and could not be had here: put one (Temurin, for example) into /usr/lib/jvm or set JAVA_HOME." ;;
      maven) say "Perlu Maven $OLDEST_MAVEN atau lebih baru: apt-get install maven" \
        "Maven $OLDEST_MAVEN or newer is needed: apt-get install maven" ;;
      node) say "Perlu Node $OLDEST_NODE atau lebih baru beserta npm: apt-get install nodejs npm" \
        "Node $OLDEST_NODE or newer with npm is needed: apt-get install nodejs npm" ;;
      postgis) say "Perlu PostgreSQL 15 atau lebih baru dengan PostGIS: apt-get install $(package_of postgis)" \
        "PostgreSQL 15 or newer with PostGIS is needed: apt-get install $(package_of postgis)" ;;
      *) say "Perlu $each: apt-get install $each" "$each is needed: apt-get install $each" ;;
    esac
  done
  if [ -s "$PANTAU_STATE/logs/tools.log" ]; then
    say "Yang sudah dicoba: $PANTAU_STATE/logs/tools.log" "What was tried: $PANTAU_STATE/logs/tools.log"
  fi
  exit 3
}

version_at_least() { # VERSION OLDEST
  [ "$(printf '%s\n%s\n' "$2" "$1" | sort -V | head -n 1)" = "$2" ]
}

write_program() { # FILE LINE...
  local file=$1
  shift
  printf '#!/bin/sh\n' >"$file.new"
  printf '%s\n' "$@" >>"$file.new"
  chmod +x "$file.new"
  mv "$file.new" "$file"
}
