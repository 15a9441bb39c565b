package id.pantau.collector.web;

import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The dashboard's files out of its jar, compressed ones where the reader takes them; a path that is
 * a page of the app gets {@code index.html}.
 *
 * <p>Files are kept in memory once asked for: there are a few dozen, less than 5 MB in all.
 */
public final class StaticFiles {
  private static final String FOLDER = "web/";
  private static final String INDEX = "index.html";

  /** Nothing from a stranger: neither scripts nor tiles, nor our pages inside another site's. */
  private static final String POLICY =
      "default-src 'self'; script-src 'self'; worker-src 'self'; style-src 'self' 'unsafe-inline';"
          + " img-src 'self' data: blob:; font-src 'self'; connect-src 'self'; object-src 'none';"
          + " base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

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
          Map.entry("txt", "text/plain; charset=utf-8"));

  /** How the build has compressed the files, the smaller first. */
  private enum Encoding {
    BROTLI("br", ".br"),
    GZIP("gzip", ".gz");

    private final String word;
    private final String ending;

    Encoding(String word, String ending) {
      this.word = word;
      this.ending = ending;
    }
  }

  private final Map<String, byte[]> files = new ConcurrentHashMap<>();

  /** Adds the files as the answer to every path that nothing else answers. */
  public void addTo(HttpRouting.Builder routing) {
    routing.get("/*", this::serve);
  }

  private void serve(ServerRequest request, ServerResponse response) {
    String path = request.path().path().substring(1);
    boolean asset = path.startsWith("assets/");
    String file = isFile(path) ? path : INDEX;
    if (asset && !isFile(path)) {
      response.status(404).send("404");
      return;
    }
    response.headers().set(HeaderNames.CONTENT_TYPE, type(file));
    // The name of an asset changes with its content; every other file must be asked for again.
    response
        .headers()
        .set(HeaderNames.CACHE_CONTROL, asset ? "public, max-age=31536000, immutable" : "no-cache");
    response.headers().set(HeaderNames.VARY, "Accept-Encoding");
    response.headers().set(HeaderNames.create("Content-Security-Policy"), POLICY);
    response.headers().set(HeaderNames.create("X-Content-Type-Options"), "nosniff");
    response.headers().set(HeaderNames.create("Referrer-Policy"), "same-origin");
    send(request, response, file);
  }

  private void send(ServerRequest request, ServerResponse response, String file) {
    String accepted = request.headers().first(HeaderNames.ACCEPT_ENCODING).orElse("");
    for (Encoding encoding : Encoding.values()) {
      if (accepted.contains(encoding.word) && isFile(file + encoding.ending)) {
        response.headers().set(HeaderNames.CONTENT_ENCODING, encoding.word);
        response.send(find(file + encoding.ending).orElseThrow());
        return;
      }
    }
    Optional<byte[]> plain = find(file);
    if (plain.isEmpty()) {
      response.status(404).send("404");
      return;
    }
    response.send(plain.get());
  }

  private boolean isFile(String path) {
    return !path.isEmpty() && find(path).isPresent();
  }

  private Optional<byte[]> find(String path) {
    byte[] known = files.get(path);
    if (known != null) {
      return Optional.of(known);
    }
    // Only what is there is remembered, or a stranger could fill the memory with names.
    Optional<byte[]> read = read(path);
    read.ifPresent(bytes -> files.put(path, bytes));
    return read;
  }

  private static Optional<byte[]> read(String path) {
    if (path.contains("..") || path.endsWith("/")) {
      return Optional.empty();
    }
    try (InputStream in = StaticFiles.class.getClassLoader().getResourceAsStream(FOLDER + path)) {
      return in == null ? Optional.empty() : Optional.of(in.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + path, e);
    }
  }

  private static String type(String file) {
    return TYPES.getOrDefault(
        file.substring(file.lastIndexOf('.') + 1), "application/octet-stream");
  }
}
