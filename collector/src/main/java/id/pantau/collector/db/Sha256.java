package id.pantau.collector.db;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256, by which something is known again that is secret or large. */
public final class Sha256 {
  private Sha256() {}

  public static byte[] of(String text) {
    return of(text.getBytes(StandardCharsets.UTF_8));
  }

  public static byte[] of(byte[] bytes) {
    return begin().digest(bytes);
  }

  /** Enough of it to tell versions of a file apart, as text. */
  public static String tag(byte[] bytes) {
    return HexFormat.of().formatHex(of(bytes), 0, 12);
  }

  /** Of something in several parts. */
  public static MessageDigest begin() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
