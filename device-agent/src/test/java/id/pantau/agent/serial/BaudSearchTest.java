package id.pantau.agent.serial;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class BaudSearchTest {
  private final BaudSearch search = new BaudSearch(List.of(9_600, 38_400, 115_200));
  private long nanos;
  private long understood;

  /** So many seconds of 80 bytes each. */
  private void seconds(int count, boolean sense) {
    for (int i = 0; i < count; i++) {
      nanos += Duration.ofSeconds(1).toNanos();
      understood += sense ? 1 : 0;
      if (search.isWrong(80, understood, nanos)) {
        search.begin(understood, nanos);
      }
    }
  }

  @Test
  void staysWhereItUnderstands() {
    seconds(100, true);
    assertEquals(9_600, search.rate());
  }

  @Test
  void goesRoundUntilItUnderstands() {
    seconds(3, false);
    assertEquals(38_400, search.rate());
    seconds(3, false);
    assertEquals(115_200, search.rate());
    seconds(3, false);
    assertEquals(9_600, search.rate());
  }

  @Test
  void aBadStretchOfLineIsNoOtherRate() {
    seconds(5, true);
    seconds(15, false);
    assertEquals(9_600, search.rate());
    seconds(6, false);
    assertEquals(38_400, search.rate(), "the receiver was replaced, or reset to its factory rate");
  }

  @Test
  void silenceProvesNothing() {
    for (int i = 0; i < 100; i++) {
      nanos += Duration.ofSeconds(1).toNanos();
      assertFalse(search.isWrong(0, 0, nanos));
    }
  }

  @Test
  void aGivenRateIsNeverDoubted() {
    var given = new BaudSearch(List.of(4_800));
    assertFalse(given.isWrong(100_000, 0, Duration.ofHours(1).toNanos()));
  }
}
