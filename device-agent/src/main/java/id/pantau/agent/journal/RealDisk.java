package id.pantau.agent.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;

/** A folder of the real file system. */
final class RealDisk implements Disk {
  private static final int ZERO_CHUNK = 64 * 1024;

  private final Path folder;

  RealDisk(Path folder) {
    this.folder = folder;
  }

  @Override
  public List<String> list() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(Files::isRegularFile).map(f -> f.getFileName().toString()).toList();
    }
  }

  @Override
  public Store create(String name, int bytes) throws IOException {
    FileChannel channel =
        FileChannel.open(
            folder.resolve(name),
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.READ,
            StandardOpenOption.WRITE);
    var store = new RealStore(channel);
    try {
      ByteBuffer zeros = ByteBuffer.allocate(Math.min(ZERO_CHUNK, bytes));
      for (int at = 0; at < bytes; at += zeros.limit()) {
        zeros.clear().limit(Math.min(zeros.capacity(), bytes - at));
        store.write(at, zeros);
      }
      channel.force(true); // the size too
    } catch (IOException e) {
      channel.close();
      throw e;
    }
    return store;
  }

  @Override
  public Store open(String name) throws IOException {
    return new RealStore(
        FileChannel.open(folder.resolve(name), StandardOpenOption.READ, StandardOpenOption.WRITE));
  }

  @Override
  public void rename(String from, String to) throws IOException {
    Files.move(folder.resolve(from), folder.resolve(to), StandardCopyOption.ATOMIC_MOVE);
    try (FileChannel directory = FileChannel.open(folder, StandardOpenOption.READ)) {
      directory.force(true);
    }
  }

  @Override
  public void delete(String name) throws IOException {
    Files.deleteIfExists(folder.resolve(name));
  }

  private record RealStore(FileChannel channel) implements Store {
    @Override
    public int size() throws IOException {
      return (int) Math.min(Integer.MAX_VALUE, channel.size());
    }

    @Override
    public int read(int at, ByteBuffer into) throws IOException {
      int total = 0;
      while (into.hasRemaining()) {
        int count = channel.read(into, at + total);
        if (count < 0) {
          break;
        }
        total += count;
      }
      return total;
    }

    @Override
    public void write(int at, ByteBuffer from) throws IOException {
      int position = at;
      while (from.hasRemaining()) {
        position += channel.write(from, position);
      }
    }

    @Override
    public void force() throws IOException {
      channel.force(false);
    }

    @Override
    public void close() throws IOException {
      channel.close();
    }
  }
}
