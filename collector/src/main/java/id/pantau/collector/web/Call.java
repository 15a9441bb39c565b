package id.pantau.collector.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import id.pantau.collector.db.Sha256;
import id.pantau.collector.scope.Viewer;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/** One request and its answer. Owned by the thread that serves it. */
public final class Call {
  /** Below this gzip costs more than it saves: a packet carries about as much anyway. */
  private static final int GZIP_FROM_BYTES = 1_400;

  /** Largest JSON body read; photos and sheets have doors of their own. */
  private static final int BODY_MAX_BYTES = 1_000_000;

  /** An IPv6 address with a zone. */
  private static final int ADDRESS_MAX = 64;

  private static final int IDEMPOTENCY_KEY_MAX = 100;
  private static final HeaderName IDEMPOTENCY_KEY = HeaderNames.create("Idempotency-Key");

  private final ServerRequest request;
  private final ServerResponse response;
  private final @Nullable Viewer viewer;
  private byte @Nullable [] body;
  private boolean answered;
  private Consumer<FirstAnswers.Answer> beforeSending = answer -> {};

  Call(ServerRequest request, ServerResponse response, @Nullable Viewer viewer) {
    this.request = request;
    this.response = response;
    this.viewer = viewer;
  }

  /**
   * Who asks.
   *
   * @throws Problem 401 when nobody is logged in (only a public route gets that far)
   */
  public Viewer viewer() {
    if (viewer == null) {
      throw Problem.of(401, "not-logged-in");
    }
    return viewer;
  }

  /** A parameter of the path. */
  public String path(String name) {
    return request.path().pathParameters().get(name);
  }

  /** A number in the path; 400 when it is none. */
  public int pathInt(String name) {
    return number(name, path(name));
  }

  /** A day in the path, {@code yyyy-mm-dd}; 400 when it is none. */
  public LocalDate pathDate(String name) {
    return date(name, path(name));
  }

  /** A parameter of the query; absent when missing or blank. */
  public Optional<String> query(String name) {
    return request.query().first(name).asOptional().filter(value -> !value.isBlank());
  }

  /** A number in the query; 400 when it is none. */
  public OptionalInt queryInt(String name) {
    return query(name)
        .map(value -> OptionalInt.of(number(name, value)))
        .orElse(OptionalInt.empty());
  }

  /** How many somebody wants at the most; 400 when that is none, or more than may be had. */
  public int queryLimit(int usual, int most) {
    int limit = queryInt("limit").orElse(usual);
    if (limit < 1 || limit > most) {
      throw Problem.of(400, "limit-wrong", most);
    }
    return limit;
  }

  /** A day in the query, {@code yyyy-mm-dd}; 400 when it is none. */
  public Optional<LocalDate> queryDate(String name) {
    return query(name).map(value -> date(name, value));
  }

  /** A month in the query, {@code yyyy-mm}; 400 when it is none. */
  public Optional<YearMonth> queryMonth(String name) {
    return query(name).map(value -> month(name, value));
  }

  /**
   * The body as a record; 400 with the field's name when it does not fit, 413 when it is too large.
   */
  public <T> T body(Class<T> type) {
    try {
      T read = Json.read(bodyBytes(), type);
      if (read == null) { // the JSON word null
        throw Problem.of(400, "json-syntax");
      }
      return read;
    } catch (JsonMappingException e) {
      String field = fieldName(e);
      throw field.isEmpty() ? Problem.of(400, "json-syntax") : Problem.of(400, "json-field", field);
    } catch (JsonProcessingException e) {
      throw Problem.of(400, "json-syntax");
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the body", e);
    }
  }

  /** The raw body; 413 when it is larger than {@value #BODY_MAX_BYTES} bytes. */
  public byte[] bodyBytes() {
    return bodyBytes(BODY_MAX_BYTES);
  }

  /** The raw body of a route that takes files; 413 when it is larger than this. */
  public byte[] bodyBytes(int maxBytes) {
    if (body == null) {
      try (InputStream in = request.content().inputStream()) {
        byte[] read = in.readNBytes(maxBytes + 1);
        if (read.length > maxBytes) {
          throw Problem.of(413, "body-too-large", maxBytes / 1_000);
        }
        body = read;
      } catch (IOException e) {
        throw new UncheckedIOException("cannot read the body", e);
      }
    }
    return body;
  }

  /** The caller's own name for this write; 400 when it is longer than 100 characters. */
  public Optional<String> idempotencyKey() {
    Optional<String> key = header(IDEMPOTENCY_KEY).filter(value -> !value.isBlank());
    if (key.isPresent() && key.get().length() > IDEMPOTENCY_KEY_MAX) {
      throw Problem.of(400, "idempotency-key-too-long", IDEMPOTENCY_KEY_MAX);
    }
    return key;
  }

  /**
   * Where the request comes from: the peer, or what a proxy on this machine says it has heard it
   * from. A header of anybody else is not believed.
   */
  public String clientAddress() {
    boolean proxied =
        request.remotePeer().address() instanceof InetSocketAddress peer
            && peer.getAddress().isLoopbackAddress();
    // The proxy appends to what the client claims, so only the last word is its own.
    return Optional.of(request.headers())
        .filter(headers -> proxied && headers.contains(HeaderNames.X_FORWARDED_FOR))
        .map(headers -> headers.get(HeaderNames.X_FORWARDED_FOR).allValues().getLast())
        .map(text -> text.substring(text.lastIndexOf(',') + 1).strip())
        .filter(text -> !text.isEmpty() && text.length() <= ADDRESS_MAX)
        .orElse(request.remotePeer().host());
  }

  public Optional<String> header(HeaderName name) {
    return request.headers().first(name);
  }

  /** The language of the answer: what is asked for, else what the viewer reads, else Indonesian. */
  public Locale language() {
    return header(HeaderNames.ACCEPT_LANGUAGE)
        .map(Messages::nearest)
        .orElse(viewer == null ? Messages.INDONESIAN : viewer.language());
  }

  public void send(Object json) {
    send(200, json);
  }

  public void send(int status, Object json) {
    sendBytes(status, "application/json", Json.bytes(json));
  }

  /** Whether it was answered in one piece, by one of the methods here. */
  boolean isAnswered() {
    return answered;
  }

  /** Whoever must know an answer before it leaves. */
  void beforeSending(Consumer<FirstAnswers.Answer> listener) {
    beforeSending = listener;
  }

  /** What was answered to the same request before. */
  void sendAgain(FirstAnswers.Answer first) {
    response.headers().set(HeaderNames.create("Idempotency-Replayed"), "true");
    if (first.status() == Status.NO_CONTENT_204.code()) {
      sendNothing();
    } else {
      sendBytes(first.status(), "application/json", first.body());
    }
  }

  /** 204. */
  public void sendNothing() {
    answered = true;
    beforeSending.accept(new FirstAnswers.Answer(Status.NO_CONTENT_204.code(), new byte[0]));
    response.status(Status.NO_CONTENT_204).send();
  }

  /** Sends a body, compressed when it pays and the reader can read it. */
  public void sendBytes(int status, String contentType, byte[] bytes) {
    beforeSending.accept(new FirstAnswers.Answer(status, bytes));
    boolean isGzip = bytes.length >= GZIP_FROM_BYTES && readsGzip();
    sendBody(status, contentType, isGzip, isGzip ? gzipped(bytes) : bytes);
  }

  /**
   * Sends what the reader may keep for itself and asks about each time: 304 when it is as it was.
   */
  public void sendKept(String contentType, byte[] bytes) {
    String etag = "\"" + Sha256.tag(bytes) + "\"";
    response.headers().set(HeaderNames.ETAG, etag);
    response.headers().set(HeaderNames.CACHE_CONTROL, "private, no-cache");
    if (header(HeaderNames.IF_NONE_MATCH).filter(etag::equals).isPresent()) {
      answered = true;
      response.status(Status.NOT_MODIFIED_304).send();
      return;
    }
    sendBytes(200, contentType, bytes);
  }

  /** Sends JSON that is there already, compressed when the reader can read it; only of a GET. */
  public void send(Packed json) {
    boolean isGzip = readsGzip();
    sendBody(200, "application/json", isGzip, isGzip ? json.gzip() : json.plain());
  }

  private boolean readsGzip() {
    return header(HeaderNames.ACCEPT_ENCODING).filter(e -> e.contains("gzip")).isPresent();
  }

  private void sendBody(int status, String contentType, boolean isGzip, byte[] body) {
    answered = true;
    response.status(Status.create(status));
    response.headers().set(HeaderNames.CONTENT_TYPE, contentType);
    response.headers().set(HeaderNames.VARY, "Accept-Encoding");
    if (!response.headers().contains(HeaderNames.CACHE_CONTROL)) {
      response.headers().set(HeaderNames.CACHE_CONTROL, "no-store");
    }
    if (isGzip) {
      response.headers().set(HeaderNames.CONTENT_ENCODING, "gzip");
    }
    response.send(body);
  }

  /**
   * A file that is kept and not shown.
   *
   * @param name proposed to the person; plain ASCII without quotes
   */
  public void sendFile(String name, String contentType, byte[] bytes) {
    response
        .headers()
        .set(HeaderNames.CONTENT_DISPOSITION, "attachment; filename=\"" + name + "\"");
    sendBytes(200, contentType, bytes);
  }

  void sendProblem(Problem problem) {
    sendBytes(problem.status(), Problem.MEDIA_TYPE, problem.json(language()));
  }

  public ServerRequest request() {
    return request;
  }

  public ServerResponse response() {
    return response;
  }

  private static int number(String name, String value) {
    try {
      return Integer.parseInt(value);
    } catch (NumberFormatException e) {
      throw Problem.of(400, "not-a-number", name, shortened(value));
    }
  }

  private static YearMonth month(String name, String value) {
    try {
      return YearMonth.parse(value);
    } catch (DateTimeParseException e) {
      throw Problem.of(400, "not-a-month", name, shortened(value));
    }
  }

  private static LocalDate date(String name, String value) {
    try {
      return LocalDate.parse(value);
    } catch (DateTimeParseException e) {
      throw Problem.of(400, "not-a-date", name, shortened(value));
    }
  }

  private static String shortened(String value) {
    return value.length() <= 40 ? value : value.substring(0, 40) + "…";
  }

  private static String fieldName(JsonMappingException e) {
    return e.getPath().stream()
        .map(
            step -> step.getFieldName() == null ? "[" + step.getIndex() + "]" : step.getFieldName())
        .collect(Collectors.joining("."));
  }

  /** Half a megabyte takes 25 ms at the usual level, 4 ms at the fastest, and grows by a third. */
  private static final class Gzip extends GZIPOutputStream {
    private static final int LARGE_BYTES = 128 * 1024;

    Gzip(OutputStream out, int length) throws IOException {
      super(out);
      def.setLevel(length < LARGE_BYTES ? Deflater.DEFAULT_COMPRESSION : Deflater.BEST_SPEED);
    }
  }

  private static byte[] gzipped(byte[] bytes) {
    var out = new ByteArrayOutputStream(bytes.length / 4);
    try (var gzip = new Gzip(out, bytes.length)) {
      gzip.write(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot compress in memory", e);
    }
    return out.toByteArray();
  }
}
