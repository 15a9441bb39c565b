#!/usr/bin/env bash
# The regency's own certificate authority for the broker, the collector and the trackers, with openssl.
#
#   scripts/certificates.sh authority FOLDER             once; keep FOLDER away from the network, it admits trackers
#   scripts/certificates.sh broker FOLDER HOST           HOST = the name or address that trackers connect to
#   scripts/certificates.sh client FOLDER NAME           NAME = collector, or the id of a tracker: [a-z0-9-]{1,32}
#   scripts/certificates.sh revoke FOLDER NAME           then give FOLDER/crl.pem to the broker and restart it
set -euo pipefail
umask 077

AUTHORITY_DAYS=7300
DAYS=3650 # a tracker that nobody can reach must not lose its voice

usage() {
  sed -n '2,7s/^# \{0,1\}//p' "$0" >&2
  exit 2
}

[ $# -ge 2 ] || usage
action=$1 folder=$2 name=${3:-}

configuration() { # EXTENSIONS: for the one certificate that is being made
  cat <<CONFIG
[ca]
default_ca = pantau
[pantau]
database = $folder/index
serial = $folder/serial
crlnumber = $folder/crlnumber
new_certs_dir = $folder/issued
certificate = $folder/ca.pem
private_key = $folder/ca.key
default_md = sha256
default_days = $DAYS
default_crl_days = $AUTHORITY_DAYS
policy = any
unique_subject = no
x509_extensions = extensions
[any]
commonName = supplied
[req]
distinguished_name = none
[none]
[extensions]
$1
CONFIG
}

new_key() { # FILE: PKCS#8, as the programs read it
  openssl genpkey -quiet -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -out "$1" 2>/dev/null ||
    openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -out "$1" 2>/dev/null
}

issue() { # NAME EXTENSIONS
  if [ -e "$folder/$1.pem" ]; then
    echo "Sudah ada | there already: $folder/$1.pem" >&2
    exit 1
  fi
  new_key "$folder/$1.key"
  openssl req -new -key "$folder/$1.key" -subj "/CN=$1" -out "$folder/$1.csr" -config <(configuration '')
  openssl ca -batch -notext -config <(configuration "$2") -in "$folder/$1.csr" -out "$folder/$1.pem" 2>/dev/null
  rm "$folder/$1.csr"
  echo "$folder/$1.pem $folder/$1.key"
}

write_crl() {
  openssl ca -gencrl -config <(configuration '') -out "$folder/crl.pem" 2>/dev/null
}

require_id() { # a name with a slash would reach deeper into the topics than its own
  if ! [[ $name =~ ^[a-z0-9-]{1,32}$ ]]; then
    echo "Nama harus [a-z0-9-]{1,32} | a name is [a-z0-9-]{1,32}: $name" >&2
    exit 2
  fi
}

case $action in
  authority)
    if [ -e "$folder/ca.key" ]; then
      echo "Sudah ada | there already: $folder/ca.key" >&2
      exit 1
    fi
    mkdir -p "$folder/issued"
    : >"$folder/index"
    openssl rand -hex 16 >"$folder/serial"
    echo 01 >"$folder/crlnumber"
    new_key "$folder/ca.key"
    openssl req -x509 -key "$folder/ca.key" -days "$AUTHORITY_DAYS" -subj '/CN=Pantau' -out "$folder/ca.pem" \
      -config <(configuration '') -addext basicConstraints=critical,CA:TRUE -addext keyUsage=critical,keyCertSign,cRLSign
    write_crl
    ;;
  broker)
    [ -n "$name" ] || usage
    kind=DNS
    ! [[ $name =~ ^[0-9.]+$ || $name == *:* ]] || kind=IP
    issue broker "basicConstraints = CA:FALSE
extendedKeyUsage = serverAuth
subjectAltName = $kind:$name"
    ;;
  client)
    require_id
    issue "$name" 'basicConstraints = CA:FALSE
extendedKeyUsage = clientAuth'
    ;;
  revoke)
    require_id
    openssl ca -config <(configuration '') -revoke "$folder/$name.pem" 2>/dev/null
    write_crl
    ;;
  *) usage ;;
esac
