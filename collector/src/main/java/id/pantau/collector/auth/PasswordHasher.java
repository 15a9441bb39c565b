package id.pantau.collector.auth;

import com.password4j.Argon2Function;
import com.password4j.Password;
import com.password4j.types.Argon2;
import java.util.concurrent.Semaphore;

/**
 * Argon2id with 19 MiB, 2 passes, 1 lane: the least that OWASP's password storage cheat sheet
 * accepts.
 *
 * <p>As many at a time as there are cores, so that a flood of logins cannot take all memory.
 */
final class PasswordHasher {
  private static final Argon2Function ARGON2ID =
      Argon2Function.getInstance(19 * 1024, 2, 1, 32, Argon2.ID);

  /** Bytes, as RFC 9106 recommends. */
  private static final int SALT = 16;

  /**
   * The hash of 32 random bytes that nobody kept: checked when there is no account, so that time
   * tells nothing.
   */
  static final String NOBODY =
      "$argon2id$v=19$m=19456,t=2,p=1$K15lk9Hu4mbS6cJFQbYSbA"
          + "$5+s7DJZpzWfHZiONw8Gagyj2jSLlIu/VfRR13NsARmU";

  private final Semaphore cores = new Semaphore(Runtime.getRuntime().availableProcessors());

  /** A PHC string with a salt of its own. */
  String hash(String password) {
    return bounded(() -> Password.hash(password).addRandomSalt(SALT).with(ARGON2ID).getResult());
  }

  boolean matches(String password, String hash) {
    return bounded(() -> Password.check(password, hash).with(ARGON2ID));
  }

  /** Takes as long as {@link #matches} and is always false. */
  boolean matchesNobody(String password) {
    matches(password, NOBODY);
    return false;
  }

  private <T> T bounded(java.util.function.Supplier<T> work) {
    cores.acquireUninterruptibly();
    try {
      return work.get();
    } finally {
      cores.release();
    }
  }
}
