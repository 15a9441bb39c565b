package id.pantau.collector.auth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class PasswordHasherTest {
  private final PasswordHasher hasher = new PasswordHasher();

  @Test
  void aPasswordMatchesItsHashAndNoOther() {
    String hash = hasher.hash("kopi-sembalun");
    assertTrue(hasher.matches("kopi-sembalun", hash));
    assertFalse(hasher.matches("kopi-sembalu", hash));
    assertFalse(hasher.matches("", hash));
    assertNotEquals(hash, hasher.hash("kopi-sembalun"), "each has a salt of its own");
  }

  /** With other parameters an unknown name would be answered sooner or later than a known one. */
  @Test
  void theHashOfNobodyTakesAsMuchWorkAsAnyOther() {
    assertEquals(parameters(hasher.hash("kopi-sembalun")), parameters(PasswordHasher.NOBODY));
    assertFalse(hasher.matchesNobody("kopi-sembalun"));
  }

  /** All but salt and hash, and how long these are. */
  private static String parameters(String phc) {
    String[] parts = phc.split("\\$");
    return String.join("$", parts[1], parts[2], parts[3])
        + " "
        + parts[4].length()
        + " "
        + parts[5].length();
  }
}
