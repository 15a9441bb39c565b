package id.pantau.agent.service;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Whether every part of the tracker moves on. Parts are named at the start; one thread, the
 * watchdog's, asks.
 */
public final class Liveness {
  private final List<Pulse> pulses = new CopyOnWriteArrayList<>();
  private final Map<Pulse, Long> taken = new HashMap<>();

  /** A further part, which must tick from now on. */
  public Pulse pulse(String name) {
    var pulse = new Pulse(name);
    pulses.add(pulse);
    return pulse;
  }

  /**
   * Whether all have ticked since this was last true. While it is false the ticks of the others are
   * not used up: parts need not tick in step.
   */
  boolean takeIfAllTicked() {
    for (Pulse pulse : pulses) {
      if (pulse.ticks() == taken.getOrDefault(pulse, 0L)) {
        return false;
      }
    }
    pulses.forEach(pulse -> taken.put(pulse, pulse.ticks()));
    return true;
  }

  /** Those that have not ticked for so long. */
  List<Pulse> stuckFor(Duration time) {
    long now = System.nanoTime();
    return pulses.stream().filter(pulse -> now - pulse.lastNanos() > time.toNanos()).toList();
  }
}
