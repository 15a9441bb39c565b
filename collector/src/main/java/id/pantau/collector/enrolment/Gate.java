package id.pantau.collector.enrolment;

import id.pantau.collector.fleet.DeviceNames;
import id.pantau.wire.DeviceId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Keeps revoked trackers out of the broker, and shows that it does. Safe for all threads.
 *
 * <p>mosquitto reads a new list at SIGHUP and refuses by it, but leaves connections alone that are
 * open (measured with 2.0.11). So we come to it under the tracker's own name, with a certificate of
 * the moment: the broker then pushes the older connection out. Whether it has read the list we see
 * by another certificate of the moment that stands in it.
 */
final class Gate {
  /** No tracker has this name. */
  static final String PROBE = DeviceNames.REVOCATION_PROBE;

  private static final Duration GUEST_LIFE = Duration.ofMinutes(10);
  private static final Duration READ_LIMIT = Duration.ofSeconds(4);
  private static final Duration LOOK_EVERY = Duration.ofMillis(100);

  private final RevocationList list;
  private final Authority authority;
  private final Optional<BrokerVisit> broker;

  /**
   * @param broker empty = there is none, and only the list is written
   */
  Gate(RevocationList list, Authority authority, Optional<BrokerVisit> broker) {
    this.list = list;
    this.authority = authority;
    this.broker = broker;
  }

  /** What was seen of the broker. */
  record Seen(boolean sessionEnded, boolean brokerRefuses) {}

  /** Hands the list to the broker; whether it reads it is not waited for. */
  void publish(List<RevocationList.Entry> revoked) {
    list.publish(revoked);
  }

  /** Ends the tracker's connection, and waits some seconds until the broker refuses by the list. */
  Seen shut(DeviceId device, List<RevocationList.Entry> revoked, Instant now)
      throws InterruptedException {
    Authority.Guest probe = authority.guest(PROBE, GUEST_LIFE);
    var all = new ArrayList<>(revoked);
    all.add(new RevocationList.Entry(probe.serial(), now, true));
    list.publish(all);
    if (broker.isEmpty()) {
      return new Seen(false, false);
    }
    // At once, and again once it cannot come back.
    boolean ended = pushOut(device);
    boolean refuses = awaitRefusal(probe);
    if (refuses) {
      ended = pushOut(device);
    }
    return new Seen(ended, refuses);
  }

  private boolean pushOut(DeviceId device) {
    Authority.Guest guest = authority.guest(device.value(), GUEST_LIFE);
    return broker.orElseThrow().as(device.value(), guest.tls()) == BrokerVisit.Reception.LET_IN;
  }

  private boolean awaitRefusal(Authority.Guest probe) throws InterruptedException {
    long until = System.nanoTime() + READ_LIMIT.toNanos();
    while (System.nanoTime() < until) {
      switch (broker.orElseThrow().as(PROBE, probe.tls())) {
        case REFUSED -> {
          return true;
        }
        case AWAY -> {
          return false;
        }
        case LET_IN -> TimeUnit.MILLISECONDS.sleep(LOOK_EVERY.toMillis());
      }
    }
    return false;
  }
}
