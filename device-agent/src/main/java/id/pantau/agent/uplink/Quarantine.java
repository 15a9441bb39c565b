package id.pantau.agent.uplink;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** Records that are too large for the broker, as files for a technician to look at. */
public final class Quarantine {
  private static final System.Logger LOG = System.getLogger(Quarantine.class.getName());

  /** More are left in the journal, where they wait for a broker with larger packets. */
  private static final int MAX_FILES = 100;

  private final Path folder;

  public Quarantine(Path folder) {
    this.folder = folder;
  }

  /**
   * Puts a payload aside.
   *
   * @return whether it is safe there
   */
  public boolean keep(long epoch, long seq, byte[] payload) {
    try {
      Files.createDirectories(folder);
      if (count() >= MAX_FILES) {
        return false;
      }
      Files.write(folder.resolve("%016x-%d.bin".formatted(epoch, seq)), payload);
      LOG.log(
          Level.ERROR,
          "a record is too large for the broker: seq={0,number,#} bytes={1,number,#}",
          seq,
          payload.length);
      return true;
    } catch (IOException e) {
      LOG.log(Level.ERROR, "a record is too large for the broker and cannot be put aside", e);
      return false;
    }
  }

  /** How many records lie here. */
  public long count() {
    if (!Files.isDirectory(folder)) {
      return 0;
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.count();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot list " + folder, e);
    }
  }
}
