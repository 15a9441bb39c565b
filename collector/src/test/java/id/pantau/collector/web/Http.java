package id.pantau.collector.web;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;

/** A client of the tests: one browser, with or without a session. */
public final class Http {
  private static final Duration LIMIT = Duration.ofSeconds(20);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(LIMIT).build();
  private final String address;
  private final Optional<String> cookie;

  public record Answer(int status, java.net.http.HttpHeaders headers, byte[] bytes) {
    public String text() {
      return new String(bytes, StandardCharsets.UTF_8);
    }

    public JsonNode json() {
      try {
        return JSON.readTree(bytes);
      } catch (IOException e) {
        throw new AssertionError("no JSON: " + text(), e);
      }
    }

    public String header(String name) {
      return headers.firstValue(name).orElse("");
    }

    public String code() {
      return json().path("code").asText();
    }
  }

  private Http(String address, Optional<String> cookie) {
    this.address = address;
    this.cookie = cookie;
  }

  public static Http of(String address) {
    return new Http(address, Optional.empty());
  }

  /**
   * The status alone; the body, which may never end, is not read.
   *
   * @param headers as in {@link #send}
   */
  public int status(String method, String path, String body, String... headers) {
    HttpResponse<InputStream> response =
        exchange(request(method, path, body, headers), HttpResponse.BodyHandlers.ofInputStream());
    try {
      response.body().close();
    } catch (IOException e) {
      throw new UncheckedIOException(method + " " + path, e);
    }
    return response.statusCode();
  }

  /** The same client with a session. */
  public Http with(String sessionCookie) {
    return new Http(address, Optional.of(sessionCookie));
  }

  public Answer get(String path, String... headers) {
    return send("GET", path, "", headers);
  }

  public Answer post(String path, String body, String... headers) {
    return send("POST", path, body, headers);
  }

  /**
   * @param headers names and values in turn
   */
  public Answer send(String method, String path, String body, String... headers) {
    HttpResponse<byte[]> response =
        exchange(request(method, path, body, headers), HttpResponse.BodyHandlers.ofByteArray());
    return new Answer(response.statusCode(), response.headers(), response.body());
  }

  private HttpRequest request(String method, String path, String body, String... headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(address + path))
            .timeout(LIMIT)
            .method(
                method,
                body.isEmpty()
                    ? HttpRequest.BodyPublishers.noBody()
                    : HttpRequest.BodyPublishers.ofString(body));
    if (headers.length > 0) {
      request.headers(headers);
    }
    cookie.ifPresent(value -> request.header("Cookie", value));
    return request.build();
  }

  private <T> HttpResponse<T> exchange(HttpRequest request, HttpResponse.BodyHandler<T> handler) {
    try {
      return client.send(request, handler);
    } catch (IOException e) {
      throw new UncheckedIOException(request.method() + " " + request.uri(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }
}
