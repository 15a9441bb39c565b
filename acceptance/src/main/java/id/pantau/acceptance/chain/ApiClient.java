package id.pantau.acceptance.chain;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;

/** One person before a browser: the HTTP interface as anybody outside sees it. */
public final class ApiClient implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final String address;
  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .cookieHandler(new CookieManager())
          .connectTimeout(PATIENCE)
          .build();

  /**
   * An answer.
   *
   * @param body what came, {@code NullNode} for an empty body
   */
  public record Answer(int status, String contentType, JsonNode body) {
    /**
     * The body of a successful answer.
     *
     * @throws IllegalStateException when it was refused, with the words of the refusal
     */
    public JsonNode good() {
      if (status < 200 || status > 299) {
        throw new IllegalStateException("refused with " + status + ": " + body);
      }
      return body;
    }
  }

  private ApiClient(String address) {
    this.address = address;
  }

  /** Somebody who has not logged in. */
  public static ApiClient stranger(String address) {
    return new ApiClient(address);
  }

  /**
   * Somebody who has logged in.
   *
   * @throws IllegalStateException when the login is refused
   */
  public static ApiClient login(String address, String userName, String password) {
    var client = new ApiClient(address);
    client.post("/session", Map.of("userName", userName, "password", password)).good();
    return client;
  }

  /** What a program that speaks HTTP itself sends as its {@code Cookie} header. */
  public String cookies() {
    return ((CookieManager) http.cookieHandler().orElseThrow())
        .getCookieStore().getCookies().stream()
            .map(cookie -> cookie.getName() + "=" + cookie.getValue())
            .collect(Collectors.joining("; "));
  }

  public Answer get(String path) {
    return send(request(path).GET());
  }

  /**
   * The bytes of a good answer as a browser gets them, compressed.
   *
   * @throws IllegalStateException when it was refused
   */
  public byte[] getCompressed(String path) {
    try {
      HttpResponse<byte[]> response =
          http.send(
              request(path).header("Accept-Encoding", "gzip").GET().build(),
              BodyHandlers.ofByteArray());
      if (response.statusCode() != 200) {
        throw new IllegalStateException(path + " is refused with " + response.statusCode());
      }
      return response.body();
    } catch (IOException e) {
      throw new UncheckedIOException("no answer from " + address, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for " + address, e);
    }
  }

  public Answer post(String path, Object json) {
    return send(request(path).POST(BodyPublishers.ofString(text(json))));
  }

  public Answer put(String path, Object json) {
    return send(request(path).PUT(BodyPublishers.ofString(text(json))));
  }

  /** Posts bytes that claim to be JSON. */
  public Answer postRaw(String path, String body) {
    return send(request(path).POST(BodyPublishers.ofString(body)));
  }

  public Answer delete(String path) {
    return send(request(path).DELETE());
  }

  /** The raw client, with its cookies. */
  HttpClient http() {
    return http;
  }

  HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(address + "/api/v1" + path))
        .timeout(PATIENCE)
        .header("Content-Type", "application/json")
        .header("Accept-Language", "id");
  }

  private Answer send(HttpRequest.Builder request) {
    try {
      HttpResponse<byte[]> response = http.send(request.build(), BodyHandlers.ofByteArray());
      String type = response.headers().firstValue("Content-Type").orElse("");
      JsonNode body =
          type.contains("json")
              ? JSON.readTree(response.body())
              : JSON.getNodeFactory().textNode(new String(response.body()));
      return new Answer(response.statusCode(), type, body);
    } catch (IOException e) {
      throw new UncheckedIOException("no answer from " + address, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for " + address, e);
    }
  }

  private static String text(Object json) {
    try {
      return JSON.writeValueAsString(json);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("not writable as JSON: " + json, e);
    }
  }

  @Override
  public void close() {
    http.close();
  }
}
