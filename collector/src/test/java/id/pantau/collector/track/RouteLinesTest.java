package id.pantau.collector.track;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is drawn of a day, without a database. */
class RouteLinesTest {
  @Test
  void overAGapNothingIsDrawnAndBothSidesOfItAreWhole() {
    Drive drive = Drive.start().north(2_000, 10);
    Instant lost = drive.now();
    drive.silent(Duration.ofMinutes(20)).jump(12_000, 0).fix();
    Instant found = drive.now();
    drive.north(1_000, 10);
    Track track = drive.track();
    List<Track> pieces = RouteLines.pieces(track, List.of(new Gap(lost, found)));
    assertEquals(2, pieces.size());
    assertEquals(lost, pieces.get(0).time(pieces.get(0).size() - 1));
    assertEquals(found, pieces.get(1).time(0));
    assertEquals(track.size(), pieces.get(0).size() + pieces.get(1).size());
    assertEquals(1, RouteLines.pieces(track, List.of()).size());
  }

  @Test
  void metresOfTheWebMapAreThoseOfPostGis() {
    // SELECT ST_AsText(ST_Transform('SRID=4326;POINT(116.53 -8.65)', 3857)) with its table of
    // projections.
    assertEquals(12_972_060.26, Tile.eastM(116.53), 0.01);
    assertEquals(-966_592.40, Tile.northM(-8.65), 0.01);
    assertEquals(116.53, Tile.lon(Tile.eastM(116.53)), 1e-9);
    assertEquals(-8.65, Tile.lat(Tile.northM(-8.65)), 1e-9);
  }

  @Test
  void thereIsNoSquareOutsideOfTheWorld() {
    assertEquals(0, new Tile(0, 0, 0).x());
    for (int[] no : new int[][] {{-1, 0, 0}, {15, 0, 0}, {3, 8, 0}, {3, 0, 8}, {3, -1, 0}}) {
      assertThrows(IllegalArgumentException.class, () -> new Tile(no[0], no[1], no[2]));
    }
  }
}
