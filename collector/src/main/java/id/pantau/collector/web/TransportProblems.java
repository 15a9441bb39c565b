package id.pantau.collector.web;

import io.helidon.http.DirectHandler;
import io.helidon.http.HeaderNames;
import io.helidon.http.ServerResponseHeaders;
import io.helidon.http.Status;
import io.helidon.webserver.http.DirectHandlers;
import java.util.Locale;

/**
 * What the server refuses before any route of ours sees it (no HTTP, too large, a broken address),
 * as a problem document like every other refusal.
 */
public final class TransportProblems implements DirectHandler {
  private TransportProblems() {}

  /** For every kind of refusal. */
  public static DirectHandlers handlers() {
    var handler = new TransportProblems();
    DirectHandlers.Builder handlers = DirectHandlers.builder();
    for (EventType type : EventType.values()) {
      handlers.addHandler(type, handler);
    }
    return handlers.build();
  }

  @Override
  public TransportResponse handle(
      TransportRequest request,
      EventType event,
      Status status,
      ServerResponseHeaders headers,
      String message) {
    headers.set(HeaderNames.CONTENT_TYPE, Problem.MEDIA_TYPE);
    Locale language =
        request
            .headers()
            .first(HeaderNames.ACCEPT_LANGUAGE)
            .map(Messages::nearest)
            .orElse(Messages.INDONESIAN);
    // The message of the server may hold what was sent; people get a sentence of ours.
    Problem problem = Problem.of(status.code(), code(status.code()));
    return TransportResponse.builder()
        .status(status)
        .headers(headers)
        .keepAlive(event.keepAlive())
        .entity(problem.json(language))
        .build();
  }

  /** By status: the server calls a body that is too large a bad request. */
  private static String code(int status) {
    return switch (status) {
      case 403 -> "role-not-allowed";
      case 404 -> "no-such-path";
      case 413 -> "payload-too-large";
      default -> status < 500 ? "not-http" : "our-fault";
    };
  }
}
