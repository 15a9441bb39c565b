package id.pantau.collector.scope;

import java.util.Locale;
import java.util.OptionalInt;

/**
 * The person (or wall screen) on whose behalf something is read or written.
 *
 * <p>These answers are the first wall, for a readable refusal; row-level security in PostgreSQL is
 * the second and gives the same answers from {@code app.role} and {@code app.opd}.
 *
 * @param opdId the agency they belong to; empty for those who belong to none
 * @param language of the sentences they read
 */
public record Viewer(
    int userId,
    String userName,
    String displayName,
    Role role,
    OptionalInt opdId,
    Locale language) {

  /** Whether the reports of every agency are open to them. */
  public boolean readsAllOpds() {
    return switch (role) {
      case LEADER, VERIFIER, CC_OPERATOR, WALL -> true;
      case OPD_HEAD, OPD_OPERATOR, TECHNICIAN, ADMIN -> false;
    };
  }

  public boolean readsOpd(int opd) {
    return readsAllOpds() || writesOpd(opd);
  }

  /** Whether they may report for this agency. */
  public boolean writesOpd(int opd) {
    return switch (role) {
      case OPD_HEAD, OPD_OPERATOR -> opdId.isPresent() && opdId.getAsInt() == opd;
      case LEADER, VERIFIER, CC_OPERATOR, TECHNICIAN, ADMIN, WALL -> false;
    };
  }

  /** Whether they may see where vehicles are and were, within their agencies. */
  public boolean seesRoutes() {
    return switch (role) {
      case LEADER, VERIFIER, CC_OPERATOR, WALL, OPD_HEAD, OPD_OPERATOR -> true;
      case TECHNICIAN, ADMIN -> false;
    };
  }
}
