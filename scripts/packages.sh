# Which Debian packages bring a thing, in this release. APT holds the options of apt that the caller set up.

APT=()

apt_has() { # PACKAGE
  [ -n "$(apt-cache "${APT[@]}" show "$1" 2>/dev/null | head -n 1)" ]
}

package_of() { # THING -> package names; nothing when this release has none
  local each
  case $1 in
    jdk)
      for each in openjdk-25-jdk-headless openjdk-21-jdk-headless; do
        if apt_has "$each"; then
          echo "$each"
          return
        fi
      done
      ;;
    node) echo nodejs npm ;;
    postgis)
      each=$(apt-cache "${APT[@]}" search --names-only '^postgresql-[0-9]+-postgis-3$' 2>/dev/null |
        awk '{print $1}' | sort -V | tail -n 1)
      echo "${each:-postgresql-15-postgis-3}"
      ;;
    *) echo "$1" ;;
  esac
}

packages_of() { # THING...
  local each
  for each in "$@"; do
    package_of "$each"
  done
}
