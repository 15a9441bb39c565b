# Finds Maven of 3.8 or newer on the PATH. We name no download host (docs/decisions/0005), so there is no usual wrapper.

OLDEST_MAVEN=3.8

find_maven() {
  local version
  command -v mvn >/dev/null || return 1
  version=$(mvn --version 2>/dev/null | sed -n 's/^.*Apache Maven \([0-9.]*\).*/\1/p')
  version_at_least "${version:-0}" "$OLDEST_MAVEN"
}

maven() { # arguments of mvn
  # Maven 3.8 itself uses what JDK 24 warns about; nothing that our code does.
  local options=${MAVEN_OPTS:-}
  if [ "$JAVA_MAJOR" -ge 24 ]; then
    options="$options --sun-misc-unsafe-memory-access=allow --enable-native-access=ALL-UNNAMED"
  fi
  (cd "$PANTAU_HOME" && MAVEN_OPTS=$options mvn -B -ntp "$@" </dev/null)
}
