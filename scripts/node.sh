# Finds Node of 20.19, 22.12 or newer (what Vite runs on) with npm: on the PATH, or the one that we put into .pantau/tools.

OLDEST_NODE=20.19

find_node() {
  command -v node >/dev/null && command -v npm >/dev/null || return 1
  local version
  # It must run, not only say its version: an unpacked Debian Node says it and then dies.
  version=$(node -p process.versions.node 2>/dev/null) || return 1
  case $version in
    21.*) return 1 ;;
    22.*) version_at_least "$version" 22.12 ;;
    *) version_at_least "$version" "$OLDEST_NODE" ;;
  esac
}

# Where Debian's Node is too old, or unpacked and then unable to run (it looks for its own parts below /usr): a newer one,
# through the npm or Maven that are here, into a folder of ours. With it npm 11, which newer lock files want.
newer_node() {
  local folder=$TOOLS/node npm each
  say "Mengambil Node yang lebih baru..." "Fetching a newer Node..."
  mkdir -p "$folder/bin" "$TOOLS/bin"
  if [ ! -x "$folder/bin/node" ]; then
    node_by_npm "$folder" || node_by_maven "$folder" || return 1
  fi
  for npm in "$TOOLS/root/usr/share/nodejs/npm/bin/npm-cli.js" "$(readlink -f "$(command -v npm)")"; do
    [ ! -f "$npm" ] || break
  done
  # Like Debian's own Node, and unlike the one of the makers: it trusts what the machine trusts.
  export NODE_EXTRA_CA_CERTS=${NODE_EXTRA_CA_CERTS:-/etc/ssl/certs/ca-certificates.crt}
  NODE_PATH=$TOOLS/root/usr/share/nodejs "$folder/bin/node" "$npm" install --prefix "$folder" --no-audit --no-fund npm@11 || return 1
  ln -sfn ../node/bin/node "$TOOLS/bin/node"
  for each in npm npx; do
    write_program "$TOOLS/bin/$each" "export NODE_EXTRA_CA_CERTS='$NODE_EXTRA_CA_CERTS'" \
      "exec '$folder/bin/node' '$folder/node_modules/npm/bin/$each-cli.js' \"\$@\""
  done
}

node_by_npm() { # FOLDER
  local machine
  node -e '' && npm --version >/dev/null || return 1
  case $(uname -m) in
    x86_64) machine=x64 ;;
    aarch64) machine=arm64 ;;
    *) return 1 ;;
  esac
  npm install --prefix "$1" --no-audit --no-fund "node-linux-$machine@22" || return 1
  ln -sfn "../node_modules/node-linux-$machine/bin/node" "$1/bin/node"
}

# Playwright for Java carries a whole Node in its jar.
node_by_maven() { # FOLDER
  local version driver=driver/linux
  find_jdk && find_maven || return 1
  say "Node diambil lewat Maven (sekitar 200 MB)..." "Node comes by Maven (about 200 MB)..."
  [ "$(uname -m)" != aarch64 ] || driver=driver/linux-arm64
  version=$(sed -n 's/.*<playwright.version>\(.*\)<.*/\1/p' "$PANTAU_HOME/pom.xml")
  maven -q dependency:copy -Dartifact="com.microsoft.playwright:driver-bundle:${version:-1.50.0}:jar" \
    -DoutputDirectory="$1/jar" -N || return 1
  (cd "$1/jar" && "$JAVA_HOME/bin/jar" xf driver-bundle-*.jar "$driver/node") || return 1
  mv "$1/jar/$driver/node" "$1/bin/node" && chmod +x "$1/bin/node" && rm -rf "$1/jar"
}
