package id.pantau.agent.service;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * One tracker for one journal: two that write into it make each other's records look damaged. The
 * system lets go of it when the process ends, however it ends.
 */
public final class FolderLock implements AutoCloseable {
  private static final String NAME = "in-use";

  private final FileChannel channel;

  private FolderLock(FileChannel channel) {
    this.channel = channel;
  }

  /**
   * Takes the folder, which is made if it is not there.
   *
   * @throws IllegalStateException when another has it
   * @throws UncheckedIOException when the folder cannot be written
   */
  public static FolderLock take(Path folder) {
    try {
      Files.createDirectories(folder);
      FileChannel channel =
          FileChannel.open(
              folder.resolve(NAME), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (!isLocked(channel)) {
        channel.close();
        throw new IllegalStateException(
            folder + ": dipakai pelacak lain | another tracker is using it");
      }
      return new FolderLock(channel);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot take " + folder, e);
    }
  }

  /** Whether a tracker is using the folder; nothing is made or changed for the question. */
  public static boolean isTaken(Path folder) {
    try (FileChannel channel = FileChannel.open(folder.resolve(NAME), StandardOpenOption.WRITE)) {
      return !isLocked(channel);
    } catch (IOException neverTaken) {
      return false;
    }
  }

  private static boolean isLocked(FileChannel channel) throws IOException {
    try {
      FileLock lock = channel.tryLock();
      return lock != null;
    } catch (OverlappingFileLockException byOurselves) {
      return false;
    }
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot let go of the journal", e);
    }
  }
}
