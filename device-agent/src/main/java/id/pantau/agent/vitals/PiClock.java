package id.pantau.agent.vitals;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** How far the clock of the machine is from that of the satellites; ahead is positive. */
final class PiClock implements Source {
  private final Supplier<Optional<Instant>> satellites;
  private final InstantSource machine;

  PiClock(Supplier<Optional<Instant>> satellites, InstantSource machine) {
    this.satellites = satellites;
    this.machine = machine;
  }

  @Override
  public Map<String, String> read() {
    return satellites
        .get()
        .map(time -> Duration.between(time, machine.instant()).plusMillis(500).toSeconds())
        .map(off -> Map.of("clock-off-s", Long.toString(off)))
        .orElse(Map.of());
  }
}
