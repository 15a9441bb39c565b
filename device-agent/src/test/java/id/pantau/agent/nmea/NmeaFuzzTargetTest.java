package id.pantau.agent.nmea;

import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** A short walk where {@code ./pantau fuzz} walks for minutes: its seeds, and what is near them. */
class NmeaFuzzTargetTest {
  private static final List<String> SEEDS =
      List.of("capture.nmea", "binary-between.nmea", "edges.nmea");
  private static final int ROUNDS = 3_000;
  private static final Duration LIMIT = Duration.ofMinutes(2);

  @Test
  void theSeedsAndWhatIsNearThemHurtNobody() throws IOException {
    long seed = System.nanoTime();
    System.out.println("seed=" + seed);
    var random = new Random(seed);
    var damager = new Damager(seed);
    List<byte[]> seeds = new ArrayList<>();
    for (String name : SEEDS) {
      seeds.add(read(name));
    }
    assertTimeoutPreemptively(
        LIMIT,
        () -> {
          seeds.forEach(NmeaFuzzTarget::fuzzerTestOneInput);
          for (int round = 0; round < ROUNDS; round++) {
            NmeaFuzzTarget.fuzzerTestOneInput(near(seeds, random, damager));
          }
        });
  }

  private static byte[] read(String name) throws IOException {
    try (InputStream in = NmeaFuzzTargetTest.class.getResourceAsStream("seeds/" + name)) {
      assertTrue(in != null, "no seed " + name);
      return in.readAllBytes();
    }
  }

  /** Pieces of the seeds in any order, each damaged in some ways. */
  private static byte[] near(List<byte[]> seeds, Random random, Damager damager) {
    var all = new ByteArrayOutputStream();
    int pieces = 1 + random.nextInt(6);
    for (int i = 0; i < pieces; i++) {
      byte[] whole = seeds.get(random.nextInt(seeds.size()));
      int from = random.nextInt(whole.length);
      int until = Math.min(whole.length, from + 1 + random.nextInt(400));
      byte[] piece = java.util.Arrays.copyOfRange(whole, from, until);
      for (int damages = random.nextInt(4); damages > 0 && piece.length > 0; damages--) {
        piece = damager.damage(piece);
      }
      all.writeBytes(piece);
    }
    return all.toByteArray();
  }
}
