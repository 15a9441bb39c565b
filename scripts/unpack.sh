# For a user who may not install: the same Debian packages, downloaded by apt and unpacked into .pantau/tools/root.
# Nothing of the machine is changed; removing .pantau removes it all.

unpack() { # THING...
  local packages missing deb each part=$TOOLS/root.part
  own_apt
  apt-get "${APT[@]}" update || true # a list that cannot be renewed may still do
  packages=$(packages_of "$@")
  [ -n "$packages" ] || return 0
  missing=$(not_installed $packages | wanted $packages)
  [ -n "$missing" ] || return 0
  rm -rf "$part" "$TOOLS/debs"
  mkdir -p "$part" "$TOOLS/debs"
  # Beside the old root and swapped at the end: an interrupted download never leaves half a program.
  [ ! -d "$TOOLS/root" ] || cp -al "$TOOLS/root/." "$part/"
  for each in bin sbin lib lib64; do # as on the machine itself; older packages still say /lib
    [ -e "$part/$each" ] || { mkdir -p "$part/usr/$each" && ln -s "usr/$each" "$part/$each"; }
  done
  (cd "$TOOLS/debs" && apt-get "${APT[@]}" download $missing) || return 1
  for deb in "$TOOLS"/debs/*.deb; do
    dpkg-deb --fsys-tarfile "$deb" |
      tar -x -C "$part" --keep-directory-symlink --exclude './usr/share/doc' --exclude './usr/share/man' --exclude './usr/share/locale' || return 1
  done
  mend "$part" || return 1
  rm -rf "$TOOLS/root.old" "$TOOLS/debs" "$TOOLS/apt"
  [ ! -d "$TOOLS/root" ] || mv "$TOOLS/root" "$TOOLS/root.old"
  mv "$part" "$TOOLS/root"
  rm -rf "$TOOLS/root.old"
  wrap_programs "$TOOLS/root"
}

# apt with lists and archives of our own: the machine's lists may be empty, and are not ours to fill.
own_apt() {
  mkdir -p "$TOOLS/apt/state/lists/partial" "$TOOLS/apt/cache/archives/partial"
  APT=(-q -o "Dir::State=$TOOLS/apt/state" -o Dir::State::status=/var/lib/dpkg/status
    -o "Dir::Cache=$TOOLS/apt/cache" -o Debug::NoLocking=true)
}

# The packages and all they depend on that the machine lacks.
not_installed() { # PACKAGE...
  apt-get "${APT[@]}" --simulate --no-install-recommends install "$@" | awk '/^Inst / {print $2}'
}

# Without the C library: programs run with the machine's loader, and that fits no other. Without a second JDK (Maven's
# package asks for one) and without Debian's Node, which does not run unpacked.
wanted() { # PACKAGE... < names
  local jdk=none each
  for each in "$@"; do
    [[ $each != openjdk-* ]] || jdk=${each%%-jdk*}
  done
  awk -v jdk="$jdk" '
    /^(libc6|libc-bin|libc-dev-bin|libc6-dev|nodejs|libnode[0-9]*|ca-certificates-java)$/ || /^default-j/ {next}
    /^openjdk-/ && index($0, jdk "-") != 1 {next}
    {print}'
}

# What the packages' own scripts would have done.
mend() { # ROOT
  local folder
  mend_links "$1"
  for folder in "$1"/usr/share/postgresql/*/extension; do
    if [ -e "$folder/postgis-3.control" ] && [ ! -e "$folder/postgis.control" ]; then
      ln -s postgis-3.control "$folder/postgis.control"
    fi
  done
  mend_certificates "$1"
  mend_links "$1"
}

mend_links() { # ROOT: links into the machine's own folders, made to stay inside
  local link target
  find "$1" -type l -lname '/*' | while IFS= read -r link; do
    target=$(readlink "$link")
    if [ -e "$1$target" ] || [ -L "$1$target" ]; then
      ln -sfn "$(realpath -ms --relative-to="${link%/*}" "$1$target")" "$link"
    fi
  done
}

# Debian's JDK reads a key store that a package script makes from the machine's certificates.
mend_certificates() { # ROOT
  local store=$1/etc/ssl/certs/java/cacerts jdk
  [ ! -s "$store" ] || return 0
  for jdk in "$1"/usr/lib/jvm/*; do
    if [ -x "$jdk/bin/java" ] && [ -r /etc/ssl/certs/ca-certificates.crt ]; then
      mkdir -p "${store%/*}"
      LD_LIBRARY_PATH=$(libraries "$1") "$jdk/bin/java" "$PANTAU_HOME/scripts/KeyStoreOfPem.java" \
        /etc/ssl/certs/ca-certificates.crt "$store"
      return
    fi
  done
}

libraries() { # ROOT -> a library path
  local path='' folder
  for folder in "$1"/usr/lib/*-linux-gnu "$1"/usr/lib/*-linux-gnu/{blas,lapack,pulseaudio}; do
    [ ! -d "$folder" ] || path=$path${path:+:}$folder
  done
  echo "$path"
}

# Programs that are started by name get a small starter on the PATH; PostgreSQL, mosquitto and socat are found by workbench.
wrap_programs() { # ROOT
  local root=$1 libs each
  libs=$(libraries "$root")
  mkdir -p "$TOOLS/bin"
  if [ -x "$root/usr/lib/chromium/chromium" ]; then
    write_fonts "$root"
    write_program "$TOOLS/bin/chromium" \
      "export LD_LIBRARY_PATH='$libs' FONTCONFIG_FILE='$TOOLS/fonts.conf' CHROME_WRAPPER='$TOOLS/bin/chromium'" \
      "exec '$root/usr/lib/chromium/chromium' --no-sandbox \"\$@\""
  fi
  for each in pg_dump pg_restore; do
    if [ -x "$root/usr/bin/$each" ]; then
      write_program "$TOOLS/bin/$each" "export LD_LIBRARY_PATH='$libs'" \
        "exec '$root'/usr/lib/postgresql/*/bin/$each \"\$@\""
    fi
  done
  if [ -e "$root/usr/share/maven/bin/mvn" ]; then
    write_program "$TOOLS/bin/mvn" "exec '$root/usr/share/maven/bin/mvn' \"\$@\""
  fi
}

write_fonts() { # ROOT
  mkdir -p "$TOOLS/fontcache"
  cat >"$TOOLS/fonts.conf" <<FONTS
<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>/usr/share/fonts</dir>
  <dir>$1/usr/share/fonts</dir>
  <cachedir>$TOOLS/fontcache</cachedir>
</fontconfig>
FONTS
}
