package id.pantau.agent.driving;

import id.pantau.agent.files.WholeFile;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.CRC32C;

/**
 * The metres this tracker has been driven. Written at the end of a trip and every few kilometres; a
 * power cut costs at most that. One thread.
 */
public final class Odometer {
  private static final System.Logger LOG = System.getLogger(Odometer.class.getName());
  private static final double SAVE_EVERY_M = 5_000;

  private final Path file;
  private double metres;
  private double saved;

  private Odometer(Path file, double metres) {
    this.file = file;
    this.metres = metres;
    this.saved = metres;
  }

  /** Goes on from what the file says; from 0 when there is none, or when it is damaged. */
  public static Odometer open(Path file) {
    double metres = 0;
    if (Files.exists(file)) {
      try {
        metres = parse(Files.readString(file, StandardCharsets.US_ASCII));
      } catch (IOException | IllegalArgumentException e) {
        LOG.log(Level.ERROR, "the odometer cannot be read and begins at 0: {0}", e.toString());
      }
    }
    return new Odometer(file, metres);
  }

  private static double parse(String text) {
    String[] parts = text.strip().split(" ");
    if (parts.length != 2 || !parts[1].equals(check(parts[0]))) {
      throw new IllegalArgumentException("damaged: " + text);
    }
    return Double.parseDouble(parts[0]);
  }

  private static String check(String number) {
    var crc = new CRC32C();
    crc.update(number.getBytes(StandardCharsets.US_ASCII));
    return Long.toHexString(crc.getValue());
  }

  double metres() {
    return metres;
  }

  void add(double more) {
    metres += more;
    if (metres - saved >= SAVE_EVERY_M) {
      save();
    }
  }

  /** A card that refuses costs the metres since the last time, nothing else. */
  public void save() {
    if (metres == saved) {
      return;
    }
    String number = Long.toString(Math.round(metres));
    try {
      WholeFile.write(file, number + " " + check(number) + "\n");
      saved = metres;
    } catch (IOException e) {
      LOG.log(Level.WARNING, "the odometer cannot be saved: {0}", e.toString());
    }
  }
}
