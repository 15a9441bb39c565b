package id.pantau.acceptance.chain;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Consumer;

/**
 * Somebody who watches the map: reads the event stream and hands on what comes, with the moment at
 * which it came. Its own virtual thread; the handler runs there.
 */
public final class LiveViewer implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * One event of the stream.
   *
   * @param id as the server numbered it, empty if it did not
   */
  public record Event(Instant receivedAt, String id, String name, JsonNode data) {}

  private final InputStream stream;
  private final Thread reader;

  private LiveViewer(InputStream stream, Thread reader) {
    this.stream = stream;
    this.reader = reader;
  }

  /**
   * Opens the stream as this person; returns when the server has answered.
   *
   * @param after the id to resume behind, empty for a new start
   */
  public static LiveViewer open(
      ApiClient who, String after, InstantSource clock, Consumer<Event> handler) {
    String path = "/stream" + (after.isEmpty() ? "" : "?after=" + after);
    HttpRequest request = who.request(path).header("Accept", "text/event-stream").build();
    try {
      HttpResponse<InputStream> response = who.http().send(request, BodyHandlers.ofInputStream());
      if (response.statusCode() != 200) {
        throw new IllegalStateException("the stream is refused with " + response.statusCode());
      }
      InputStream stream = response.body();
      Thread reader =
          Thread.ofVirtual().name("live viewer").start(() -> read(stream, clock, handler));
      return new LiveViewer(stream, reader);
    } catch (IOException e) {
      throw new UncheckedIOException("the stream does not open", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while opening the stream", e);
    }
  }

  private static void read(InputStream stream, InstantSource clock, Consumer<Event> handler) {
    String id = "";
    String name = "message";
    var data = new StringBuilder();
    try (var in = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        if (line.isEmpty()) {
          if (!data.isEmpty()) {
            handler.accept(new Event(clock.instant(), id, name, JSON.readTree(data.toString())));
          }
          name = "message";
          data.setLength(0);
        } else if (line.startsWith("id:")) {
          id = line.substring(3).strip();
        } else if (line.startsWith("event:")) {
          name = line.substring(6).strip();
        } else if (line.startsWith("data:")) {
          data.append(line.substring(5).strip());
        }
      }
    } catch (IOException over) {
      // Closed by us, or the collector is gone; isOpen() tells.
      return;
    }
  }

  public boolean isOpen() {
    return reader.isAlive();
  }

  @Override
  public void close() {
    try {
      stream.close();
      reader.join();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot close the stream", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
