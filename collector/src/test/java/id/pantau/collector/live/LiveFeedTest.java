package id.pantau.collector.live;

import static id.pantau.collector.live.LivePositions.START;
import static id.pantau.collector.live.LivePositions.at;
import static id.pantau.collector.live.LivePositions.json;
import static id.pantau.collector.live.LivePositions.rows;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import id.pantau.collector.track.VehicleState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LiveFeedTest {
  private static final Duration NO_WAIT = Duration.ZERO;

  private static final Duration SOON = Duration.ofSeconds(10);

  @Test
  void aSlowReaderGetsOnlyTheNewestOfEachVehicle() throws InterruptedException {
    var log = new LiveLog(() -> START);
    log.append(rows(at(1, 4), at(2, 5)), List.of());
    log.append(rows(at(1, 5)), List.of());
    log.append(rows(at(2, 6)), List.of());
    LiveLog.News news = log.after(0, NO_WAIT).orElseThrow();
    assertEquals(3, news.last());
    assertEquals(json(at(1, 5), at(2, 6)), json(news.positions()));
    assertEquals(2, news.positions().count());
  }

  @Test
  void whoIsBackInTimeMissesNothingAndWhoIsLateStartsAgain() throws InterruptedException {
    AtomicReference<Instant> now = new AtomicReference<>(START);
    var log = new LiveLog(now::get);
    log.append(rows(at(1, 1)), List.of());
    log.append(rows(at(1, 2)), List.of());
    assertTrue(log.reaches(1));
    assertEquals(1, log.after(1, NO_WAIT).orElseThrow().positions().count());
    now.set(START.plus(LiveLog.KEPT_FOR).plusSeconds(1));
    log.append(rows(at(1, 3)), List.of());
    assertFalse(log.reaches(1));
    assertTrue(log.after(1, NO_WAIT).isEmpty());
    assertTrue(log.reaches(2));
  }

  @Test
  void theLogHasALimitWhateverItsAge() throws InterruptedException {
    var log = new LiveLog(() -> START);
    for (int i = 0; i < LiveLog.MAX_EVENTS + 10; i++) {
      log.append(rows(at(1, i)), List.of());
    }
    assertFalse(log.reaches(0));
    assertTrue(log.after(5, NO_WAIT).isEmpty());
    assertEquals(LiveLog.MAX_EVENTS + 10, log.after(20, NO_WAIT).orElseThrow().last());
  }

  @Test
  void aNumberFromTheFutureIsNotOurs() {
    var log = new LiveLog(() -> START);
    log.append(rows(at(1, 1)), List.of());
    assertFalse(log.reaches(2));
    assertFalse(log.reaches(-1));
  }

  @Test
  void theSameFixIsToldAgainOnlyWhenItsStateHasChanged() {
    LivePosition moving = at(1, 5);
    var silent =
        new LivePosition(
            1, moving.at(), 0, -1, VehicleState.SILENT, moving.fixTime(), START.plusSeconds(300));
    assertTrue(silent.replaces(moving));
    assertTrue(moving.replaces(silent), "heard again without a new fix");
    assertFalse(moving.replaces(at(1, 5)));
    assertFalse(at(1, 4).replaces(moving));
  }

  @Test
  void theLogGoesOnlyForwardWhateverIsPublished() throws InterruptedException {
    try (var feed = new LiveFeed(viewer -> List.of(), () -> START)) {
      feed.start();
      feed.publish(List.of(at(1, 5)));
      LiveLog.News first = feed.log().after(0, SOON).orElseThrow();
      feed.publish(List.of(at(1, 4)));
      feed.publish(List.of(at(1, 5)));
      feed.publish(List.of(at(2, 1)));
      LiveLog.News next = feed.log().after(first.last(), SOON).orElseThrow();
      assertEquals(json(at(1, 5)), json(first.positions()));
      assertEquals(json(at(2, 1)), json(next.positions()));
    }
  }

  @Test
  void theLogHasALimitInPositionsToo() throws InterruptedException {
    var log = new LiveLog(() -> START);
    PositionRows thousand =
        PositionRows.of(IntStream.range(0, 1_000).mapToObj(i -> at(i, 1)).toList());
    for (int i = 0; i < LiveLog.MAX_ROWS / 1_000 + 5; i++) {
      log.append(thousand, List.of());
    }
    assertFalse(log.reaches(0));
    assertFalse(log.reaches(4));
    assertTrue(log.reaches(5));
  }
}
