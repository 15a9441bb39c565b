package id.pantau.agent.remote;

import id.pantau.agent.files.WholeFile;
import id.pantau.wire.DesiredConfig;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * The settings of the collector, which take the place of those of the file: tried first, kept when
 * the tracker has run with them, taken back when it does not come up. Any thread.
 *
 * <p>Nothing can be set here that decides who the tracker is or where it reports to: a mistake in
 * the office must not put two thousand vehicles out of reach.
 */
public final class RemoteSettings {
  private static final System.Logger LOG = System.getLogger(RemoteSettings.class.getName());

  /** Settings of these groups may come from the office. */
  private static final Set<String> GROUPS = Set.of("reporting", "thinning", "driving");

  /** Starts without having run through; then they are taken back. */
  private static final int TRIALS = 3;

  private static final String VALUE = "value.";
  private static final String KEPT = "kept.";

  /** What became of the newest settings. */
  public enum State {
    TRIAL,
    APPLIED,
    REFUSED,
    ROLLED_BACK;

    String word() {
      return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }

    static State of(String word) {
      return valueOf(word.toUpperCase(java.util.Locale.ROOT).replace('-', '_'));
    }
  }

  private final Path file;
  private int version;
  private State state = State.APPLIED;
  private String reason = "";
  private int starts;
  private Map<String, String> values = Map.of();

  /** Those before, which are proven. */
  private Map<String, String> kept = Map.of();

  private RemoteSettings(Path file) {
    this.file = file;
  }

  /** What the file remembers; nothing when there is none or it is damaged. */
  public static RemoteSettings open(Path file) {
    var settings = new RemoteSettings(file);
    if (Files.exists(file)) {
      try {
        settings.load();
      } catch (IOException | IllegalArgumentException e) {
        LOG.log(Level.ERROR, "settings of the office cannot be read, not used: {0}", e.toString());
        return new RemoteSettings(file);
      }
    }
    return settings;
  }

  private void load() throws IOException {
    var read = new Properties();
    read.load(new StringReader(Files.readString(file)));
    version = Integer.parseInt(read.getProperty("version"));
    state = State.of(read.getProperty("state"));
    reason = read.getProperty("reason", "");
    starts = Integer.parseInt(read.getProperty("starts", "0"));
    values = group(read, VALUE);
    kept = group(read, KEPT);
  }

  private static Map<String, String> group(Properties read, String prefix) {
    Map<String, String> group = new TreeMap<>();
    for (String name : read.stringPropertyNames()) {
      if (name.startsWith(prefix)) {
        group.put(name.substring(prefix.length()), read.getProperty(name));
      }
    }
    return group;
  }

  /** What is to be used instead of the values of the configuration file. */
  public synchronized Map<String, String> inUse() {
    return state == State.TRIAL || state == State.APPLIED ? values : kept;
  }

  /** For the health report; empty before the first settings came. */
  public synchronized Map<String, String> report() {
    Map<String, String> report = new LinkedHashMap<>();
    if (version > 0) {
      report.put("config-version", Integer.toString(version));
      report.put("config-state", state.word());
      if (!reason.isEmpty()) {
        report.put("config-reason", reason.substring(0, Math.min(reason.length(), 200)));
      }
    }
    return report;
  }

  /**
   * Takes new settings.
   *
   * @param check why these values cannot be used, if so
   * @return whether they are to be tried now, by a restart
   */
  public synchronized boolean offer(
      DesiredConfig desired, Function<Map<String, String>, Optional<String>> check) {
    if (desired.version() <= version) {
      return false; // It waits at the broker and comes at every connection.
    }
    Map<String, String> before = inUse();
    version = desired.version();
    kept = before;
    values = new TreeMap<>(desired.values());
    starts = 0;
    Optional<String> wrong = foreign(values).or(() -> check.apply(values));
    reason = wrong.orElse("");
    state = wrong.isPresent() ? State.REFUSED : State.TRIAL;
    LOG.log(Level.INFO, "settings version={0} state={1} {2}", version, state.word(), reason);
    boolean saved = save();
    return state == State.TRIAL && saved;
  }

  private static Optional<String> foreign(Map<String, String> values) {
    return values.keySet().stream()
        .filter(key -> !GROUPS.contains(key.split("\\.", 2)[0]))
        .findFirst()
        .map(key -> key + ": hanya di alat | only on the device itself");
  }

  /** The program starts with {@link #inUse}; once too often, and they are taken back first. */
  public synchronized void starting() {
    if (state == State.TRIAL) {
      starts++;
      if (starts > TRIALS) {
        takeBack("tidak berjalan | it did not run with them");
      } else {
        save();
      }
    }
  }

  /** They cannot even be read together with the file that is there now. */
  public synchronized void takeBack(String why) {
    state = State.ROLLED_BACK;
    reason = why;
    LOG.log(Level.ERROR, "settings are taken back version={0} {1}", version, why);
    save();
  }

  /** The tracker runs: the collector has named what it recorded. */
  public synchronized void proven() {
    if (state == State.TRIAL) {
      state = State.APPLIED;
      kept = values;
      save();
    }
  }

  private boolean save() {
    var write = new Properties();
    write.setProperty("version", Integer.toString(version));
    write.setProperty("state", state.word());
    write.setProperty("reason", reason);
    write.setProperty("starts", Integer.toString(starts));
    values.forEach((key, value) -> write.setProperty(VALUE + key, value));
    kept.forEach((key, value) -> write.setProperty(KEPT + key, value));
    try {
      var text = new StringWriter();
      write.store(text, null);
      WholeFile.write(file, text.toString());
      return true;
    } catch (IOException e) {
      LOG.log(Level.ERROR, "settings of the office cannot be saved: {0}", e.toString());
      return false;
    }
  }
}
