package id.pantau.acceptance.demo;

import id.pantau.workbench.Trees;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import org.jspecify.annotations.Nullable;

/**
 * The folder where one demo keeps everything: cluster, broker, certificates, journals, logs. Only
 * one demo at a time may hold it.
 */
final class DemoState implements AutoCloseable {
  private final Path folder;
  private final FileChannel lockFile;
  private final FileLock lock;

  private DemoState(Path folder, FileChannel lockFile, FileLock lock) {
    this.folder = folder;
    this.lockFile = lockFile;
    this.lock = lock;
  }

  /**
   * Takes the folder.
   *
   * @param fresh whether to forget what an earlier demo left
   * @throws Sorry when another demo holds it
   */
  static DemoState open(Path folder, boolean fresh) {
    try {
      Files.createDirectories(folder);
      // Beside the folder, so that --fresh does not remove the lock that it holds.
      Path lockPath = folder.resolveSibling(folder.getFileName() + ".lock");
      FileChannel file =
          FileChannel.open(lockPath, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      FileLock lock = tryLock(file);
      if (lock == null) {
        file.close();
        throw new Sorry(
            "Demo lain sedang memakai " + folder + "; hentikan dulu, atau pakai --port lain.",
            "Another demo is using " + folder + "; stop it first, or use another --port.");
      }
      if (fresh) {
        Trees.remove(folder);
      }
      Files.createDirectories(folder);
      // The user postgres must reach the cluster inside; nobody else needs to list it.
      Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx--x--x"));
      return new DemoState(folder, file, lock);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot use " + folder, e);
    }
  }

  private static @Nullable FileLock tryLock(FileChannel file) throws IOException {
    try {
      return file.tryLock();
    } catch (OverlappingFileLockException heldByUs) {
      return null;
    }
  }

  Path folder() {
    return folder;
  }

  Path log(String name) {
    return folder.resolve("logs").resolve(name + ".log");
  }

  boolean has(String name) {
    return Files.exists(folder.resolve(name));
  }

  /** A secret word of this demo, made at first use. */
  String secret(String name) {
    String file = "secret-" + name;
    if (!has(file)) {
      write(file, new BigInteger(130, new SecureRandom()).toString(32));
    }
    return read(file);
  }

  String read(String name) {
    try {
      return Files.readString(folder.resolve(name));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + name + " in " + folder, e);
    }
  }

  /** Writes a file that only we can read. */
  Path write(String name, String content) {
    Path file = folder.resolve(name);
    Path draft = folder.resolve(name + ".new");
    try {
      Files.createDirectories(file.getParent());
      Files.deleteIfExists(draft);
      Files.createFile(
          draft,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      Files.writeString(draft, content);
      Files.move(
          draft,
          file,
          java.nio.file.StandardCopyOption.ATOMIC_MOVE,
          java.nio.file.StandardCopyOption.REPLACE_EXISTING);
      return file;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + file, e);
    }
  }

  @Override
  public void close() {
    try {
      lock.release();
      lockFile.close();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot release " + folder, e);
    }
  }
}
