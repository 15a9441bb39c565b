#!/usr/bin/env bash
# Proves the promise of the README where nothing is installed: a fresh Debian in a folder, a fresh clone in it, one command.
#
#   scripts/on-bare-debian.sh RELEASE root|user COMMAND...     as root; needs debootstrap
#   scripts/on-bare-debian.sh trixie user test
#
# A release without a new enough JDK (bookworm) gets the one of JAVA_HOME below /usr/lib/jvm. Maven's packages are copied from
# the caller unless COLD=yes. KEEP=yes leaves the folder, and a later run goes on in it.
set -euo pipefail

release=$1 user=$2
shift 2
source=$(cd "$(dirname "$0")/.." && pwd)
bare=${BARE_FOLDER:-/var/tmp}/pantau-bare-$release-$user

if [ "${1:-}" = --inside ]; then # in name spaces of our own: what is mounted and started here ends with us
  shift
  mount --bind "$bare" "$bare" # Java asks what its folders are mounted from; a bare chroot has no answer
  mount -t proc proc "$bare/proc"
  mount --rbind /dev "$bare/dev"
  if [ -n "${JAVA_HOME:-}" ] && [ "$release" = bookworm ]; then
    mkdir -p "$bare/usr/lib/jvm/given"
    mount --rbind "$JAVA_HOME" "$bare/usr/lib/jvm/given"
  fi
  shared=$(realpath -m "${PANTAU_SHARED:-$source/../shared}")
  if [ -d "$shared" ]; then
    mkdir -p "$bare/opt/shared"
    mount --rbind "$shared" "$bare/opt/shared"
  fi
  name=root home=/root
  [ "$user" = root ] || name=budi home=/home/budi
  exec env -i PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin HOME=$home LANG=C.UTF-8 CI="${CI:-}" PANTAU_SHARED=/opt/shared \
    chroot --userspec="$name:$name" "$bare" bash -c "cd $home/pantau && exec ./pantau \"\$@\"" pantau "$@"
fi

if [ ! -d "$bare/home/budi/.m2" ]; then
  debootstrap --variant=minbase "$release" "$bare" >/dev/null
  # How this machine reaches its package sources, without naming them here.
  cp /etc/resolv.conf /etc/hosts "$bare/etc/"
  cp -n /etc/apt/apt.conf.d/* "$bare/etc/apt/apt.conf.d/" 2>/dev/null || true
  mkdir -p "$bare/etc/ssl" "$bare/usr/local/share/ca-certificates"
  cp -rT /etc/ssl/certs "$bare/etc/ssl/certs"
  cp -rT /usr/local/share/ca-certificates "$bare/usr/local/share/ca-certificates"
  chroot "$bare" useradd -m -s /bin/bash budi
  for home in root home/budi; do
    mkdir -p "$bare/$home/.m2"
    [ "${COLD:-no}" = yes ] || cp -r "$HOME/.m2/repository" "$bare/$home/.m2/"
  done
fi
home=root
[ "$user" = root ] || home=home/budi
rm -rf "$bare/$home/pantau"
git clone -q "$source" "$bare/$home/pantau"
[ "$user" = root ] || chroot "$bare" chown -R budi: /home/budi

result=0
unshare --mount --pid --fork --kill-child "$0" "$release" "$user" --inside "$@" || result=$?
[ "${KEEP:-no}" = yes ] || rm -rf --one-file-system "$bare"
exit $result
