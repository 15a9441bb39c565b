package id.pantau.collector.web;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Every route of the collector, in one list that tests can hold against the OpenAPI document. */
public final class Routes {
  private final List<Route> routes = new ArrayList<>();

  public Routes get(String path, Access access, Handler handler) {
    return add(new Route("GET", path, access, handler));
  }

  public Routes post(String path, Access access, Handler handler) {
    return add(new Route("POST", path, access, handler));
  }

  public Routes put(String path, Access access, Handler handler) {
    return add(new Route("PUT", path, access, handler));
  }

  public Routes delete(String path, Access access, Handler handler) {
    return add(new Route("DELETE", path, access, handler));
  }

  /** All of them; a word comes before a parameter, which would take it: the first match answers. */
  public List<Route> list() {
    return routes.stream().sorted(Comparator.comparing(Routes::wordsFirst)).toList();
  }

  private static String wordsFirst(Route route) {
    return route.path().replace('{', Character.MAX_VALUE);
  }

  private Routes add(Route route) {
    for (Route other : routes) {
      if (other.method().equals(route.method()) && other.path().equals(route.path())) {
        throw new IllegalStateException("two handlers for " + route.method() + " " + route.path());
      }
    }
    routes.add(route);
    return this;
  }
}
