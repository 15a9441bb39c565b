package id.pantau.collector.auth;

import id.pantau.collector.scope.Viewer;
import id.pantau.collector.web.Access;
import id.pantau.collector.web.Api;
import id.pantau.collector.web.Call;
import id.pantau.collector.web.Problem;
import id.pantau.collector.web.Routes;
import id.pantau.collector.web.Sessions;
import io.helidon.http.HeaderNames;
import io.helidon.http.SetCookie;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.IntFunction;

/** {@code /session}: log in, who am I, log out. */
public final class AuthApi implements Api {
  /** Longer passwords would only cost hashing time. */
  private static final int INPUT_MAX = 200;

  private static final Duration WALL_COOKIE = Duration.ofDays(400);

  private final Auth auth;
  private final IntFunction<String> opdName;

  record Credentials(
      Optional<String> userName, Optional<String> password, Optional<String> wallToken) {}

  record UserJson(
      int id,
      String userName,
      String displayName,
      String role,
      OptionalInt opdId,
      Optional<String> opdName,
      String language) {}

  record SessionJson(UserJson user) {}

  /**
   * @param opdName the name of an agency
   */
  public AuthApi(Auth auth, IntFunction<String> opdName) {
    this.auth = auth;
    this.opdName = opdName;
  }

  @Override
  public void register(Routes routes) {
    routes
        .post("/api/v1/session", Access.PUBLIC, this::logIn)
        .get("/api/v1/session", Access.ANY_USER, call -> call.send(json(call.viewer())))
        .delete("/api/v1/session", Access.ANY_USER, this::logOut);
  }

  private void logIn(Call call) {
    Credentials credentials = call.body(Credentials.class);
    String address = call.clientAddress();
    if (credentials.wallToken.isPresent()) {
      Auth.Login login = auth.openWall(limited(credentials.wallToken.get()), address);
      setCookie(call, login.token(), Optional.of(WALL_COOKIE));
      call.send(json(login.viewer()));
      return;
    }
    String userName =
        credentials.userName.orElseThrow(() -> Problem.of(400, "json-field", "userName"));
    String password =
        credentials.password.orElseThrow(() -> Problem.of(400, "json-field", "password"));
    Auth.Login login = auth.logIn(limited(userName.strip()), limited(password), address);
    setCookie(call, login.token(), Optional.empty());
    call.send(json(login.viewer()));
  }

  private void logOut(Call call) {
    call.request().headers().cookies().first(Sessions.COOKIE).asOptional().ifPresent(auth::logOut);
    setCookie(call, "", Optional.of(Duration.ZERO));
    call.sendNothing();
  }

  private static String limited(String input) {
    if (input.length() > INPUT_MAX) {
      throw Problem.of(401, "wrong-password");
    }
    return input;
  }

  private static void setCookie(Call call, String token, Optional<Duration> age) {
    boolean tls =
        call.request().isSecure()
            || call.header(HeaderNames.X_FORWARDED_PROTO).filter("https"::equals).isPresent();
    SetCookie.Builder cookie =
        SetCookie.builder(Sessions.COOKIE, token)
            .httpOnly(true)
            .secure(tls)
            .sameSite(SetCookie.SameSite.STRICT)
            .path("/");
    age.ifPresent(cookie::maxAge);
    call.response().headers().addCookie(cookie.build());
  }

  private SessionJson json(Viewer viewer) {
    Optional<String> opd =
        viewer.opdId().isPresent()
            ? Optional.of(opdName.apply(viewer.opdId().getAsInt()))
            : Optional.empty();
    return new SessionJson(
        new UserJson(
            viewer.userId(),
            viewer.userName(),
            viewer.displayName(),
            viewer.role().word(),
            viewer.opdId(),
            opd,
            viewer.language().getLanguage()));
  }
}
