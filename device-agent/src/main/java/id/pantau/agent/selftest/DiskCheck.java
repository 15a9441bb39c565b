package id.pantau.agent.selftest;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Writes where the journal is, as the journal does: blocks that are really on the card. */
final class DiskCheck {
  private static final int PROBE_BYTES = 1 << 20;
  private static final long MB = 1 << 20;

  private final Path folder;
  private final long quotaBytes;

  DiskCheck(Path folder, long quotaBytes) {
    this.folder = folder;
    this.quotaBytes = quotaBytes;
  }

  void run(Consumer<Finding> out) {
    Path there = folder;
    while (!Files.exists(there) && there.getParent() != null) {
      there = there.getParent();
    }
    if (!Files.isDirectory(there)) {
      out.accept(Finding.of(Saying.JOURNAL_NO_FOLDER, there));
      return;
    }
    try {
      long used = there.equals(folder) ? usedBytes() : 0;
      out.accept(disk(there, used));
      out.accept(there.equals(folder) ? journal(used) : Finding.of(Saying.JOURNAL_NEW, folder));
    } catch (IOException e) {
      out.accept(refusal(there, e));
    }
  }

  private Finding disk(Path there, long used) throws IOException {
    try {
      probe(there);
    } catch (IOException e) {
      return refusal(there, e);
    }
    long free = Files.getFileStore(there).getUsableSpace();
    boolean small = free + used < quotaBytes;
    return Finding.of(
        small ? Saying.DISK_SMALL : Saying.DISK_GOOD, free / MB, quotaBytes / MB, there);
  }

  private static void probe(Path there) throws IOException {
    Path file = Files.createTempFile(there, "selftest-", ".tmp");
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      ByteBuffer bytes = ByteBuffer.allocate(PROBE_BYTES);
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      channel.force(true);
    } finally {
      Files.deleteIfExists(file);
    }
  }

  private static Finding refusal(Path there, IOException e) {
    String why = e instanceof FileSystemException f ? f.getReason() : e.getMessage();
    String words = String.valueOf(why).toLowerCase(Locale.ROOT);
    if (words.contains("no space") || words.contains("quota")) {
      return Finding.of(Saying.DISK_FULL, there);
    }
    if (words.contains("read-only")) {
      return Finding.of(Saying.DISK_READ_ONLY, there);
    }
    return e instanceof AccessDeniedException || words.contains("permission")
        ? Finding.of(Saying.DISK_DENIED, there)
        : Finding.of(Saying.DISK_BROKEN, there, e);
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> all = Files.list(folder)) {
      return all.filter(Files::isRegularFile).sorted().toList();
    }
  }

  private long usedBytes() throws IOException {
    long sum = 0;
    for (Path each : files()) {
      sum += Files.size(each);
    }
    return sum;
  }

  private Finding journal(long used) throws IOException {
    List<Path> files = files();
    for (Path each : files) {
      if (!Files.isReadable(each) || !Files.isWritable(each)) {
        return Finding.of(Saying.JOURNAL_FOREIGN, each);
      }
    }
    return files.isEmpty()
        ? Finding.of(Saying.JOURNAL_NEW, folder)
        : Finding.of(Saying.JOURNAL_FOUND, files.size(), used / MB, folder);
  }
}
