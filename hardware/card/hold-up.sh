#!/bin/sh
# Keeps the card whole when the vehicle's power goes: docs in daya.md | power.md.
#
# While the hold-up still feeds the Pi, the tracker is ended in peace and every file system is made read-only; then it may go dark at any
# moment. The Pi is not halted: a halted Pi whose 5 V never quite went away would not start again when the power comes back. It waits,
# and starts anew as soon as the power is good.
set -u
PIN=27                          # power-good of pins.yaml
PATIENCE_S=${PATIENCE_S:-10}    # a starter motor is quicker than that
RETURN_S=${RETURN_S:-3}         # so long must the power have been back
LOOK_EVERY=${LOOK_EVERY:-1}
SYSRQ=${SYSRQ:-/proc/sysrq-trigger}

# pinctrl reads the level past everybody; the tracker has the pin in use.
level() { # -> good, lost or unknown
  case $(pinctrl get "$PIN" 2>/dev/null) in
    *'| hi '*) echo good ;;
    *'| lo '*) echo lost ;;
    *) echo unknown ;;
  esac
}

wait_for() { # LEVEL SECONDS: until it has been so for so long without a break
  alike=0
  while [ "$alike" -lt "$2" ]; do
    now=$(level)
    if [ "$now" = unknown ]; then
      echo "pin $PIN tidak terbaca | cannot be read (pinctrl)" >&2
      exit 69
    fi
    if [ "$now" = "$1" ]; then alike=$((alike + 1)); else alike=0; fi
    sleep "$LOOK_EVERY"
  done
}

# Where nobody wired the input it is never good; that is no power cut.
wait_for good "$RETURN_S"
echo 'daya baik, berjaga | power is good, watching'
wait_for lost "$PATIENCE_S"
echo 'daya hilang: pelacak dihentikan, kartu dikunci | power lost: the tracker is stopped, the card locked'
systemctl stop pantau-agent.service
sync
echo u >>"$SYSRQ" # every file system read-only
wait_for good "$RETURN_S"
echo b >>"$SYSRQ" # start anew, at once: nothing is left to be saved
