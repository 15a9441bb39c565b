package id.pantau.agent.journal;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/**
 * A disk that can lose power: what was not forced is then old or new, sector by sector, as it
 * pleases. It can also refuse the n-th call that changes something, having done a part of it.
 */
final class MemoryDisk implements Disk {
  private static final int SECTOR = 512;

  private static final class Content {
    private byte[] now;
    private byte[] durable;

    Content(int bytes) {
      now = new byte[bytes];
      durable = new byte[bytes];
    }
  }

  private final Map<String, Content> files = new TreeMap<>();
  private final Random random;
  private int calls;
  private int failingCall = -1;
  private boolean failsForGood;

  MemoryDisk(long seed) {
    this.random = new Random(seed);
  }

  /**
   * The n-th changing call from now on fails, 0 being the next; with {@code forGood} all after it.
   */
  void failAt(int call, boolean forGood) {
    calls = 0;
    failingCall = call;
    failsForGood = forGood;
  }

  void heal() {
    failingCall = -1;
  }

  /** Changing calls since {@link #failAt}. */
  int calls() {
    return calls;
  }

  private boolean fails() {
    int call = calls++;
    return failingCall >= 0 && (call == failingCall || failsForGood && call > failingCall);
  }

  /** The power goes and comes back. */
  void cutPower() {
    for (Content content : files.values()) {
      for (int at = 0; at < content.now.length; at += SECTOR) {
        if (random.nextBoolean()) {
          int end = Math.min(at + SECTOR, content.now.length);
          System.arraycopy(content.durable, at, content.now, at, end - at);
        }
      }
      content.durable = content.now.clone();
    }
  }

  /** The bytes of a file, to be hurt by hand. */
  byte[] bytes(String name) {
    Content content = files.get(name);
    content.durable = content.now;
    return content.now;
  }

  @Override
  public List<String> list() {
    return List.copyOf(files.keySet());
  }

  @Override
  public Store create(String name, int bytes) throws IOException {
    if (fails()) {
      files.put(name, new Content(bytes / 2));
      throw new IOException("injected: no space for " + name);
    }
    Content content = new Content(bytes);
    files.put(name, content);
    return new MemoryStore(content);
  }

  @Override
  public Store open(String name) throws IOException {
    Content content = files.get(name);
    if (content == null) {
      throw new FileNotFoundException(name);
    }
    return new MemoryStore(content);
  }

  @Override
  public void rename(String from, String to) throws IOException {
    if (fails()) {
      throw new IOException("injected: cannot rename " + from);
    }
    files.put(to, files.remove(from));
  }

  @Override
  public void delete(String name) throws IOException {
    if (fails()) {
      throw new IOException("injected: cannot delete " + name);
    }
    files.remove(name);
  }

  private final class MemoryStore implements Store {
    private final Content content;

    MemoryStore(Content content) {
      this.content = content;
    }

    @Override
    public int size() {
      return content.now.length;
    }

    @Override
    public int read(int at, ByteBuffer into) {
      int count = Math.clamp(content.now.length - at, 0, into.remaining());
      into.put(content.now, at, count);
      return count;
    }

    @Override
    public void write(int at, ByteBuffer from) throws IOException {
      boolean fails = fails();
      int count = fails ? random.nextInt(from.remaining() + 1) : from.remaining();
      if (content.now == content.durable) {
        content.now = content.now.clone();
      }
      from.get(content.now, at, count);
      if (fails) {
        throw new IOException("injected: write refused");
      }
    }

    @Override
    public void force() throws IOException {
      if (fails()) {
        // What the kernel does after a refused write-back: it forgets that the pages are dirty.
        for (int at = 0; at < content.now.length; at += SECTOR) {
          if (random.nextBoolean()) {
            int end = Math.min(at + SECTOR, content.now.length);
            System.arraycopy(content.durable, at, content.now, at, end - at);
          }
        }
        throw new IOException("injected: fsync refused");
      }
      content.durable = content.now.clone();
    }

    @Override
    public void close() {}
  }

  Map<String, Integer> sizes() {
    Map<String, Integer> sizes = new HashMap<>();
    files.forEach((name, content) -> sizes.put(name, content.now.length));
    return sizes;
  }

  boolean isAllZero(String name) {
    byte[] now = files.get(name).now;
    return Arrays.equals(now, new byte[now.length]);
  }
}
