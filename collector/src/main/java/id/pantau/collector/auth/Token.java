package id.pantau.collector.auth;

import id.pantau.collector.db.Sha256;
import java.security.SecureRandom;
import java.util.Base64;

/** 256 random bits that somebody holds; the database holds their SHA-256 only. */
record Token(String text) {
  private static final int BYTES = 32;

  static Token random() {
    byte[] bytes = new byte[BYTES];
    new SecureRandom().nextBytes(bytes);
    return new Token(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
  }

  byte[] hash() {
    return Sha256.of(text);
  }

  @Override
  public String toString() {
    return "token"; // must not reach a log
  }
}
