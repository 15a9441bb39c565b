package id.pantau.agent.uplink;

import java.time.Duration;
import java.util.random.RandomGenerator;

/** How long to wait before the broker is tried again. One thread. */
final class ReconnectPolicy {
  private static final Duration FIRST = Duration.ofMillis(500);

  /**
   * After an outage of any length all have tried again within 20 s, evenly spread: of the 30 s in
   * which all are to be in, 10 are left to let them in. An attempt at a broker that is away costs
   * 150 bytes; without a network none.
   */
  static final Duration LONGEST_ABSENT = Duration.ofSeconds(20);

  /** Each time cost a handshake of some kB for nothing. */
  static final Duration LONGEST_BROKEN = Duration.ofSeconds(60);

  /** As much, and a no is rarely taken back within minutes. */
  static final Duration LONGEST_REFUSED = Duration.ofMinutes(5);

  /** Two devices with one key throw each other out: whoever is let in does not last longer. */
  static final Duration LASTING = Duration.ofMinutes(1);

  private final Backoff absent;
  private final Backoff broken;
  private final Backoff refused;
  private int absences;
  private int inVain;
  private int cutOffs;

  ReconnectPolicy(RandomGenerator random) {
    this.absent = Backoff.scattered(FIRST, LONGEST_ABSENT, random);
    this.broken = Backoff.steady(FIRST, LONGEST_BROKEN, random);
    this.refused = Backoff.steady(FIRST, LONGEST_REFUSED, random);
  }

  /** There is another way to the broker. */
  void beginAnew() {
    absences = 0;
    inVain = 0;
    cutOffs = 0;
  }

  /** There was no connection. */
  Duration after(Link.Fault fault) {
    return switch (fault) {
      case ABSENT -> {
        inVain = 0;
        cutOffs = 0;
        yield absent.after(++absences);
      }
      case BROKEN -> {
        absences = 0;
        yield broken.after(++inVain);
      }
      case REFUSED -> {
        absences = 0;
        yield refused.after(++inVain);
      }
    };
  }

  /**
   * There was a connection.
   *
   * @param life how long it lasted
   * @param used whether the broker has confirmed anything over it: then it was no handshake for
   *     nothing, and what ended it is as likely a broker that was restarted
   * @param displaced whether the broker has let in another of our name instead
   */
  Duration afterConnection(Duration life, boolean used, boolean displaced) {
    if (displaced) {
      return after(Link.Fault.REFUSED);
    }
    if (life.compareTo(LASTING) >= 0) {
      beginAnew();
      return after(Link.Fault.ABSENT);
    }
    if (!used) {
      return after(Link.Fault.BROKEN);
    }
    // Patient too, but not for longer: with a network that flickers each costs a handshake.
    absences = 0;
    inVain = 0;
    return absent.after(++cutOffs);
  }
}
