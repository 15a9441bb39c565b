# Read by other scripts: a bench for one tracker. An authority, a broker that says what it receives, a receiver on a pseudo
# serial line, and a socket that hears what systemd would hear. All of it in $stand; stop_stand ends it.

stand=''
started=()
passed=0 failed=0

require() { # PROGRAM...
  local each
  for each in "$@"; do
    if ! PATH=$PATH:/usr/sbin:/sbin command -v "$each" >/dev/null; then
      echo "Perlu | needs: $each" >&2
      exit 3
    fi
  done
}

check() { # SENTENCE COMMAND...
  local sentence=$1
  shift
  if "$@"; then
    passed=$((passed + 1))
    printf '  ok    %s\n' "$sentence"
  else
    failed=$((failed + 1))
    printf '  FAIL  %s\n' "$sentence"
    tail -n 4 "$stand"/dpkg.log "$stand"/agent.log "$stand"/selftest.log 2>/dev/null | sed 's/^/        /'
  fi
}

says() { grep -qF -- "$2" "$1"; } # FILE WORDS
is() { [ "$1" = "$2" ]; }         # VALUE EXPECTED

await() { # FILE EXPRESSION [SECONDS]: until the file says so
  local tries=$((${3:-40} * 5))
  while [ "$tries" -gt 0 ]; do
    grep -qE -- "$2" "$1" 2>/dev/null && return 0
    sleep 0.2
    tries=$((tries - 1))
  done
  return 1
}

finish() {
  echo "$passed passed, $failed failed"
  [ "$failed" -eq 0 ]
}

free_port() {
  perl -MSocket -e 'socket(S, PF_INET, SOCK_STREAM, 0); bind(S, sockaddr_in(0, INADDR_LOOPBACK)); print((sockaddr_in(getsockname(S)))[0])'
}

make_stand() {
  stand=$(mktemp -d)
  chmod 711 "$stand"
  "$home/scripts/certificates.sh" authority "$stand/ca" >/dev/null
  "$home/scripts/certificates.sh" broker "$stand/ca" 127.0.0.1 >/dev/null
  "$home/scripts/certificates.sh" client "$stand/ca" ambulans-1 >/dev/null
  port=$(free_port)
  start_broker
  start_receiver
  start_listener
}

start_broker() {
  cat >"$stand/mosquitto.conf" <<CONF
listener $port 127.0.0.1
cafile $stand/ca/ca.pem
certfile $stand/ca/broker.pem
keyfile $stand/ca/broker.key
require_certificate true
use_identity_as_username true
use_username_as_clientid true
allow_anonymous false
user $(id -un)
persistence false
log_dest stderr
log_type all
CONF
  PATH=$PATH:/usr/sbin mosquitto -c "$stand/mosquitto.conf" >/dev/null 2>"$stand/mosquitto.log" &
  started+=($!)
  await "$stand/mosquitto.log" 'running' 10 || { cat "$stand/mosquitto.log" >&2; exit 1; }
}

# A car on its way north-east, an epoch every 200 ms, at the time that it is: a tracker mistrusts a date far off.
start_receiver() {
  local group=''
  ! getent group dialout >/dev/null || [ "$(id -u)" -ne 0 ] || group=,group=dialout
  cat >"$stand/receiver.pl" <<'PERL'
$| = 1;
sub say_it { my $b = shift; my $x = 0; $x ^= ord for split //, $b; printf "\$%s*%02X\r\n", $b, $x; }
my $start = time;
for (my $n = 0; ; $n++) {
  my ($second, $minute, $hour, $day, $month, $year) = gmtime($start + int($n / 5));
  my $time = sprintf "%02d%02d%05.2f", $hour, $minute, $second + $n % 5 / 5;
  my $date = sprintf "%02d%02d%02d", $day, $month + 1, $year % 100;
  my $place = sprintf "08%08.5f,S,116%08.5f,E", 39 - $n * 0.0012, 32 + $n * 0.0012;
  say_it "GNRMC,$time,A,$place,25.0,45.0,$date,,,A";
  say_it "GNGGA,$time,$place,1,09,0.9,120.0,M,45.0,M,,";
  say_it "GNGSA,A,3,03,06,09,12,17,19,,,,,,,1.7,0.9,1.4";
  select undef, undef, undef, 0.2;
}
PERL
  perl "$stand/receiver.pl" | socat -u STDIN "PTY,raw,echo=0,mode=0660$group,link=$stand/gps0" 2>/dev/null &
  started+=($!)
  local tries=50
  until [ -e "$stand/gps0" ] || [ "$tries" -eq 0 ]; do
    sleep 0.1
    tries=$((tries - 1))
  done
}

start_listener() {
  perl -MSocket -e '$| = 1; socket(S, AF_UNIX, SOCK_DGRAM, 0); bind(S, pack_sockaddr_un($ARGV[0])) or die; chmod 0666, $ARGV[0];
    while (defined recv(S, $said, 4096, 0)) { $said =~ s/\n*$/\n/; print $said }' "$stand/notify" >"$stand/notify.log" &
  started+=($!)
}

configure() { # CONFIGURATION-FILE: as a technician would fill it in
  sed -i -e 's/^device:.*/device: ambulans-1/' -e "s|^  uri:.*|  uri: ssl://127.0.0.1:$port|" \
    -e "s|^  port: /dev/gps0|  port: $stand/gps0|" -e '/^  baud:/a\  week-rollover: keep' "$1"
}

give_identity() { # FOLDER [OWNER]
  install -m 600 ${2:+-o "$2" -g "$2"} "$stand/ca/ambulans-1.key" "$1/device.key"
  install -m 644 ${2:+-o "$2" -g "$2"} "$stand/ca/ambulans-1.pem" "$1/device.pem"
  install -m 644 ${2:+-o "$2" -g "$2"} "$stand/ca/ca.pem" "$1/ca.pem"
}

# Lets it record for a while; nobody names anything, so all of it must stay.
wait_for_backlog() { # SECONDS -> recorded: how many records wait, as the tracker tells systemd
  sleep "$1"
  recorded=$(sed -n 's/^STATUS=.* \([0-9]*\) menunggu.*/\1/p' "$stand/notify.log" | tail -n 1)
  recorded=${recorded:-0}
}

stop_stand() {
  local each
  for each in ${started[@]+"${started[@]}"}; do
    kill "$each" 2>/dev/null
  done
  wait 2>/dev/null
}
