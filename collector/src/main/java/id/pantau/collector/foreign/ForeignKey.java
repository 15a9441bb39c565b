package id.pantau.collector.foreign;

import id.pantau.collector.db.Sha256;
import java.security.SecureRandom;

/**
 * What a foreign tracker shows instead of a certificate: 130 random bits in letters that can be
 * typed. The database holds their SHA-256 only. A slow hash is for passwords, which people choose
 * and others can guess; nobody guesses 130 bits, and this one is computed for every position.
 */
record ForeignKey(String text) {
  private static final String ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz";
  private static final int LENGTH = 26;

  static ForeignKey random(SecureRandom random) {
    var text = new StringBuilder(LENGTH);
    for (int i = 0; i < LENGTH; i++) {
      text.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
    }
    return new ForeignKey(text.toString());
  }

  byte[] hash() {
    return Sha256.of(text);
  }

  @Override
  public String toString() {
    return "key"; // must not reach a log
  }
}
