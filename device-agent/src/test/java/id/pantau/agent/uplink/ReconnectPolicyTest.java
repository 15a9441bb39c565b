package id.pantau.agent.uplink;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** When the broker is tried again. */
class ReconnectPolicyTest {
  private static final int TRACKERS = 2_000;

  /** What a fleet draws after so many failures of each, in ms. */
  private static int[] drawn(int failures) {
    var random = new Random(52_03);
    return IntStream.range(0, TRACKERS)
        .map(
            tracker -> {
              var policy = new ReconnectPolicy(random);
              for (int i = 1; i < failures; i++) {
                policy.after(Link.Fault.ABSENT);
              }
              return (int) policy.after(Link.Fault.ABSENT).toMillis();
            })
        .toArray();
  }

  @Test
  void afterALongOutageAllComeWithinTwentySecondsAndEvenly() {
    int[] waits = drawn(1_000);
    int[] inASecond = new int[20];
    for (int wait : waits) {
      inASecond[Math.min(wait / 1_000, 19)]++;
    }
    assertTrue(IntStream.of(waits).max().orElseThrow() <= 20_000);
    int fair = TRACKERS / inASecond.length;
    for (int each : inASecond) {
      assertTrue(each > fair / 2 && each < fair * 2, each + " in a second, fair were " + fair);
    }
  }

  @Test
  void theFirstAttemptsFollowSoon() {
    assertTrue(IntStream.of(drawn(1)).max().orElseThrow() <= 500);
    assertTrue(IntStream.of(drawn(4)).max().orElseThrow() <= 4_000);
  }

  /** The longest wait that is drawn; refusals draw the longer half. */
  private static final Random LATEST =
      new Random() {
        private static final long serialVersionUID = 1;

        @Override
        public long nextLong(long bound) {
          return bound - 1;
        }
      };

  private static Duration afterMany(ReconnectPolicy policy, Link.Fault fault) {
    for (int i = 0; i < 100; i++) {
      policy.after(fault);
    }
    return policy.after(fault);
  }

  @Test
  void whatCostsAHandshakeIsTriedMoreRarelyAndARefusalMostRarely() {
    assertEquals(Duration.ofMinutes(1), afterMany(new ReconnectPolicy(LATEST), Link.Fault.BROKEN));
    assertEquals(Duration.ofMinutes(5), afterMany(new ReconnectPolicy(LATEST), Link.Fault.REFUSED));
  }

  @Test
  void aBrokerThatIsAwayHasForgottenWhatItRefused() {
    var policy = new ReconnectPolicy(LATEST);
    afterMany(policy, Link.Fault.REFUSED);
    policy.after(Link.Fault.ABSENT);
    assertEquals(Duration.ofMillis(500), policy.after(Link.Fault.REFUSED));
  }

  /** Else they would throw each other out twice a second, with a handshake each time. */
  @Test
  void twoWithOneKeyBecomePatient() {
    var policy = new ReconnectPolicy(LATEST);
    Duration wait = Duration.ZERO;
    for (int i = 0; i < 100; i++) {
      wait = policy.afterConnection(shorter(wait, Duration.ofSeconds(59)), false, false);
    }
    assertEquals(Duration.ofMinutes(1), wait);
    assertEquals(Duration.ofMinutes(5), policy.afterConnection(Duration.ofHours(1), true, true));
  }

  /** As a tracker on a broker that dies every ten seconds; `./pantau chaos` found this. */
  @Test
  void whoeverWasHeardIsBackWithinTwentySecondsHoweverOftenItIsCutOff() {
    var policy = new ReconnectPolicy(LATEST);
    Duration wait = Duration.ZERO;
    for (int i = 0; i < 100; i++) {
      wait = policy.afterConnection(Duration.ofSeconds(10), true, false);
    }
    assertEquals(ReconnectPolicy.LONGEST_ABSENT, wait);
    assertEquals(Duration.ofMillis(500), policy.after(Link.Fault.BROKEN), "none was in vain");
  }

  private static Duration shorter(Duration a, Duration b) {
    return a.compareTo(b) < 0 ? a : b;
  }

  @Test
  void aConnectionThatLastedAndAnotherRouteBeginAnew() {
    var policy = new ReconnectPolicy(LATEST);
    afterMany(policy, Link.Fault.ABSENT);
    assertEquals(
        Duration.ofMillis(500), policy.afterConnection(ReconnectPolicy.LASTING, true, false));
    afterMany(policy, Link.Fault.BROKEN);
    policy.beginAnew();
    assertEquals(Duration.ofMillis(500), policy.after(Link.Fault.BROKEN));
  }
}
