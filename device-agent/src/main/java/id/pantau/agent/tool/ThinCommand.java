package id.pantau.agent.tool;

import id.pantau.agent.motion.ThinningSettings;
import id.pantau.agent.motion.TrackThinner;
import id.pantau.wire.Fix;
import id.pantau.wire.TrackBatch;
import id.pantau.wire.TrackCodec;
import id.pantau.wire.TrackRecord;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * {@code ./pantau thin}: what the tracker would keep of a track, and what that costs and spoils.
 */
@Command(
    name = "thin",
    description = "Menipiskan satu jejak seperti pelacak. | Thins a track as the tracker does.",
    mixinStandardHelpOptions = true)
public final class ThinCommand implements Callable<Integer> {
  private static final int BATCH = 10;

  @Option(
      names = "--epsilon-m",
      paramLabel = "M",
      defaultValue = "10",
      description = "Galat terbesar, meter. | Largest error, metres. (${DEFAULT-VALUE})")
  private double epsilonM;

  @Parameters(paramLabel = "TRACK.csv", description = "time,lat,lon[,...]")
  private Path file = Path.of("");

  public static void main(String[] arguments) {
    System.exit(new CommandLine(new ThinCommand()).execute(arguments));
  }

  @Override
  public Integer call() {
    try {
      System.out.println(report(TrackFile.read(file), epsilonM));
      return 0;
    } catch (IOException | IllegalArgumentException e) {
      System.err.println("Tidak terbaca | Cannot be read: " + e.getMessage());
      return 1;
    }
  }

  /** The contract of the command, one JSON object. */
  static String report(List<Fix> all, double epsilonM) {
    List<Fix> kept = thinned(all, epsilonM);
    return String.format(
        Locale.ROOT,
        "{\"points\":%d,\"kept\":%d,\"maxSedM\":%.3f,\"km\":%.3f,\"wireBytes\":%d}",
        all.size(),
        kept.size(),
        kept.isEmpty() ? 0 : TimedError.maxM(all, kept),
        km(all),
        wireBytes(kept));
  }

  /** What is kept, as the wire carries it. */
  static List<Fix> thinned(List<Fix> all, double epsilonM) {
    var thinner =
        new TrackThinner(new ThinningSettings(epsilonM, ThinningSettings.DEFAULT.maxGap()));
    List<Fix> kept = new ArrayList<>();
    for (Fix fix : all) {
      kept.addAll(thinner.accept(fix));
    }
    kept.addAll(thinner.cut());
    return kept.stream().map(TrackCodec::rounded).toList();
  }

  private static double km(List<Fix> all) {
    double metres = 0;
    for (int i = 1; i < all.size(); i++) {
      metres += all.get(i - 1).at().distanceM(all.get(i).at());
    }
    return metres / 1_000;
  }

  private static long wireBytes(List<Fix> kept) {
    long bytes = 0;
    for (int from = 0; from < kept.size(); from += BATCH) {
      List<TrackRecord> records = new ArrayList<>();
      for (int i = from; i < Math.min(kept.size(), from + BATCH); i++) {
        records.add(new TrackRecord(i + 1, kept.get(i)));
      }
      bytes += TrackCodec.encode(new TrackBatch(0x5eedL << 40, records)).length;
    }
    return bytes;
  }
}
