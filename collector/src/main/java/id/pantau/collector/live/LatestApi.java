package id.pantau.collector.live;

import id.pantau.collector.track.Tracks;
import id.pantau.collector.track.VehiclePosition;
import id.pantau.collector.web.Api;
import id.pantau.collector.web.Call;
import id.pantau.collector.web.Routes;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** {@code /vehicles/latest}: where everything is, for who does not need a stream. */
public final class LatestApi implements Api {
  private final LiveFeed feed;
  private final Tracks tracks;
  private final InstantSource clock;
  private final LatestItems items = new LatestItems();

  public LatestApi(LiveFeed feed, Tracks tracks, InstantSource clock) {
    this.feed = feed;
    this.tracks = tracks;
    this.clock = clock;
  }

  @Override
  public void register(Routes routes) {
    routes.get("/api/v1/vehicles/latest", LiveApi.SEES_VEHICLES, this::latest);
  }

  record PositionJson(
      int vehicleId,
      Instant fixTime,
      Instant receivedAt,
      double lat,
      double lon,
      Optional<Integer> speedKmh,
      Optional<Integer> courseDeg,
      String state,
      Instant stateSince,
      Optional<String> place) {}

  /**
   * What comes before the items.
   *
   * @param cursor for {@code /stream?after=}: what has changed since this answer
   */
  record HeadJson(String cursor, Instant serverTime) {}

  private void latest(Call call) {
    // The cursor first: what comes in between is told twice, not never.
    String cursor = feed.cursor();
    List<PositionJson> positions =
        tracks.listPositions(call.viewer()).stream()
            .sorted(Comparator.comparingInt(VehiclePosition::vehicleId))
            .map(this::json)
            .toList();
    call.send(items.answer(new HeadJson(cursor, clock.instant()), positions));
  }

  private PositionJson json(VehiclePosition p) {
    return new PositionJson(
        p.vehicleId(),
        p.fixTime(),
        p.receivedAt(),
        p.at().lat(),
        p.at().lon(),
        known(p.speedKmh()),
        known(p.courseDeg()),
        p.state().word(),
        p.stateSince(),
        tracks.findPlace(p.at()));
  }

  private static Optional<Integer> known(int value) {
    return value == LivePosition.UNKNOWN ? Optional.empty() : Optional.of(value);
  }
}
