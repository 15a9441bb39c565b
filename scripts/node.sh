# Finds Node of 20.19 or newer with npm: on the PATH, or the one that we put into .pantau/tools.

OLDEST_NODE=20.19

find_node() {
  local version
  command -v node >/dev/null && command -v npm >/dev/null || return 1
  version=$(node --version 2>/dev/null)
  version_at_least "${version#v}" "$OLDEST_NODE"
}

# Older Debian releases have an older Node. Its npm can fetch a newer one, which then lives in our own folder.
newer_node_by_npm() {
  local machine
  command -v npm >/dev/null || return 1
  case $(uname -m) in
    x86_64) machine=x64 ;;
    aarch64) machine=arm64 ;;
    *) return 1 ;;
  esac
  say "Mengambil Node yang lebih baru..." "Fetching a newer Node..."
  npm install --prefix "$TOOLS/node" --no-audit --no-fund --silent "node-linux-$machine@22" npm@11 >&2 || return 1
  mkdir -p "$TOOLS/bin"
  ln -sfn "../node/node_modules/node-linux-$machine/bin/node" "$TOOLS/bin/node"
  local each
  for each in npm npx; do
    write_program "$TOOLS/bin/$each" "exec '$TOOLS/bin/node' '$TOOLS/node/node_modules/npm/bin/$each-cli.js' \"\$@\""
  done
}
