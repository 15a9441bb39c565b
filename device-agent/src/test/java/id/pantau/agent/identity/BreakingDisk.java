package id.pantau.agent.identity;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A folder in memory whose power goes at the n-th change: that one is done in part or not. */
final class BreakingDisk implements IdentityDisk {
  private final Map<String, byte[]> files = new TreeMap<>();
  private int changes;
  private int breaksAt = Integer.MAX_VALUE;
  private boolean done;

  /** The power is gone. */
  static final class Broken extends IOException {
    private static final long serialVersionUID = 1;
  }

  /**
   * The power goes at the n-th change from now on, 0 being the next.
   *
   * @param alsoDone whether that change has reached the medium all the same
   */
  void breakAt(int change, boolean alsoDone) {
    changes = 0;
    breaksAt = change;
    done = alsoDone;
  }

  /** The power is back. */
  void heal() {
    breaksAt = Integer.MAX_VALUE;
  }

  int changes() {
    return changes;
  }

  Map<String, byte[]> files() {
    return files;
  }

  /** Whether the change is to be made; throws for the one at which the power goes, after it. */
  private void change(Runnable whole, Runnable half) throws Broken {
    int number = changes++;
    if (number < breaksAt) {
      whole.run();
      return;
    }
    if (number == breaksAt) {
      (done ? whole : half).run();
    }
    throw new Broken();
  }

  @Override
  public List<String> list() {
    return List.copyOf(files.keySet());
  }

  @Override
  public Optional<byte[]> read(String name) {
    return Optional.ofNullable(files.get(name));
  }

  @Override
  public void write(String name, byte[] content) throws IOException {
    change(
        () -> files.put(name, content.clone()),
        () -> files.put(name, Arrays.copyOf(content, content.length / 2)));
  }

  @Override
  public void rename(String from, String to) throws IOException {
    if (!files.containsKey(from)) {
      throw new IOException("no " + from);
    }
    change(() -> files.put(to, files.remove(from)), () -> {});
  }

  @Override
  public void delete(String name) throws IOException {
    if (files.containsKey(name)) {
      change(() -> files.remove(name), () -> {});
    }
  }
}
