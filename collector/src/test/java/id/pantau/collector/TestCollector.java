package id.pantau.collector;

import id.pantau.collector.db.TestDb;
import id.pantau.collector.enrolment.EnrolmentSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.InstantSource;
import java.util.Optional;

/** A whole collector on a database of its own, and a client that speaks HTTP with it. */
public final class TestCollector implements AutoCloseable {
  private final Collector collector;
  private final HttpClient http = HttpClient.newHttpClient();

  private TestCollector(Collector collector) {
    this.collector = collector;
  }

  /** Without ingest. */
  public static TestCollector start(InstantSource clock) {
    return start(clock, Optional.empty());
  }

  public static TestCollector start(InstantSource clock, Optional<CollectorSettings.Mqtt> mqtt) {
    return start(clock, mqtt, Optional.empty());
  }

  public static TestCollector start(
      InstantSource clock,
      Optional<CollectorSettings.Mqtt> mqtt,
      Optional<EnrolmentSettings> enrolment) {
    return new TestCollector(
        Collector.start(
            new CollectorSettings(
                "127.0.0.1", 0, TestDb.freshSettings(), mqtt, enrolment, "lombok-timur", false),
            clock));
  }

  public Collector collector() {
    return collector;
  }

  /** The session cookie of a person who has just logged in. */
  public String logIn(String userName, String password) {
    HttpResponse<String> answer =
        send(
            request("/api/v1/session")
                .POST(
                    HttpRequest.BodyPublishers.ofString(
                        "{\"userName\":\"" + userName + "\",\"password\":\"" + password + "\"}")));
    if (answer.statusCode() != 200) {
      throw new AssertionError("login of " + userName + ": " + answer.body());
    }
    return answer.headers().firstValue("Set-Cookie").orElseThrow().split(";")[0];
  }

  public HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + collector.port() + path));
  }

  public HttpResponse<String> get(String path, String cookie) {
    return send(request(path).header("Cookie", cookie));
  }

  public HttpResponse<String> post(String path, String cookie, String json) {
    return send(
        request(path).header("Cookie", cookie).POST(HttpRequest.BodyPublishers.ofString(json)));
  }

  public HttpResponse<byte[]> getBytes(String path, String cookie) {
    return send(request(path).header("Cookie", cookie), HttpResponse.BodyHandlers.ofByteArray());
  }

  public HttpResponse<String> send(HttpRequest.Builder request) {
    return send(request, HttpResponse.BodyHandlers.ofString());
  }

  private <T> HttpResponse<T> send(
      HttpRequest.Builder request, HttpResponse.BodyHandler<T> handler) {
    try {
      return http.send(request.build(), handler);
    } catch (IOException e) {
      throw new UncheckedIOException("no answer", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for an answer", e);
    }
  }

  @Override
  public void close() {
    http.close();
    collector.close();
  }
}
