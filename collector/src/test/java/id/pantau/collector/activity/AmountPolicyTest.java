package id.pantau.collector.activity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AmountPolicyTest {
  private static final Locale INDONESIAN = Locale.of("id");

  @Test
  void asksWhenItIsMoreThanThePagu() {
    assertFalse(AmountPolicy.isSuspicious(100, 0, 100));
    assertTrue(AmountPolicy.isSuspicious(101, 0, 100));
  }

  @Test
  void asksWhenItIsMoreThanTenTimesThePreviousSum() {
    assertFalse(AmountPolicy.isSuspicious(216_000_000, 21_600_000, 1_000_000_000));
    assertTrue(AmountPolicy.isSuspicious(216_000_001, 21_600_000, 1_000_000_000));
  }

  @Test
  void theFirstPaymentIsComparedWithThePaguOnly() {
    assertFalse(AmountPolicy.isSuspicious(300_000_000, 0, 1_000_000_000));
  }

  @Test
  void hugeAmountsDoNotOverflow() {
    assertFalse(AmountPolicy.isSuspicious(Long.MAX_VALUE, Long.MAX_VALUE / 2, Long.MAX_VALUE));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "21600000000 | Rp 21,6 miliar | Rp 21.6 billion",
        "21600000 | Rp 21,6 juta | Rp 21.6 million",
        "1250000000000 | Rp 1,25 triliun | Rp 1.25 trillion",
        "100000000 | Rp 100 juta | Rp 100 million",
        "1000 | Rp 1 ribu | Rp 1 thousand",
        "999 | Rp 999 | Rp 999"
      })
  void saysAnAmountInWords(long amountRp, String indonesian, String english) {
    assertEquals(indonesian, AmountPolicy.inWords(amountRp, INDONESIAN));
    assertEquals(english, AmountPolicy.inWords(amountRp, Locale.ENGLISH));
  }
}
