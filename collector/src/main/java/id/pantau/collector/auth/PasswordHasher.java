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

  private final Semaphore cores = new Semaphore(Runtime.getRuntime().availableProcessors());

  /**
   * The hash of a password nobody has: checked when there is no account, so that time tells
   * nothing.
   */
  private final String nobody = hash("pantau: this is the password of nobody");

  /** A PHC string with a salt of its own. */
  String hash(String password) {
    return bounded(() -> Password.hash(password).addRandomSalt().with(ARGON2ID).getResult());
  }

  boolean matches(String password, String hash) {
    return bounded(() -> Password.check(password, hash).with(ARGON2ID));
  }

  /** Takes as long as {@link #matches} and is always false. */
  boolean matchesNobody(String password) {
    matches(password, nobody);
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
