package id.pantau.acceptance.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * An ext4 of our own in a file, mounted by a loop device that counts what is written to it: the
 * count of a process leaves out what the file system writes for itself. Only root can have one.
 */
final class LoopDisk implements AutoCloseable {
  private static final long BYTES = 128L << 20;

  /** As on a card; so small a file system would get blocks of 1 kB, and look four times as good. */
  private static final String BLOCK_BYTES = "4096";

  /** Of Documentation/block/stat.rst: always of 512 bytes. */
  private static final int SECTOR_BYTES = 512;

  private static final int SECTORS_WRITTEN = 6;

  private final Path folder;
  private final Path statistics;

  private LoopDisk(Path folder, Path statistics) {
    this.folder = folder;
    this.statistics = statistics;
  }

  /** One below this folder; empty where this user or machine can have none. */
  static Optional<LoopDisk> tryMount(Path below) {
    Path image = below.resolve("card.img");
    Path folder = below.resolve("card");
    try {
      Files.createDirectories(folder);
      Files.write(image, new byte[0]);
      try (var file =
          java.nio.channels.FileChannel.open(image, java.nio.file.StandardOpenOption.WRITE)) {
        file.write(java.nio.ByteBuffer.allocate(1), BYTES - 1);
      }
      if (!succeeds(List.of("mkfs.ext4", "-q", "-F", "-b", BLOCK_BYTES, image.toString()))
          || !succeeds(List.of("mount", "-o", "loop", image.toString(), folder.toString()))) {
        return Optional.empty();
      }
      Path device = Path.of(output(List.of("findmnt", "-n", "-o", "SOURCE", folder.toString())));
      return Optional.of(
          new LoopDisk(folder, Path.of("/sys/block", "" + device.getFileName(), "stat")));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot make a file system below " + below, e);
    }
  }

  Path folder() {
    return folder;
  }

  /** Bytes written to the device until now, once all that waits is written. */
  long written() {
    try {
      output(List.of("sync", "-f", folder.toString()));
      String[] counts = Files.readString(statistics).strip().split("\\s+");
      return Long.parseLong(counts[SECTORS_WRITTEN]) * SECTOR_BYTES;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + statistics, e);
    }
  }

  private static boolean succeeds(List<String> command) throws IOException {
    try {
      return new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start()
              .waitFor()
          == 0;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private static String output(List<String> command) throws IOException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    try {
      if (process.waitFor() != 0) {
        throw new IOException(command + ": " + text.strip());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return text.strip();
  }

  @Override
  public void close() {
    try {
      output(List.of("umount", folder.toString()));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot unmount " + folder, e);
    }
  }
}
