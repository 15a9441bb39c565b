package id.pantau.collector.track;

import id.pantau.collector.db.Db;
import id.pantau.collector.db.Session;
import id.pantau.collector.db.Sql;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Draws days: what of a route is seen on a map of weeks or months, thinned as for keeping ({@link
 * RouteThinner}) and not joined over gaps. A day is drawn when somebody first asks for it and again
 * after it was derived again.
 */
final class RouteLines {
  private static final Sql LIST_UNDRAWN = Sql.beside(RouteLines.class, "list-undrawn.sql");
  private static final Sql SAVE = Sql.beside(RouteLines.class, "save-lines.sql");

  /** Two who draw the same day: the second waits, and then there is nothing left to do. */
  private static final Sql CLAIM =
      Sql.of(
          """
          SELECT count(*) AS n FROM (SELECT FROM vehicle_day WHERE vehicle_id = :vehicleId AND day = CAST(:day AS date) AND NOT is_drawn
                                     FOR UPDATE) AS undrawn
          """);

  private static final Sql FIND_TRACK =
      Sql.of(
          """
          SELECT coalesce((SELECT packed FROM kept_route WHERE vehicle_id = :vehicleId AND day = CAST(:day AS date)),
                          packed_track(:vehicleId, region_day_start(CAST(:day AS date)), region_day_start(CAST(:day AS date) + 1))) AS packed
          """);
  private static final Sql FORGET =
      Sql.of("DELETE FROM route_line WHERE vehicle_id = :vehicleId AND day = CAST(:day AS date)");
  private static final Sql DRAWN =
      Sql.of(
          """
          UPDATE vehicle_day SET is_drawn = true WHERE vehicle_id = :vehicleId AND day = CAST(:day AS date)
          """);

  /** More than a month of some milliseconds; nobody waits longer than a second or two. */
  private static final int DRAWN_AT_ONCE = 40;

  private final Db db;

  RouteLines(Db db) {
    this.db = db;
  }

  /** Days of a vehicle. */
  record Days(int vehicleId, LocalDate from, LocalDate to) {}

  /** Draws those of these days that are not drawn yet, the newest first, some at least. */
  void draw(Days days) {
    List<LocalDate> undrawn =
        db.asService(
            session ->
                session
                    .list(
                        LIST_UNDRAWN,
                        Map.of(
                            "vehicleId", days.vehicleId,
                            "from", days.from,
                            "to", days.to,
                            "limit", DRAWN_AT_ONCE))
                    .stream()
                    .map(row -> row.getDate("day"))
                    .toList());
    for (LocalDate day : undrawn) {
      // One day a transaction: whoever derives days of this vehicle meanwhile waits for one only.
      db.asService(session -> draw(session, days.vehicleId, day));
    }
  }

  private static boolean draw(Session session, int vehicleId, LocalDate day) {
    Map<String, Object> key = Map.of("vehicleId", vehicleId, "day", day);
    if (session.get(CLAIM, key).getLong("n") == 0) {
      return false;
    }
    Track track = PackedTrack.read(session.get(FIND_TRACK, key).getBytes("packed"));
    List<Track> pieces = pieces(track, new DayReader(session).listGaps(vehicleId, day));
    session.change(FORGET, key);
    save(session, key, pieces);
    session.change(DRAWN, key);
    return true;
  }

  /** What lies between gaps: over a gap nobody knows the way. */
  static List<Track> pieces(Track track, List<Gap> gaps) {
    var pieces = new ArrayList<Track>();
    Track.Builder piece = Track.builder();
    for (int i = 0; i < track.size(); i++) {
      if (i > 0 && isOverGap(track.timeMs(i - 1), track.timeMs(i), gaps)) {
        pieces.add(piece.build());
        piece = Track.builder();
      }
      piece.add(
          track.timeMs(i),
          track.latE6(i),
          track.lonE6(i),
          (short) track.speedDms(i),
          (short) track.courseDeg(i),
          (short) track.flags(i));
    }
    pieces.add(piece.build());
    return pieces;
  }

  private static boolean isOverGap(long fromMs, long toMs, List<Gap> gaps) {
    return gaps.stream()
        .anyMatch(gap -> fromMs <= gap.from().toEpochMilli() && toMs >= gap.to().toEpochMilli());
  }

  private static void save(Session session, Map<String, Object> key, List<Track> pieces) {
    var numbers = new ArrayList<Integer>();
    var xs = new ArrayList<Double>();
    var ys = new ArrayList<Double>();
    int nr = 0;
    for (Track piece : pieces) {
      int[] kept = RouteThinner.kept(piece);
      if (kept.length >= 2) { // one place is no way
        nr++;
        for (int i : kept) {
          numbers.add(nr);
          xs.add(Tile.eastM(piece.lonE6(i) / 1e6));
          ys.add(Tile.northM(piece.latE6(i) / 1e6));
        }
      }
    }
    var params = new HashMap<String, Object>(key);
    params.put("pieces", numbers.stream().mapToInt(Integer::intValue).toArray());
    params.put("xs", xs.stream().mapToDouble(Double::doubleValue).toArray());
    params.put("ys", ys.stream().mapToDouble(Double::doubleValue).toArray());
    session.change(SAVE, params);
  }
}
