package id.pantau.agent.tool;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import id.pantau.agent.SharedData;
import id.pantau.wire.Fix;
import id.pantau.wire.LatLon;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ThinningTest {
  private static final double EPSILON_M = 10;
  private static final Duration MAX_GAP = Duration.ofSeconds(60);

  /** How many more points than the fewest possible a single pass may keep. */
  private static final double MOST_ABOVE_OPTIMUM = 1.15;

  private static final Instant START = Instant.parse("2026-11-25T01:00:00Z");

  private static Fix fix(int second, double lat, double lon) {
    return new Fix(
        START.plusSeconds(second),
        new LatLon(lat, lon),
        Fix.Mode.FIX_3D,
        Double.NaN,
        Double.NaN,
        Double.NaN,
        Double.NaN,
        Fix.UNKNOWN_SATELLITES,
        0);
  }

  /** A drive with bends, stops and the noise of a receiver, beginning anywhere. */
  private static List<Fix> drive(Random random, int seconds, double lat, double lon) {
    List<Fix> fixes = new ArrayList<>();
    double speedMs = 0;
    double heading = random.nextDouble() * 2 * Math.PI;
    double wanted = 12;
    for (int s = 0; s < seconds; s++) {
      if (random.nextInt(40) == 0) {
        wanted = random.nextInt(4) == 0 ? 0 : 5 + random.nextDouble() * 20;
      }
      speedMs += Math.max(-3, Math.min(2, wanted - speedMs));
      heading += random.nextGaussian() * (random.nextInt(30) == 0 ? 0.8 : 0.02);
      lat += speedMs * Math.cos(heading) / 111_195;
      lon += speedMs * Math.sin(heading) / (111_195 * Math.cos(Math.toRadians(lat)));
      double noisyLon = lon + random.nextGaussian() * 1e-5;
      fixes.add(fix(s, lat + random.nextGaussian() * 1e-5, Math.IEEEremainder(noisyLon, 360)));
    }
    return fixes;
  }

  private static void assertWithinBounds(String what, List<Fix> all, List<Fix> kept) {
    double error = TimedError.maxM(all, kept);
    assertTrue(error <= EPSILON_M, what + ": " + error + " m");
    assertEquals(all.getFirst().fixTime(), kept.getFirst().fixTime(), what);
    assertEquals(all.getLast().fixTime(), kept.getLast().fixTime(), what);
    for (int i = 1; i < kept.size(); i++) {
      Duration gap = Duration.between(kept.get(i - 1).fixTime(), kept.get(i).fixTime());
      Instant from = kept.get(i - 1).fixTime();
      Instant to = kept.get(i).fixTime();
      boolean nothingBetween =
          all.stream().noneMatch(f -> f.fixTime().isAfter(from) && f.fixTime().isBefore(to));
      assertTrue(gap.compareTo(MAX_GAP) <= 0 || nothingBetween, what + ": gap " + gap);
    }
  }

  @Test
  void whatIsLeftOutIsNeverFartherThanTheBound() {
    long seed = System.nanoTime();
    System.out.println("seed=" + seed);
    var random = new Random(seed);
    for (int i = 0; i < 200; i++) {
      List<Fix> all =
          drive(random, 600, -8.6 + random.nextDouble() * 50, random.nextDouble() * 100);
      assertWithinBounds(
          "walk " + i + " of seed " + seed, all, ThinCommand.thinned(all, EPSILON_M));
    }
  }

  @Test
  void theDateLineIsNoPlaceOfItsOwn() {
    long seed = System.nanoTime();
    System.out.println("seed=" + seed);
    var random = new Random(seed);
    for (int i = 0; i < 50; i++) {
      List<Fix> all = drive(random, 600, -17, i % 2 == 0 ? 179.999 : -179.999);
      assertWithinBounds(
          "walk " + i + " of seed " + seed, all, ThinCommand.thinned(all, EPSILON_M));
    }
  }

  @Test
  void keepsLittleMoreThanTheFewestPossible() {
    long seed = System.nanoTime();
    System.out.println("seed=" + seed);
    var random = new Random(seed);
    long kept = 0;
    long fewest = 0;
    for (int i = 0; i < 30; i++) {
      List<Fix> all = drive(random, 900, -8.6, 116.5);
      kept += ThinCommand.thinned(all, EPSILON_M).size();
      fewest += fewestPoints(all);
    }
    System.out.println("kept " + kept + ", fewest possible " + fewest);
    assertTrue(kept <= MOST_ABOVE_OPTIMUM * fewest, kept + " against " + fewest);
    assertTrue(kept >= fewest, "fewer than possible: the oracle is wrong");
  }

  @Test
  void realTracksStayWithinTheBoundAndNearTheOptimum() throws IOException {
    Path folder = SharedData.get("tracks");
    List<Path> files;
    try (Stream<Path> all = Files.list(folder)) {
      files =
          all.filter(f -> f.toString().endsWith(".csv"))
              .filter(f -> f.getFileName().toString().chars().filter(c -> c == '.').count() == 1)
              .sorted()
              .toList();
    }
    assertTrue(files.size() >= 5, files.toString());
    for (Path file : files) {
      List<Fix> all = TrackFile.read(file);
      List<Fix> kept = ThinCommand.thinned(all, EPSILON_M);
      int fewest = fewestPoints(all);
      System.out.println(
          file.getFileName() + " " + ThinCommand.report(all, EPSILON_M) + " fewest " + fewest);
      assertWithinBounds(file.getFileName().toString(), all, kept);
      assertTrue(
          kept.size() <= Math.ceil(MOST_ABOVE_OPTIMUM * fewest),
          file + ": " + kept.size() + " against " + fewest);
    }
  }

  @Test
  void aParkedAndAStraightTrackNeedAlmostNothing() {
    List<Fix> straight = new ArrayList<>();
    for (int s = 0; s <= 600; s++) {
      straight.add(fix(s, -8.6, 116.5 + s * 1e-4));
    }
    assertEquals(11, ThinCommand.thinned(straight, EPSILON_M).size());
  }

  @Test
  void aFileThatIsNoTrackIsRefusedByItsLine(@TempDir Path folder) throws IOException {
    Path bad = folder.resolve("bad.csv");
    Files.writeString(bad, "time,lat,lon\n2026-11-25T01:00:00Z,-8.6,116.5\nyesterday,1,2\n");
    var refusal = assertThrows(IllegalArgumentException.class, () -> TrackFile.read(bad));
    assertTrue(refusal.getMessage().contains("line 3"), refusal.getMessage());
    Files.writeString(bad, "lat,lon\n1,2\n");
    assertThrows(IllegalArgumentException.class, () -> TrackFile.read(bad));
  }

  /** The oracle: the shortest path through all lines that are allowed. */
  private static int fewestPoints(List<Fix> all) {
    int[] points = new int[all.size()];
    points[0] = 1;
    for (int to = 1; to < all.size(); to++) {
      points[to] = points[to - 1] + 1;
      for (int from = to - 2; from >= 0 && gapAllowed(all, from, to); from--) {
        if (points[from] + 1 < points[to] && isExplained(all, from, to)) {
          points[to] = points[from] + 1;
        }
      }
    }
    return points[all.size() - 1];
  }

  private static boolean gapAllowed(List<Fix> all, int from, int to) {
    return Duration.between(all.get(from).fixTime(), all.get(to).fixTime()).compareTo(MAX_GAP) <= 0;
  }

  private static boolean isExplained(List<Fix> all, int from, int to) {
    List<Fix> part = all.subList(from, to + 1);
    return TimedError.maxM(part, List.of(part.getFirst(), part.getLast())) <= EPSILON_M;
  }
}
