# Finds a JDK of 21 or newer: JAVA_HOME, then the PATH, then the usual folders, the newest of them.

OLDEST_JDK=21

jdk_major() { # FOLDER -> its major version, 0 when there is no JDK in it
  local version=0
  if [ -x "$1/bin/javac" ] && [ -r "$1/release" ]; then
    version=$(sed -n 's/^JAVA_VERSION="\(1\.\)\{0,1\}\([0-9]*\).*/\2/p' "$1/release")
  fi
  echo "${version:-0}"
}

jdk_of_path() {
  local javac
  javac=$(command -v javac) || return 0
  javac=$(readlink -f "$javac")
  echo "${javac%/bin/javac}"
}

find_jdk() { # -> exports JAVA_HOME and puts its programs first on the PATH
  local folder major best='' best_major=0
  for folder in "${JAVA_HOME:-}" "$(jdk_of_path)"; do
    if [ -n "$folder" ] && [ "$(jdk_major "$folder")" -ge "$OLDEST_JDK" ]; then
      use_jdk "$folder"
      return 0
    fi
  done
  for folder in /usr/lib/jvm/* /usr/local/*jdk* /opt/*jdk* /opt/java/* \
    "${HOME:-/nonexistent}"/.sdkman/candidates/java/* "${HOME:-/nonexistent}"/.jdks/* \
    "$TOOLS/root"/usr/lib/jvm/*; do
    major=$(jdk_major "$folder")
    if [ "$major" -ge "$OLDEST_JDK" ] && [ "$major" -gt "$best_major" ]; then
      best=$folder best_major=$major
    fi
  done
  [ -n "$best" ] || return 1
  use_jdk "$best"
}

use_jdk() { # FOLDER
  JAVA_HOME=$1
  JAVA_MAJOR=$(jdk_major "$1")
  PATH=$JAVA_HOME/bin:$PATH
  export JAVA_HOME PATH
}
