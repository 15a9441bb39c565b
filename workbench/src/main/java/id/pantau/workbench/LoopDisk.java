package id.pantau.workbench;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A card of our own: an ext4 in a file, mounted by a loop device. It can be full, it can break, and
 * it counts what is really written to it, which the count of a process does not: that leaves out
 * what the file system writes for itself. Only root can have one.
 */
public final class LoopDisk implements AutoCloseable {
  /** As on a card; a file system of some megabytes would get blocks of 1 kB. */
  private static final String BLOCK_BYTES = "4096";

  /** Of Documentation/block/stat.rst: always of 512 bytes. */
  private static final int SECTOR_BYTES = 512;

  private static final int SECTORS_WRITTEN = 6;
  private static final int CHUNK_BYTES = 4_096;

  private final Path image;
  private final Path folder;
  private String device;

  private LoopDisk(Path image, Path folder) {
    this.image = image;
    this.folder = folder;
    this.device = mounted();
    Leftovers.remember(this);
  }

  /**
   * One below this folder; empty where this user or machine can have none.
   *
   * @param megabytes its size
   */
  public static Optional<LoopDisk> tryMount(Path below, int megabytes) {
    Path image = below.resolve("card.img");
    Path folder = below.resolve("card");
    try {
      Files.createDirectories(folder);
      try (FileChannel file =
          FileChannel.open(image, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
        file.write(ByteBuffer.allocate(1), ((long) megabytes << 20) - 1);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot make a card below " + below, e);
    }
    return succeeds("mkfs.ext4", "-q", "-F", "-b", BLOCK_BYTES, image.toString())
            && mount(image, folder)
        ? Optional.of(new LoopDisk(image, folder))
        : Optional.empty();
  }

  /** With {@code errors=remount-ro}, as Raspberry Pi OS mounts its card. */
  private static boolean mount(Path image, Path folder) {
    return succeeds("mount", "-o", "loop,errors=remount-ro", image.toString(), folder.toString());
  }

  private static boolean succeeds(String... command) {
    try {
      return Commands.attempt(List.of(command), Map.of()).exitCode() == 0;
    } catch (UncheckedIOException missing) {
      return false; // There is no such program here.
    }
  }

  private String mounted() {
    String source =
        Commands.run("findmnt", List.of("findmnt", "-n", "-o", "SOURCE", folder.toString()));
    return "" + Path.of(source).getFileName();
  }

  /** Where it is mounted. */
  public Path folder() {
    return folder;
  }

  /** Bytes written to the device until now, once all that waits is written. */
  public long written() {
    Commands.run("sync", List.of("sync", "-f", folder.toString()));
    String[] counts = read(Path.of("/sys/block", device, "stat")).strip().split("\\s+");
    return Long.parseLong(counts[SECTORS_WRITTEN]) * SECTOR_BYTES;
  }

  /** Takes all room that is left. */
  public void fill() {
    try (OutputStream all = Files.newOutputStream(folder.resolve("filler"))) {
      byte[] chunk = new byte[CHUNK_BYTES];
      while (true) {
        all.write(chunk);
      }
    } catch (IOException full) {
      // What was wanted.
    }
  }

  /** Gives back what {@link #fill} has taken. */
  public void empty() {
    try {
      Files.delete(folder.resolve("filler"));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot remove the filler", e);
    }
  }

  /** An error of the file system: from now on it takes no write. */
  public void fail() {
    try {
      Files.writeString(Path.of("/sys/fs/ext4", device, "trigger_fs_error"), "broken by a test");
    } catch (IOException e) {
      throw new UncheckedIOException("cannot break the card", e);
    }
  }

  /** What a technician does: out, checked, and in again. Nobody may have a file of it open. */
  public void repair() {
    Commands.run("umount", List.of("umount", folder.toString()));
    // 1: errors were corrected.
    int exit =
        Commands.attempt(List.of("fsck.ext4", "-p", "-f", image.toString()), Map.of()).exitCode();
    if (exit > 1 || !mount(image, folder)) {
      throw new IllegalStateException("the card cannot be repaired, code " + exit);
    }
    device = mounted();
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file, e);
    }
  }

  @Override
  public void close() {
    Leftovers.forget(this);
    Commands.run("umount", List.of("umount", folder.toString()));
  }
}
