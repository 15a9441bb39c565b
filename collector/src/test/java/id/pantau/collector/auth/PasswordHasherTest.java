package id.pantau.collector.auth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
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

  /** Made by password4j 1.8.4, which was used before. */
  @Test
  void aHashThatAnotherLibraryMadeIsStillGood() {
    String hash =
        "$argon2id$v=19$m=19456,t=2,p=1$RRPHeYKRIJXZCH3iUlf95w"
            + "$/53t0a0DuEVNGtZMjzKM/XAAqygPuPTOKU5q/abQEzU";
    assertTrue(hasher.matches("kopi-sembalun \u00e9", hash));
    assertFalse(hasher.matches("kopi-sembalun e", hash));
  }

  @Test
  void whatIsNoHashOfOursIsAFault() {
    for (String other :
        new String[] {
          "",
          "kopi-sembalun",
          "$2b$12$abcdefghijklmnopqrstuv",
          "$argon2i$v=19$m=19456,t=2,p=1$RRPHeYKRIJXZCH3iUlf95w$/53t0a0D",
          "$argon2id$v=16$m=19456,t=2,p=1$RRPHeYKRIJXZCH3iUlf95w$/53t0a0D",
          "$argon2id$v=19$m=99999999,t=2,p=1$RRPHeYKRIJXZCH3iUlf95w$/53t0a0D"
        }) {
      assertThrows(IllegalArgumentException.class, () -> hasher.matches("kopi-sembalun", other));
    }
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
