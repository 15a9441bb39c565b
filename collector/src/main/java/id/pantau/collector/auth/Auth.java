package id.pantau.collector.auth;

import id.pantau.collector.db.Db;
import id.pantau.collector.scope.Viewer;
import id.pantau.collector.web.Problem;
import id.pantau.collector.web.Sessions;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Who is who: logs people and wall screens in and out, and tells whose a session is. Safe for all
 * threads.
 */
public final class Auth implements Sessions {
  static final Duration IDLE_LIMIT = Duration.ofMinutes(30);
  static final Duration ABSOLUTE_LIMIT = Duration.ofHours(12);

  /** A session's last use is written down only this often: a write a request would be a waste. */
  static final Duration TOUCH_EVERY = Duration.ofMinutes(1);

  /**
   * Tokens cannot be guessed; the screens of one address count together. No account is named so.
   */
  private static final String WALL_NAME = "wall@";

  private final Db db;
  private final InstantSource clock;
  private final Audit audit;
  private final PasswordHasher hasher = new PasswordHasher();
  private final LoginThrottle throttle = new LoginThrottle();

  public Auth(Db db, Audit audit, InstantSource clock) {
    this.db = db;
    this.audit = audit;
    this.clock = clock;
  }

  /** A fresh session. */
  record Login(String token, Viewer viewer) {}

  /**
   * Makes an account; its id.
   *
   * @throws RuntimeException when the name is taken or the agency does not exist
   */
  public int addUser(NewUser user) {
    return addUser(user, hasher.hash(user.password()));
  }

  /**
   * Makes accounts; those with the same password get the same hash, for hashing is slow. Only for
   * passwords that are published: whoever reads the database sees who shares one.
   *
   * @throws RuntimeException when a name is taken or an agency does not exist
   */
  public void addPublicUsers(List<NewUser> users) {
    var hashes = new HashMap<String, String>();
    for (NewUser user : users) {
      addUser(user, hashes.computeIfAbsent(user.password(), hasher::hash));
    }
  }

  private int addUser(NewUser user, String hash) {
    int id = db.asService(session -> new AuthStore(session).addUser(user, hash, clock.instant()));
    audit.record("system", "user-added", "user:" + user.userName(), user.role().word());
    return id;
  }

  /** Makes a wall screen; its token, which is shown this once. */
  public String addWallScreen(String label) {
    Token token = Token.random();
    db.doAsService(session -> new AuthStore(session).addWall(label, token, clock.instant()));
    audit.record("system", "wall-added", "wall:" + label, "");
    return token.text();
  }

  /**
   * Logs a person in. A wrong password and an unknown name get the same answer in the same time.
   *
   * @param address where the request came from, to slow down guessing
   * @throws Problem 401 {@code wrong-password}, 429 {@code too-many-attempts}
   */
  Login logIn(String userName, String password, String address) {
    requirePatience(userName, address);
    Optional<AuthStore.Account> account =
        db.asService(session -> new AuthStore(session).findAccount(userName));
    boolean right =
        account.isPresent()
            ? hasher.matches(password, account.get().passwordHash())
            : hasher.matchesNobody(password);
    if (!right) {
      audit.record(shortened(userName), "login-refused", "address:" + address, "");
      throw Problem.of(401, "wrong-password");
    }
    throttle.right(userName, address);
    Viewer viewer = account.orElseThrow().viewer();
    audit.record(viewer.userName(), "login", "address:" + address, "");
    return open(viewer, OptionalInt.of(viewer.userId()), OptionalInt.empty());
  }

  /**
   * Opens the session of a wall screen.
   *
   * @throws Problem 401 {@code wrong-wall-token}, 429 {@code too-many-attempts}
   */
  Login openWall(String wallToken, String address) {
    requirePatience(WALL_NAME + address, address);
    Optional<Integer> wall =
        db.asService(session -> new AuthStore(session).findWall(new Token(wallToken)));
    if (wall.isEmpty()) {
      audit.record("wall", "login-refused", "address:" + address, "");
      throw Problem.of(401, "wrong-wall-token");
    }
    throttle.right(WALL_NAME + address, address);
    audit.record("wall", "login", "address:" + address, "wall:" + wall.get());
    Instant now = clock.instant();
    Token token = Token.random();
    return db.asService(
        session -> {
          var store = new AuthStore(session);
          store.addSession(token, OptionalInt.empty(), OptionalInt.of(wall.get()), now);
          return new Login(token.text(), store.findSession(token).orElseThrow().viewer());
        });
  }

  void logOut(String token) {
    db.doAsService(session -> new AuthStore(session).removeSession(new Token(token)));
  }

  @Override
  public Optional<Viewer> find(String tokenText) {
    Token token = new Token(tokenText);
    Instant now = clock.instant();
    return db.asService(
        session -> {
          var store = new AuthStore(session);
          Optional<AuthStore.Open> open = store.findSession(token);
          if (open.isEmpty() || isOver(open.get(), now)) {
            return Optional.empty();
          }
          if (Duration.between(open.get().lastSeenAt(), now).compareTo(TOUCH_EVERY) > 0) {
            store.touchSession(token, now);
          }
          return open.map(AuthStore.Open::viewer);
        });
  }

  private Login open(Viewer viewer, OptionalInt userId, OptionalInt wallId) {
    Token token = Token.random();
    Instant now = clock.instant();
    db.doAsService(
        session -> {
          var store = new AuthStore(session);
          store.removeSessionsBefore(now.minus(ABSOLUTE_LIMIT), now.minus(IDLE_LIMIT));
          store.addSession(token, userId, wallId, now);
        });
    return new Login(token.text(), viewer);
  }

  /** A wall screen stays: nobody is there to log it in again after a power cut. */
  private static boolean isOver(AuthStore.Open open, Instant now) {
    return switch (open.viewer().role()) {
      case WALL -> false;
      case LEADER, OPD_HEAD, OPD_OPERATOR, VERIFIER, CC_OPERATOR, TECHNICIAN, ADMIN ->
          now.isAfter(open.createdAt().plus(ABSOLUTE_LIMIT))
              || now.isAfter(open.lastSeenAt().plus(IDLE_LIMIT));
    };
  }

  private void requirePatience(String name, String address) {
    Duration wait = throttle.begin(name, address, clock.instant());
    if (!wait.isZero()) {
      throw Problem.of(429, "too-many-attempts", wait.toSeconds() + 1);
    }
  }

  private static String shortened(String userName) {
    return userName.length() <= 64 ? userName : userName.substring(0, 64);
  }
}
