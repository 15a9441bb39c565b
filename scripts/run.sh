# Becomes a Java program of ours: signals and the exit code are its own.

run() { # MODULE MAIN ARGUMENT...
  local module=$1 main=$2 target=$PANTAU_HOME/$1/target
  shift 2
  local jars=("$target/$module-"*.jar)
  if [ ! -r "$target/classpath.txt" ] || [ ! -e "$target/classes/${main//.//}.class" ] || [ ! -r "${jars[0]}" ]; then
    die "Perintah ini belum ada dalam versi ini ($main)." "This command is not in this version yet ($main)."
  fi
  if [ -n "$ARCHIVES" ]; then
    mkdir -p "$ARCHIVES"
    JVM_OPTIONS+=(-Dpantau.archives="$ARCHIVES" -XX:+AutoCreateSharedArchive
      -XX:SharedArchiveFile="$ARCHIVES/${main##*.}.jsa" -Xlog:cds=off,cds+dynamic=off)
  fi
  if [ "$JAVA_MAJOR" -ge 24 ]; then
    JVM_OPTIONS+=(--sun-misc-unsafe-memory-access=allow) # protobuf uses what JDK 24 warns about
  fi
  # The tools that we unpacked, for the programs that it starts.
  export PANTAU_TOOLS=$TOOLS/root
  exec "$JAVA_HOME/bin/java" --enable-native-access=ALL-UNNAMED ${JVM_OPTIONS[@]+"${JVM_OPTIONS[@]}"} ${PANTAU_JAVA_OPTIONS:-} \
    -cp "${jars[0]}:$(cat "$target/classpath.txt")" "$main" "$@"
}

JVM_OPTIONS=()
ARCHIVES=''

# For what is started again and again: its classes are archived when it ends for the first time.
archive_classes() {
  ARCHIVES=$PANTAU_STATE/archives
}

# For the service of a module, which runs for months; its commands compute once and may take what the machine has.
as_service() { # MODULE
  mapfile -t -O ${#JVM_OPTIONS[@]} JVM_OPTIONS < <(grep -v '^#' "$PANTAU_HOME/$1/java.options")
}

# For what must be there soon and computes little afterwards; what it starts does the same.
compile_quickly() {
  JVM_OPTIONS+=(-XX:TieredStopAtLevel=1 -Dpantau.child.options=-XX:TieredStopAtLevel=1)
}

# For the administrator's commands: the person at the terminal asked for one thing and wants one answer.
log_only_failures() {
  JVM_OPTIONS+=("-Djava.util.logging.config.file=$PANTAU_HOME/scripts/only-failures.properties")
}
