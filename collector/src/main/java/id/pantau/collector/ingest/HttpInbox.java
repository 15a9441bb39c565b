package id.pantau.collector.ingest;

import id.pantau.collector.db.DataRefused;
import id.pantau.collector.foreign.ForeignTrackers;
import id.pantau.collector.foreign.OsmAndCodec;
import id.pantau.collector.foreign.OwnTracksCodec;
import id.pantau.collector.foreign.Told;
import id.pantau.collector.track.Tracks;
import id.pantau.collector.web.Access;
import id.pantau.collector.web.Api;
import id.pantau.collector.web.Call;
import id.pantau.collector.web.Problem;
import id.pantau.collector.web.Routes;
import io.helidon.http.HeaderNames;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * {@code /osmand} and {@code /owntracks}: what trackers of other makers say over HTTP. Safe for all
 * threads; each request stores its own.
 *
 * <p>Whoever has a key is answered 200 once the database has committed, also when the message can
 * never be stored: these programs send a message that is refused again and again, and everything
 * behind it waits (owntracks/android #936). Such a message becomes a dead letter with its reason.
 */
public final class HttpInbox implements Api {
  /** A position has 500 bytes; OwnTracks also sends its whole configuration, which is ignored. */
  static final int BODY_MAX_BYTES = 64_000;

  /** One telephone that goes mad must not take the connections of everybody else. */
  private static final int WRITERS = 2;

  private static final Duration WAIT_LIMIT = Duration.ofSeconds(2);
  private static final String RETRY_AFTER_S = "10";
  private static final String BASIC = "Basic ";

  private final ForeignTrackers trackers;
  private final Ingest.Targets targets;
  private final BatchWriter writer;
  private final InstantSource clock;
  private final ForeignCounts counts = new ForeignCounts();
  private final Semaphore writers = new Semaphore(WRITERS);

  public HttpInbox(ForeignTrackers trackers, Ingest.Targets targets, InstantSource clock) {
    this.trackers = trackers;
    this.targets = targets;
    this.writer = new BatchWriter(targets);
    this.clock = clock;
  }

  @Override
  public void register(Routes routes) {
    routes
        .get("/api/v1/osmand/{key}", Access.PUBLIC, this::osmAnd)
        .post("/api/v1/osmand/{key}", Access.PUBLIC, this::osmAnd)
        .post("/api/v1/owntracks", Access.PUBLIC, this::ownTracks);
  }

  /** The key is all that is believed; what the telephone calls itself is not asked. */
  private void osmAnd(Call call) throws InterruptedException {
    ForeignTrackers.Known who = trackers.find(call.path("key")).orElseThrow(this::refused);
    String query = call.request().query().rawValue();
    byte[] body = call.bodyBytes(BODY_MAX_BYTES);
    boolean isJson = OsmAndCodec.isJson(body);
    Told told =
        isJson
            ? OsmAndCodec.readJson(body)
            : OsmAndCodec.readForm(query, new String(body, StandardCharsets.UTF_8));
    byte[] kept = isJson || query.isEmpty() ? body : query.getBytes(StandardCharsets.UTF_8);
    String result = take(who, "osmand", kept, told);
    call.sendBytes(200, "text/plain; charset=utf-8", result.getBytes(StandardCharsets.UTF_8));
  }

  /** The app reads the answer, and takes anything but a list of its own messages for a failure. */
  private void ownTracks(Call call) throws InterruptedException {
    ForeignTrackers.Known who = basic(call).orElseThrow(() -> challenged(call));
    byte[] body = call.bodyBytes(BODY_MAX_BYTES);
    take(who, "owntracks", body, OwnTracksCodec.read(body));
    call.sendBytes(200, "application/json", "[]".getBytes(StandardCharsets.UTF_8));
  }

  /** Name and key, as a browser would bring a password. */
  private Optional<ForeignTrackers.Known> basic(Call call) {
    Optional<String> credentials =
        call.header(HeaderNames.AUTHORIZATION)
            .filter(header -> header.regionMatches(true, 0, BASIC, 0, BASIC.length()))
            .flatMap(header -> decoded(header.substring(BASIC.length()).strip()));
    return credentials
        .map(text -> text.split(":", 2))
        .filter(parts -> parts.length == 2)
        .flatMap(
            parts -> trackers.find(parts[1]).filter(who -> who.device().value().equals(parts[0])));
  }

  private static Optional<String> decoded(String base64) {
    try {
      return Optional.of(new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8));
    } catch (IllegalArgumentException notBase64) {
      return Optional.empty();
    }
  }

  private Problem challenged(Call call) {
    call.response().headers().set(HeaderNames.WWW_AUTHENTICATE, "Basic realm=\"Pantau\"");
    return refused();
  }

  /** Not whether there is such a tracker, and not whether it has lost its key. */
  private Problem refused() {
    counts.unknown();
    return Problem.of(401, "foreign-key-wrong");
  }

  /** Stores what was told; in a few words what became of it. */
  private String take(ForeignTrackers.Known who, String way, byte[] kept, Told told)
      throws InterruptedException {
    if (!writers.tryAcquire(WAIT_LIMIT.toMillis(), TimeUnit.MILLISECONDS)) {
      throw Problem.of(503, "foreign-busy", RETRY_AFTER_S);
    }
    try {
      var message = new Message(way + "/" + who.device(), kept, clock.instant(), () -> {});
      return store(message, who.deviceNo(), told);
    } finally {
      writers.release();
    }
  }

  private String store(Message message, int deviceNo, Told told) {
    Batch batch = new Batch(targets.fleet(), new Previews());
    batch.addForeign(message, deviceNo, told);
    Tracks.Appended appended;
    try {
      appended = batch.isStored() ? writer.commit(batch) : Tracks.Appended.NOTHING;
    } catch (DataRefused never) {
      batch = new Batch(targets.fleet(), new Previews());
      batch.addForeign(message, deviceNo, new Told.Bad("cannot be stored"));
      appended = writer.commit(batch);
    }
    writer.tellScreens(batch, appended, clock.instant());
    return counted(batch, appended);
  }

  private String counted(Batch batch, Tracks.Appended appended) {
    if (!batch.deadLetters().isEmpty()) {
      counts.refused();
      return "refused: " + batch.deadLetters().getFirst().reason() + "\n";
    }
    if (batch.fixes().isEmpty()) {
      counts.ignored();
      return "nothing to store\n";
    }
    if (appended.stored() == 0) {
      counts.repeated();
      return "stored before\n";
    }
    counts.stored();
    return "stored\n";
  }
}
