package id.pantau.collector.web;

import id.pantau.collector.scope.Viewer;
import java.util.Optional;

/** Finds out who holds a session token; {@code auth} answers, {@code web} asks. */
@FunctionalInterface
public interface Sessions {
  /** The name of the cookie that carries the token. */
  String COOKIE = "pantau_session";

  Optional<Viewer> find(String token);
}
