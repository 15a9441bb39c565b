package id.pantau.collector.web;

import id.pantau.collector.db.Sha256;
import io.helidon.http.HeaderNames;
import io.helidon.http.HttpPrologue;
import io.helidon.http.Status;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/**
 * The dashboard: the files below {@code /web} on the class path, sent as the build has compressed
 * them ({@code .br}, {@code .gz} beside the file).
 *
 * <p>Any other address that a browser asks a page for is a page of the dashboard, which finds its
 * way by itself: it gets {@code index.html}. Safe for all threads.
 */
public final class StaticFiles {
  private static final String ROOT = "/web";
  private static final String INDEX = "/index.html";

  /** What a path may look like; with this no {@code ..}, no backslash, no percent sign. */
  private static final Pattern PATH = Pattern.compile("(/[A-Za-z0-9_@-][A-Za-z0-9_.@-]*)+");

  /** Files below it have a hash of their content in their name. */
  private static final String HASHED = "/assets/";

  private static final Map<String, String> TYPES =
      Map.ofEntries(
          Map.entry("html", "text/html; charset=utf-8"),
          Map.entry("js", "text/javascript; charset=utf-8"),
          Map.entry("mjs", "text/javascript; charset=utf-8"),
          Map.entry("css", "text/css; charset=utf-8"),
          Map.entry("json", "application/json"),
          Map.entry("geojson", "application/geo+json"),
          Map.entry("webmanifest", "application/manifest+json"),
          Map.entry("svg", "image/svg+xml"),
          Map.entry("png", "image/png"),
          Map.entry("ico", "image/x-icon"),
          Map.entry("woff2", "font/woff2"),
          Map.entry("pbf", "application/x-protobuf"),
          Map.entry("txt", "text/plain; charset=utf-8"));

  private record Encoded(String encoding, byte[] bytes) {}

  /** A file with its compressed forms, best first, itself last. */
  private record Content(String type, String tag, boolean hashed, List<Encoded> forms) {}

  /** Holds at most the files of the dashboard: an address that has no file is not kept. */
  private final Map<String, Content> known = new ConcurrentHashMap<>();

  /** Adds the files as the answer to every path that nothing else answers. */
  public void addTo(HttpRouting.Builder routing) {
    routing.get("/*", this::serve).head("/*", this::serve).any("/*", RouteServer::refuseMethod);
  }

  private void serve(ServerRequest request, ServerResponse response) {
    String path = request.path().path();
    Optional<Content> content = path.equals("/") ? find(INDEX) : find(path);
    if (content.isEmpty() && isPage(request, path)) {
      content = find(INDEX);
    }
    if (content.isEmpty()) {
      RouteServer.refuse(request, response, Problem.of(404, "no-such-path"));
      return;
    }
    send(content.get(), request, response);
  }

  private static boolean isPage(ServerRequest request, String path) {
    String last = path.substring(path.lastIndexOf('/') + 1);
    return !last.contains(".")
        && request.headers().first(HeaderNames.ACCEPT).orElse("").contains("text/html");
  }

  private static void send(Content content, ServerRequest request, ServerResponse response) {
    var headers = response.headers();
    headers.set(HeaderNames.CONTENT_TYPE, content.type());
    headers.set(HeaderNames.VARY, "Accept-Encoding");
    headers.set(
        HeaderNames.CACHE_CONTROL,
        content.hashed() ? "public, max-age=31536000, immutable" : "no-cache");
    Encoded form = best(content, request.headers().first(HeaderNames.ACCEPT_ENCODING).orElse(""));
    String tag =
        "\"" + content.tag() + (form.encoding().isEmpty() ? "" : "-" + form.encoding()) + "\"";
    headers.set(HeaderNames.ETAG, tag);
    if (request.headers().first(HeaderNames.IF_NONE_MATCH).filter(tag::equals).isPresent()) {
      response.status(Status.NOT_MODIFIED_304).send();
      return;
    }
    if (!form.encoding().isEmpty()) {
      headers.set(HeaderNames.CONTENT_ENCODING, form.encoding());
    }
    if (isHead(request.prologue())) {
      headers.set(HeaderNames.CONTENT_LENGTH, form.bytes().length);
      response.send();
    } else {
      response.send(form.bytes());
    }
  }

  private static boolean isHead(HttpPrologue prologue) {
    return prologue.method().text().equals("HEAD");
  }

  private static Encoded best(Content content, String accepted) {
    for (Encoded form : content.forms()) {
      if (form.encoding().isEmpty() || accepts(accepted, form.encoding())) {
        return form;
      }
    }
    throw new IllegalStateException("a file without its plain form");
  }

  private static boolean accepts(String accepted, String encoding) {
    for (String each : accepted.split(",")) {
      String[] parts = each.trim().split(";");
      if (parts[0].trim().equals(encoding)) {
        return parts.length == 1 || !parts[1].trim().matches("q=0(\\.0*)?");
      }
    }
    return false;
  }

  private Optional<Content> find(String path) {
    if (!PATH.matcher(path).matches() || path.endsWith(".br") || path.endsWith(".gz")) {
      return Optional.empty();
    }
    Content content = known.get(path);
    if (content == null) {
      Optional<Content> read = read(path);
      read.ifPresent(found -> known.put(path, found));
      return read;
    }
    return Optional.of(content);
  }

  private static Optional<Content> read(String path) {
    String extension = path.substring(path.lastIndexOf('.') + 1);
    String type = TYPES.get(extension);
    // Also keeps folders out, which a class loader reads like files.
    if (type == null) {
      return Optional.empty();
    }
    Optional<byte[]> plain = bytes(path);
    if (plain.isEmpty()) {
      return Optional.empty();
    }
    var forms = new java.util.ArrayList<Encoded>();
    bytes(path + ".br").ifPresent(bytes -> forms.add(new Encoded("br", bytes)));
    bytes(path + ".gz").ifPresent(bytes -> forms.add(new Encoded("gzip", bytes)));
    forms.add(new Encoded("", plain.get()));
    return Optional.of(
        new Content(type, Sha256.tag(plain.get()), path.startsWith(HASHED), List.copyOf(forms)));
  }

  private static Optional<byte[]> bytes(String path) {
    try (InputStream in = StaticFiles.class.getResourceAsStream(ROOT + path)) {
      return in == null ? Optional.empty() : Optional.of(in.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + path, e);
    }
  }
}
