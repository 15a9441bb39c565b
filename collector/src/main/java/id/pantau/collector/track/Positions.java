package id.pantau.collector.track;

import id.pantau.collector.db.Db;
import id.pantau.collector.db.Sql;
import id.pantau.collector.fleet.Fleet;
import id.pantau.collector.track.StatePolicy.Judgement;
import id.pantau.wire.Fix;
import id.pantau.wire.StraightOn;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Where vehicles are now: what the board shows of each tracker, told of the vehicle that it rides
 * in. Safe for all threads.
 */
final class Positions {
  /** A preview that is due may be so late. */
  private static final Duration FILL_IN_AFTER = Duration.ofSeconds(1);

  /** A parked tracker only tells that it lives: its last position may be of yesterday. */
  private static final Sql LIST_HEARD = Sql.of("SELECT device_no, received_at FROM device_health");

  private final Board board;
  private final Fleet fleet;
  private final InstantSource clock;

  Positions(Board board, Fleet fleet, InstantSource clock) {
    this.board = board;
    this.fleet = fleet;
    this.clock = clock;
  }

  /** Shows on the board what was shown when the collector ended. */
  void restore(Db db) {
    show(db, newest -> true);
  }

  /**
   * Shows what others have stored since. Only what is newer: of what we show already we may know
   * better since when it stands.
   */
  void follow(Db db) {
    show(db, this::isNews);
  }

  private boolean isNews(Newest stored) {
    return board
        .find(stored.deviceNo())
        .map(shown -> stored.fix().fixTime().isAfter(shown.fix().fixTime()))
        .orElse(true);
  }

  private void show(Db db, Predicate<Newest> wanted) {
    List<Newest> stored = db.asService(session -> new TrackStore(session).listLatest());
    board.show(stored.stream().filter(wanted).toList());
    db.doAsService(session -> PrivateMode.restore(session, board));
    db.asService(session -> session.list(LIST_HEARD, Map.of()))
        .forEach(row -> board.heard(row.getInt("device_no"), row.getInstant("received_at")));
  }

  List<VehiclePosition> list() {
    Instant now = clock.instant();
    // Two trackers may have followed each other in one vehicle: the newer fix counts.
    return List.copyOf(
        board.list().stream()
            .flatMap(newest -> position(newest, now).stream())
            .collect(
                Collectors.toMap(
                    VehiclePosition::vehicleId,
                    p -> p,
                    (a, b) -> b.fixTime().isAfter(a.fixTime()) ? b : a))
            .values());
  }

  Optional<VehiclePosition> find(int deviceNo) {
    return board.find(deviceNo).flatMap(newest -> position(newest, clock.instant()));
  }

  private Optional<VehiclePosition> position(Newest told, Instant now) {
    Optional<Instant> hiddenSince = board.hiddenSince(told);
    Newest newest = hiddenSince.isPresent() ? told : filledIn(told, now);
    Fix fix = newest.fix();
    OptionalInt vehicleId = fleet.vehicleOf(newest.deviceNo(), fix.fixTime());
    if (vehicleId.isEmpty()) {
      return Optional.empty();
    }
    Judgement judgement =
        hiddenSince
            .map(since -> new Judgement(VehicleState.PRIVATE, since))
            .orElseGet(() -> StatePolicy.judge(newest, board.heardAt(newest), now));
    return Optional.of(
        new VehiclePosition(
            vehicleId.getAsInt(),
            fix.fixTime(),
            newest.receivedAt(),
            fix.at(),
            hiddenSince.isPresent() ? Track.UNKNOWN : newest.speedDms(),
            hiddenSince.isPresent() ? Track.UNKNOWN : newest.courseDeg(),
            judgement.state(),
            judgement.since()));
  }

  /** Where a preview did not come that was due, the vehicle has gone straight on. */
  private static Newest filledIn(Newest newest, Instant now) {
    boolean leftOut =
        newest.isPreview()
            && !newest.standing()
            && StraightOn.isKnown(newest.fix())
            && !now.isBefore(newest.receivedAt().plus(StraightOn.STEP).plus(FILL_IN_AFTER));
    return leftOut ? newest.straightOn() : newest;
  }
}
