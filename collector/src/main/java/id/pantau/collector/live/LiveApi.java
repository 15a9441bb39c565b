package id.pantau.collector.live;

import id.pantau.collector.fleet.Fleet;
import id.pantau.collector.scope.Role;
import id.pantau.collector.scope.Viewer;
import id.pantau.collector.web.Access;
import id.pantau.collector.web.Api;
import id.pantau.collector.web.Call;
import id.pantau.collector.web.Problem;
import id.pantau.collector.web.Routes;
import id.pantau.collector.web.Sessions;
import io.helidon.http.HeaderNames;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** {@code /stream}: one stream a browser, on its own virtual thread. */
public final class LiveApi implements Api {
  static final Access SEES_VEHICLES =
      Access.roles(
          Role.LEADER,
          Role.OPD_HEAD,
          Role.OPD_OPERATOR,
          Role.VERIFIER,
          Role.CC_OPERATOR,
          Role.WALL);

  static final Duration HEARTBEAT = Duration.ofSeconds(10);

  /**
   * A session that has ended, or means somebody else now, ends its stream within 30 s: this, and
   * the wait for the next heartbeat.
   */
  static final Duration SESSION_CHECKED_EVERY = Duration.ofSeconds(20);

  /** While nobody can say whether a session still holds, its stream goes on for so long. */
  static final Duration UNCHECKED_LIMIT = Duration.ofMinutes(2);

  /** Enough for somebody's every device; more is a fault or a flood. */
  static final int MAX_STREAMS_PER_USER = 30;

  private static final Logger LOG = System.getLogger(LiveApi.class.getName());
  private static final int EVENT_ID_MAX = 64;

  private final LiveFeed feed;
  private final Fleet fleet;
  private final Sessions sessions;
  private final InstantSource clock;
  private final Map<Integer, Integer> streamsByUser = new ConcurrentHashMap<>();

  public LiveApi(LiveFeed feed, Fleet fleet, Sessions sessions, InstantSource clock) {
    this.feed = feed;
    this.fleet = fleet;
    this.sessions = sessions;
    this.clock = clock;
  }

  @Override
  public void register(Routes routes) {
    routes.get("/api/v1/stream", SEES_VEHICLES, this::stream);
  }

  private void stream(Call call) {
    int user = call.viewer().userId();
    if (streamsByUser.merge(user, 1, Integer::sum) > MAX_STREAMS_PER_USER) {
      left(user);
      throw Problem.of(429, "too-many-streams", MAX_STREAMS_PER_USER);
    }
    feed.viewerCame();
    try {
      serve(call);
    } catch (IOException | UncheckedIOException viewerGone) {
      // The usual end of a stream: the browser closed it, or its network did.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      feed.viewerWent();
      left(user);
    }
  }

  private void left(int user) {
    streamsByUser.computeIfPresent(user, (id, count) -> count == 1 ? null : count - 1);
  }

  private void serve(Call call) throws IOException, InterruptedException {
    String token = call.request().headers().cookies().first(Sessions.COOKIE).get();
    Optional<Long> after = lastHad(call);
    call.response().headers().set(HeaderNames.CONTENT_TYPE, "text/event-stream");
    call.response().headers().set(HeaderNames.CACHE_CONTROL, "no-cache, no-transform");
    call.response().headers().set(HeaderNames.create("X-Accel-Buffering"), "no");
    try (OutputStream out = call.response().outputStream()) {
      var writer = new EventWriter(out, feed.logName());
      writer.begin();
      new Stream(writer, call.viewer(), token).run(after);
    }
  }

  /** The number of the last event this browser had; present also when it is of no use any more. */
  private Optional<Long> lastHad(Call call) {
    Optional<String> id =
        call.query("after").or(() -> call.header(HeaderNames.create("Last-Event-ID")));
    return id.map(
        text -> {
          int dash = text.lastIndexOf('-');
          boolean ours =
              text.length() <= EVENT_ID_MAX
                  && dash > 0
                  && text.substring(0, dash).equals(feed.logName())
                  && text.substring(dash + 1).matches("\\d{1,18}");
          return ours ? Long.parseLong(text.substring(dash + 1)) : -1L;
        });
  }

  /** One viewer's stream. Owned by the thread that serves it. */
  private final class Stream {
    private final EventWriter writer;
    private final Viewer viewer;
    private final String token;
    private LiveScope scope;
    private Instant askedAt = clock.instant();
    private Instant checkedAt = clock.instant();
    private Instant beatAt = clock.instant();
    private long had;

    Stream(EventWriter writer, Viewer viewer, String token) {
      this.writer = writer;
      this.viewer = viewer;
      this.token = token;
      this.scope = LiveScope.of(viewer, fleet);
    }

    void run(Optional<Long> after) throws IOException, InterruptedException {
      if (after.isPresent() && feed.log().reaches(after.get())) {
        had = after.get();
      } else {
        if (after.isPresent()) {
          writer.reset();
        }
        snapshot();
      }
      while (isStillAllowed()) {
        Optional<LiveLog.News> news = feed.log().after(had, untilHeartbeat());
        if (news.isPresent()) {
          send(news.get());
          beat();
        } else if (feed.log().isClosed()) {
          return;
        } else {
          writer.reset();
          snapshot();
        }
      }
    }

    /** The number first, the snapshot then: what comes in between is sent twice, not never. */
    private void snapshot() throws IOException {
      had = feed.log().head();
      writer.snapshot(had, clock.instant(), scope.positions(feed.snapshot(viewer)));
    }

    private void send(LiveLog.News news) throws IOException {
      had = news.last();
      var positions = scope.positions(news.positions());
      var told = scope.told(news.told());
      if (!positions.isEmpty() || !told.isEmpty()) {
        writer.news(had, positions, told);
      }
    }

    /** Also amid news: a viewer of few vehicles may see none of it, and must know that we live. */
    private void beat() throws IOException {
      if (untilHeartbeat().isZero()) {
        beatAt = clock.instant();
        writer.heartbeat(had, beatAt);
      }
    }

    private Duration untilHeartbeat() {
      Duration left = Duration.between(clock.instant(), beatAt.plus(HEARTBEAT));
      return left.isNegative() ? Duration.ZERO : left;
    }

    private boolean isStillAllowed() throws IOException {
      Instant now = clock.instant();
      if (Duration.between(askedAt, now).compareTo(SESSION_CHECKED_EVERY) < 0) {
        return true;
      }
      askedAt = now;
      LiveScope next;
      try {
        if (sessions.find(token).filter(viewer::equals).isEmpty()) {
          return false;
        }
        next = LiveScope.of(viewer, fleet);
        checkedAt = now;
      } catch (RuntimeException cannotSay) {
        LOG.log(Level.DEBUG, "cannot check a session", cannotSay);
        return Duration.between(checkedAt, now).compareTo(UNCHECKED_LIMIT) < 0;
      }
      if (!next.equals(scope)) {
        // A vehicle came or went: only a snapshot says which there are.
        scope = next;
        snapshot();
      }
      return true;
    }
  }
}
