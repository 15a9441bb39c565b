package id.pantau.agent.nmea;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/** How many sentences came, and how many were refused by reason. Any thread may read. */
public final class RefusalCounts {
  private final LongAdder accepted = new LongAdder();
  private final LongAdder noiseBytes = new LongAdder();
  private final Map<Refusal, LongAdder> refused = new EnumMap<>(Refusal.class);

  RefusalCounts() {
    for (Refusal refusal : Refusal.values()) {
      refused.put(refusal, new LongAdder());
    }
  }

  void accept() {
    accepted.increment();
  }

  void refuse(Refusal why) {
    refused.get(why).increment();
  }

  void noise() {
    noiseBytes.increment();
  }

  /** Sentences that came whole. */
  public long accepted() {
    return accepted.sum();
  }

  /**
   * Bytes between sentences that are no line ends: binary protocols, comments, a wrong baud rate.
   */
  public long noiseBytes() {
    return noiseBytes.sum();
  }

  public long refused(Refusal why) {
    return refused.get(why).sum();
  }

  /** All refusals together. */
  public long refused() {
    return refused.values().stream().mapToLong(LongAdder::sum).sum();
  }
}
