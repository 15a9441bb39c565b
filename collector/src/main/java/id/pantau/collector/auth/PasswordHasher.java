package id.pantau.collector.auth;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.concurrent.Semaphore;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/**
 * Argon2id with 19 MiB, 2 passes, 1 lane: the least that OWASP's password storage cheat sheet
 * accepts. Hashes are kept as PHC strings, which name what they were made with; so a later change
 * of these figures leaves the old ones valid.
 *
 * <p>As many at a time as there are cores, so that a flood of logins cannot take all memory.
 */
final class PasswordHasher {
  private static final int MEMORY_KIB = 19 * 1024;
  private static final int PASSES = 2;
  private static final int LANES = 1;
  private static final int HASH_BYTES = 32;

  /** As RFC 9106 recommends. */
  private static final int SALT_BYTES = 16;

  /**
   * The hash of 32 random bytes that nobody kept: checked when there is no account, so that time
   * tells nothing.
   */
  static final String NOBODY =
      "$argon2id$v=19$m=19456,t=2,p=1$K15lk9Hu4mbS6cJFQbYSbA"
          + "$5+s7DJZpzWfHZiONw8Gagyj2jSLlIu/VfRR13NsARmU";

  private static final Pattern PHC =
      Pattern.compile(
          "\\$argon2id\\$v=19\\$m=(\\d{1,7}),t=(\\d{1,3}),p=(\\d{1,2})\\$([^$]+)\\$([^$]+)");

  private static final SecureRandom RANDOM = new SecureRandom();

  private final Semaphore cores = new Semaphore(Runtime.getRuntime().availableProcessors());

  /** A PHC string with a salt of its own. */
  String hash(String password) {
    byte[] salt = new byte[SALT_BYTES];
    RANDOM.nextBytes(salt);
    byte[] hash = argon2(password, salt, MEMORY_KIB, PASSES, LANES, HASH_BYTES);
    Base64.Encoder base64 = Base64.getEncoder().withoutPadding();
    return "$argon2id$v=19$m=%d,t=%d,p=%d$%s$%s"
        .formatted(
            MEMORY_KIB, PASSES, LANES, base64.encodeToString(salt), base64.encodeToString(hash));
  }

  /**
   * @param hash a PHC string of Argon2id, version 1.3
   * @throws IllegalArgumentException when it is not one
   */
  boolean matches(String password, String hash) {
    Matcher phc = PHC.matcher(hash);
    if (!phc.matches()) {
      throw new IllegalArgumentException("not a PHC string of Argon2id");
    }
    byte[] salt = Base64.getDecoder().decode(phc.group(4));
    byte[] wanted = Base64.getDecoder().decode(phc.group(5));
    int memoryKib = Integer.parseInt(phc.group(1));
    int passes = Integer.parseInt(phc.group(2));
    int lanes = Integer.parseInt(phc.group(3));
    return MessageDigest.isEqual(
        wanted, argon2(password, salt, memoryKib, passes, lanes, wanted.length));
  }

  /** Takes as long as {@link #matches} and is always false. */
  boolean matchesNobody(String password) {
    matches(password, NOBODY);
    return false;
  }

  private byte[] argon2(
      String password, byte[] salt, int memoryKib, int passes, int lanes, int bytes) {
    byte[] hash = new byte[bytes];
    cores.acquireUninterruptibly();
    try {
      var generator = new Argon2BytesGenerator();
      generator.init(
          new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
              .withVersion(Argon2Parameters.ARGON2_VERSION_13)
              .withMemoryAsKB(memoryKib)
              .withIterations(passes)
              .withParallelism(lanes)
              .withSalt(salt)
              .build());
      generator.generateBytes(password.getBytes(StandardCharsets.UTF_8), hash);
      return hash;
    } finally {
      cores.release();
    }
  }
}
