package id.pantau.collector.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import id.pantau.collector.track.VehicleState;
import id.pantau.wire.LatLon;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LiveFeedTest {
  private static final Instant START = Instant.parse("2026-11-25T01:00:00Z");
  private static final Duration NO_WAIT = Duration.ZERO;

  private static final Duration SOON = Duration.ofSeconds(10);

  private static List<LivePosition> positions(LiveLog.News news) {
    return news.positions().stream().map(PositionRow::position).toList();
  }

  private static LivePosition at(int vehicle, int second) {
    return new LivePosition(
        vehicle,
        new LatLon(-8.65, 116.53),
        40,
        90,
        VehicleState.MOVING,
        START.plusSeconds(second),
        START);
  }

  private static List<PositionRow> rows(LivePosition... positions) {
    return List.of(positions).stream().map(PositionRow::of).toList();
  }

  @Test
  void aSlowReaderGetsOnlyTheNewestOfEachVehicle() throws InterruptedException {
    var log = new LiveLog(() -> START);
    log.append(rows(at(1, 4), at(2, 5)), List.of());
    log.append(rows(at(1, 5)), List.of());
    log.append(rows(at(2, 6)), List.of());
    LiveLog.News news = log.after(0, NO_WAIT).orElseThrow();
    assertEquals(3, news.last());
    assertEquals(
        List.of(at(1, 5), at(2, 6)), news.positions().stream().map(PositionRow::position).toList());
  }

  @Test
  void whoIsBackInTimeMissesNothingAndWhoIsLateStartsAgain() throws InterruptedException {
    AtomicReference<Instant> now = new AtomicReference<>(START);
    var log = new LiveLog(now::get);
    log.append(rows(at(1, 1)), List.of());
    log.append(rows(at(1, 2)), List.of());
    assertTrue(log.reaches(1));
    assertEquals(1, log.after(1, NO_WAIT).orElseThrow().positions().size());
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
      assertEquals(List.of(at(1, 5)), positions(first));
      assertEquals(List.of(at(2, 1)), positions(next));
    }
  }

  @Test
  void theLogHasALimitInPositionsToo() throws InterruptedException {
    var log = new LiveLog(() -> START);
    List<PositionRow> thousand =
        IntStream.range(0, 1_000).mapToObj(i -> PositionRow.of(at(i, 1))).toList();
    for (int i = 0; i < LiveLog.MAX_ROWS / 1_000 + 5; i++) {
      log.append(thousand, List.of());
    }
    assertFalse(log.reaches(0));
    assertFalse(log.reaches(4));
    assertTrue(log.reaches(5));
  }

  @Test
  void writesAPositionAsEightNumbers() {
    var p =
        new LivePosition(
            7,
            new LatLon(-8.05, 116.000001),
            -1,
            -1,
            VehicleState.PARKED,
            Instant.ofEpochMilli(1_000),
            Instant.ofEpochMilli(500));
    assertEquals("[7,-8.050000,116.000001,-1,-1,1,1000,500]", PositionRow.of(p).json());
    var zero =
        new LivePosition(
            7,
            new LatLon(-0.0000001, 0.5),
            0,
            0,
            VehicleState.SILENT,
            Instant.ofEpochMilli(1),
            Instant.ofEpochMilli(1));
    assertEquals("[7,0.000000,0.500000,0,0,0,1,1]", PositionRow.of(zero).json());
  }
}
