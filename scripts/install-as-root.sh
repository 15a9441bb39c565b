# Installs with apt, as root, and starts nothing: a package must not bring up a cluster or a broker of its own.

install_as_root() { # THING...
  local packages had_mosquitto=no
  [ ! -e /usr/sbin/mosquitto ] || had_mosquitto=yes
  export DEBIAN_FRONTEND=noninteractive
  apt-get update
  packages=$(packages_of "$@")
  [ -n "$packages" ] || return 0
  (
    hold_services
    trap release_services EXIT
    apt-get install -y --no-install-recommends $packages
  )
  if [ "$had_mosquitto" = no ] && [ -e /usr/sbin/mosquitto ]; then
    leave_mosquitto_off
  fi
}

# Two standard doors of Debian, opened again afterwards. A file that somebody else put there stays as it is.
CLUSTER_POLICY=/etc/postgresql-common/createcluster.conf
START_POLICY=/usr/sbin/policy-rc.d

hold_services() {
  holds_clusters=no holds_starts=no
  if [ ! -e "$CLUSTER_POLICY" ]; then
    mkdir -p "${CLUSTER_POLICY%/*}"
    echo 'create_main_cluster = false' >"$CLUSTER_POLICY"
    holds_clusters=yes
  fi
  if [ ! -e "$START_POLICY" ]; then
    printf '#!/bin/sh\nexit 101\n' >"$START_POLICY"
    chmod +x "$START_POLICY"
    holds_starts=yes
  fi
}

release_services() {
  if [ "$holds_starts" = yes ]; then
    rm -f "$START_POLICY"
  fi
  if [ "$holds_clusters" = yes ]; then
    # The package's own file, so that a PostgreSQL which the administrator installs later behaves as usual.
    rm -f "$CLUSTER_POLICY"
    if [ -e /usr/share/postgresql-common/createcluster.conf ]; then
      cp /usr/share/postgresql-common/createcluster.conf "$CLUSTER_POLICY"
    else
      rmdir "${CLUSTER_POLICY%/*}" 2>/dev/null || true
    fi
  fi
}

leave_mosquitto_off() {
  if command -v systemctl >/dev/null; then
    systemctl disable mosquitto.service || true
  elif command -v update-rc.d >/dev/null; then
    update-rc.d mosquitto disable || true
  fi
}
