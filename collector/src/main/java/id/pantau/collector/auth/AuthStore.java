package id.pantau.collector.auth;

import id.pantau.collector.db.Row;
import id.pantau.collector.db.Session;
import id.pantau.collector.db.Sql;
import id.pantau.collector.scope.Role;
import id.pantau.collector.scope.Viewer;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** SQL of accounts and sessions. */
final class AuthStore {
  private static final Sql ADD_USER =
      Sql.of(
          """
          INSERT INTO user_account (user_name, display_name, role, opd_id, password_hash, created_at)
          VALUES (:userName, :displayName, :role, :opdId, :hash, :at) RETURNING id
          """);
  private static final Sql FIND_USER =
      Sql.of(
          """
          SELECT id, user_name, display_name, role, opd_id, language, password_hash
          FROM user_account WHERE user_name = :userName AND active
          """);
  private static final Sql ADD_SESSION =
      Sql.of(
          """
          INSERT INTO session (token_hash, user_id, wall_screen_id, created_at, last_seen_at)
          VALUES (:token, :userId, :wallId, :at, :at)
          """);
  private static final Sql FIND_SESSION = Sql.beside(AuthStore.class, "find-session.sql");
  private static final Sql FIND_WALL =
      Sql.of(
          """
          SELECT id, label FROM wall_screen WHERE token_hash = :token AND revoked_at IS NULL
          """);

  /** An account with what its password must match. */
  record Account(Viewer viewer, String passwordHash) {}

  /** A session with its times. */
  record Open(Viewer viewer, Instant createdAt, Instant lastSeenAt) {}

  private final Session session;

  AuthStore(Session session) {
    this.session = session;
  }

  int addUser(NewUser user, String hash, Instant at) {
    return session
        .get(
            ADD_USER,
            Map.of(
                "userName", user.userName(),
                "displayName", user.displayName(),
                "role", user.role().word(),
                "opdId", user.opdId(),
                "hash", hash,
                "at", at))
        .getInt("id");
  }

  Optional<Account> findAccount(String userName) {
    return session
        .find(FIND_USER, Map.of("userName", userName))
        .map(row -> new Account(person(row), row.getText("password_hash")));
  }

  /** The wall screen that holds this token. */
  Optional<Integer> findWall(Token token) {
    return session.find(FIND_WALL, Map.of("token", token.hash())).map(row -> row.getInt("id"));
  }

  void addWall(String label, Token token, Instant at) {
    session.change(
        Sql.of(
            """
            INSERT INTO wall_screen (label, token_hash, created_at) VALUES (:label, :token, :at)
            """),
        Map.of("label", label, "token", token.hash(), "at", at));
  }

  void addSession(Token token, OptionalInt userId, OptionalInt wallId, Instant at) {
    session.change(
        ADD_SESSION, Map.of("token", token.hash(), "userId", userId, "wallId", wallId, "at", at));
  }

  Optional<Open> findSession(Token token) {
    return session
        .find(FIND_SESSION, Map.of("token", token.hash()))
        .map(
            row ->
                new Open(
                    row.findInt("wall_screen_id").isPresent() ? wall(row) : person(row),
                    row.getInstant("created_at"),
                    row.getInstant("last_seen_at")));
  }

  void touchSession(Token token, Instant at) {
    session.change(
        Sql.of("UPDATE session SET last_seen_at = :at WHERE token_hash = :token"),
        Map.of("at", at, "token", token.hash()));
  }

  void removeSession(Token token) {
    session.change(
        Sql.of("DELETE FROM session WHERE token_hash = :token"), Map.of("token", token.hash()));
  }

  void removeSessionsBefore(Instant created, Instant lastSeen) {
    session.change(
        Sql.of(
            """
            DELETE FROM session WHERE wall_screen_id IS NULL AND (created_at < :created OR last_seen_at < :lastSeen)
            """),
        Map.of("created", created, "lastSeen", lastSeen));
  }

  private static Viewer person(Row row) {
    return new Viewer(
        row.getInt("id"),
        row.getText("user_name"),
        row.getText("display_name"),
        Role.find(row.getText("role")).orElseThrow(),
        row.findInt("opd_id"),
        Locale.of(row.getText("language")));
  }

  /** A wall screen is nobody: its id is negative, which no account's is. */
  private static Viewer wall(Row row) {
    String label = row.getText("label");
    int id = -row.getInt("wall_screen_id");
    return new Viewer(id, "wall", label, Role.WALL, OptionalInt.empty(), Locale.of("id"));
  }
}
