package id.pantau.agent.hardware;

import static java.util.stream.Collectors.toMap;
import static org.junit.jupiter.api.Assertions.assertEquals;

import id.pantau.agent.board.Lamp;
import id.pantau.agent.board.Signal;
import id.pantau.agent.hardware.PinsFile.Pin;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The agent's pins are those of hardware/pins.yaml, and those are possible on a Raspberry Pi. */
class PinsTest {
  /** Place on the header to BCM number, from the documentation of the 40-pin header. */
  private static final Map<Integer, Integer> BCM_OF_HEADER =
      Map.ofEntries(
          Map.entry(3, 2),
          Map.entry(5, 3),
          Map.entry(7, 4),
          Map.entry(8, 14),
          Map.entry(10, 15),
          Map.entry(11, 17),
          Map.entry(12, 18),
          Map.entry(13, 27),
          Map.entry(15, 22),
          Map.entry(16, 23),
          Map.entry(18, 24),
          Map.entry(19, 10),
          Map.entry(21, 9),
          Map.entry(22, 25),
          Map.entry(23, 11),
          Map.entry(24, 8),
          Map.entry(26, 7),
          Map.entry(29, 5),
          Map.entry(31, 6),
          Map.entry(32, 12),
          Map.entry(33, 13),
          Map.entry(35, 19),
          Map.entry(36, 16),
          Map.entry(37, 26),
          Map.entry(38, 20),
          Map.entry(40, 21));

  private static final Map<String, List<Integer>> RAILS =
      Map.of(
          "3V3", List.of(1, 17), "5V", List.of(2, 4), "GND", List.of(6, 9, 14, 20, 25, 30, 34, 39));

  private final Map<String, Pin> pins = PinsFile.read();

  @Test
  void inputsOfTheAgentAreThoseOfTheFile() {
    Map<String, String> agent =
        Arrays.stream(Signal.values())
            .collect(
                toMap(
                    Signal::word,
                    s ->
                        "bcm %d, active %s, pull %s, gone %d ms"
                            .formatted(
                                s.bcm(),
                                s.activeHigh() ? "high" : "low",
                                s.pull().name().toLowerCase(Locale.ROOT),
                                s.goneFor().toMillis())));

    assertEquals(
        agent,
        section("inputs").entrySet().stream()
            .collect(
                toMap(
                    Map.Entry::getKey,
                    e ->
                        "bcm %d, active %s, pull %s, gone %d ms"
                            .formatted(
                                e.getValue().bcm().orElseThrow(),
                                e.getValue().word("active").orElseThrow(),
                                e.getValue().word("pull").orElseThrow(),
                                e.getValue().number("gone-ms").orElse(200)))));
  }

  /** PiBoard knows only lamps that light at a high level. */
  @Test
  void lampsOfTheAgentAreThoseOfTheFile() {
    Map<String, String> agent =
        Arrays.stream(Lamp.values())
            .collect(toMap(Lamp::word, l -> "bcm " + l.bcm() + ", active high"));

    assertEquals(
        agent,
        section("outputs").entrySet().stream()
            .collect(
                toMap(
                    Map.Entry::getKey,
                    e ->
                        "bcm %d, active %s"
                            .formatted(
                                e.getValue().bcm().orElseThrow(),
                                e.getValue().word("active").orElseThrow()))));
  }

  @Test
  void numberOfTheSoftwareAndPlaceOnTheHeaderBelongTogether() {
    pins.forEach(
        (name, pin) ->
            assertEquals(
                pin.word("rail").isPresent()
                    ? Optional.empty()
                    : Optional.of(BCM_OF_HEADER.getOrDefault(pin.header(), -1)),
                pin.bcm(),
                name));
  }

  @Test
  void suppliesAndGroundsAreWhereTheHeaderHasThem() {
    section("power")
        .forEach(
            (name, pin) ->
                assertEquals(
                    pin.word("rail"),
                    RAILS.entrySet().stream()
                        .filter(rail -> rail.getValue().contains(pin.header()))
                        .map(Map.Entry::getKey)
                        .findFirst(),
                    name));
  }

  @Test
  void noPlaceOnTheHeaderIsUsedTwice() {
    assertEquals(pins.size(), pins.values().stream().map(Pin::header).distinct().count());
  }

  /** The names are the Pi's: what it sends on TX arrives at the receiver's RX. */
  @Test
  void receiverIsOnTheSerialPortOfTheHeader() {
    assertEquals(Optional.of(14), pins.get("gnss-tx").bcm());
    assertEquals(Optional.of(15), pins.get("gnss-rx").bcm());
  }

  private Map<String, Pin> section(String section) {
    return pins.entrySet().stream()
        .filter(e -> e.getValue().section().equals(section))
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }
}
