package id.pantau.collector.auth;

import id.pantau.collector.scope.Role;
import java.util.OptionalInt;

/**
 * An account to make.
 *
 * @param userName lower-case letters, digits, dots and hyphens
 * @param displayName what screens call them: a role in the demo, a name in a real installation
 * @param opdId present exactly for heads and operators of an agency
 * @param password at least {@value #PASSWORD_MIN} characters
 */
public record NewUser(
    String userName, String displayName, Role role, OptionalInt opdId, String password) {
  public static final int PASSWORD_MIN = 10;

  public NewUser {
    if (password.length() < PASSWORD_MIN) {
      throw new IllegalArgumentException("password shorter than " + PASSWORD_MIN);
    }
    if (role == Role.WALL) {
      throw new IllegalArgumentException("a wall screen is no user");
    }
  }

  @Override
  public String toString() {
    return userName; // a password must not reach a log
  }
}
