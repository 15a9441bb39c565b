package id.pantau.collector.auth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class LoginThrottleTest {
  private static final Instant NOW = Instant.parse("2026-11-25T01:00:00Z");

  private final LoginThrottle throttle = new LoginThrottle();

  private boolean passes(String name, String address, Instant now) {
    return throttle.begin(name, address, now).isZero();
  }

  @Test
  void theWaitDoublesUpToAMinute() {
    for (int i = 0; i < LoginThrottle.FREE_FROM_ONE_PLACE; i++) {
      assertTrue(passes("bupati", "1.1.1.1", NOW));
    }
    assertEquals(Duration.ofSeconds(1), throttle.begin("bupati", "1.1.1.1", NOW));
    Instant later = NOW.plusSeconds(1);
    assertTrue(passes("bupati", "1.1.1.1", later));
    assertEquals(Duration.ofSeconds(2), throttle.begin("bupati", "1.1.1.1", later));
    for (int seconds : new int[] {2, 4, 8, 16, 32, 60}) {
      later = later.plusSeconds(seconds);
      assertTrue(passes("bupati", "1.1.1.1", later), "after " + seconds);
    }
    assertEquals(Duration.ofSeconds(60), throttle.begin("bupati", "1.1.1.1", later));
  }

  @Test
  void aStrangerDoesNotKeepTheOwnerOut() {
    Instant now = NOW;
    for (int i = 0; i < 20; i++) {
      throttle.begin("bupati", "6.6.6.6", now);
      now = now.plusSeconds(40);
    }
    assertFalse(passes("bupati", "6.6.6.6", now.minusSeconds(40)));
    assertTrue(passes("bupati", "1.1.1.1", now));
  }

  @Test
  void guessesFromEverywhereAreSlowedByTheName() {
    for (int i = 0; i < LoginThrottle.FREE_OF_A_NAME; i++) {
      assertTrue(passes("bupati", "6.6.6." + i, NOW));
    }
    assertFalse(passes("bupati", "7.7.7.7", NOW));
    assertTrue(passes("sekda", "7.7.7.7", NOW));
  }

  @Test
  void oneAddressCannotTryEveryName() {
    for (int i = 0; i < LoginThrottle.FREE_OF_AN_ADDRESS; i++) {
      assertTrue(passes("user" + i, "6.6.6.6", NOW));
    }
    assertFalse(passes("another", "6.6.6.6", NOW));
  }

  @Test
  void manyRightLoginsFromOneOfficeAreNoGuessing() {
    for (int i = 0; i < 3 * LoginThrottle.FREE_OF_AN_ADDRESS; i++) {
      assertTrue(passes("user" + i, "1.1.1.1", NOW));
      throttle.right("user" + i, "1.1.1.1");
    }
  }

  @Test
  void aRightPasswordClearsThePlace() {
    for (int round = 0; round < 3; round++) {
      for (int i = 0; i < LoginThrottle.FREE_FROM_ONE_PLACE; i++) {
        assertTrue(passes("bupati", "1.1.1.1", NOW));
      }
      throttle.right("bupati", "1.1.1.1");
    }
  }

  @Test
  void aWindowLaterCountingBeginsAnew() {
    for (int i = 0; i < LoginThrottle.FREE_FROM_ONE_PLACE; i++) {
      passes("bupati", "1.1.1.1", NOW);
    }
    Instant later = NOW.plus(LoginThrottle.WINDOW).plusSeconds(1);
    for (int i = 0; i < LoginThrottle.FREE_FROM_ONE_PLACE; i++) {
      assertTrue(passes("bupati", "1.1.1.1", later));
    }
    assertFalse(passes("bupati", "1.1.1.1", later));
  }
}
