package id.pantau.agent.selftest;

import java.util.Map;
import java.util.Optional;

/** Judges what the machine tells about its supply and its modem. */
final class MachineCheck {
  private static final int WEAK_PCT = 25;

  private MachineCheck() {}

  /** Nothing where the machine does not know its voltage. */
  static Optional<Finding> supply(Map<String, String> readings) {
    String volts = readings.getOrDefault("supply-v", "");
    return Optional.ofNullable(readings.get("under-voltage"))
        .map(
            word ->
                switch (word) {
                  case "now" -> Finding.of(Saying.SUPPLY_LOW, volts);
                  case "earlier" -> Finding.of(Saying.SUPPLY_WAS_LOW, volts);
                  default -> Finding.of(Saying.SUPPLY_GOOD, volts);
                });
  }

  static Finding modem(Map<String, String> readings) {
    if (readings.isEmpty()) {
      return Finding.of(Saying.MODEM_NONE);
    }
    String state = readings.getOrDefault("modem-state", "?");
    String operator = readings.getOrDefault("modem-operator", "?");
    String signal = readings.getOrDefault("modem-signal-pct", "");
    if (!state.equals("connected") && !state.equals("registered")) {
      return Finding.of(Saying.MODEM_UNREGISTERED, state);
    }
    boolean weak = signal.matches("\\d{1,3}") && Integer.parseInt(signal) < WEAK_PCT;
    return Finding.of(weak ? Saying.MODEM_WEAK : Saying.MODEM_GOOD, operator, signal, state);
  }
}
