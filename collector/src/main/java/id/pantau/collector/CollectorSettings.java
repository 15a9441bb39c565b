package id.pantau.collector;

import id.pantau.collector.db.DbSettings;
import id.pantau.collector.enrolment.EnrolmentSettings;
import id.pantau.collector.retention.RetentionSettings;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What an administrator decides about a collector; docs/operate.md lists every key.
 *
 * @param host the address it listens on
 * @param port 0 = any free one
 * @param mqtt where the trackers speak; empty = no ingest (reading only)
 * @param enrolment how trackers get certificates; empty = they are made elsewhere
 * @param retention how long what is kept
 * @param seed the region planted into an empty database
 * @param demo whether the data is invented, so that screens can say so
 */
public record CollectorSettings(
    String host,
    int port,
    DbSettings database,
    Optional<Mqtt> mqtt,
    Optional<EnrolmentSettings> enrolment,
    RetentionSettings retention,
    String seed,
    boolean demo) {

  /** What is kept is kept as usual. */
  public CollectorSettings(
      String host,
      int port,
      DbSettings database,
      Optional<Mqtt> mqtt,
      Optional<EnrolmentSettings> enrolment,
      String seed,
      boolean demo) {
    this(host, port, database, mqtt, enrolment, RetentionSettings.USUAL, seed, demo);
  }

  /** Without enrolment. */
  public CollectorSettings(
      String host, int port, DbSettings database, Optional<Mqtt> mqtt, String seed, boolean demo) {
    this(host, port, database, mqtt, Optional.empty(), seed, demo);
  }

  /**
   * @param uri {@code ssl://host:port}
   * @param caFile PEM of the authority that signed the broker
   * @param certificateFile PEM of our certificate; its CN is our name at the broker
   * @param keyFile PEM (PKCS#8) of our key
   * @param group the collectors on this database that share the work with us; empty = we are the
   *     only one
   */
  public record Mqtt(
      String uri, Path caFile, Path certificateFile, Path keyFile, Optional<String> group) {
    /** For the only one. */
    public Mqtt(String uri, Path caFile, Path certificateFile, Path keyFile) {
      this(uri, caFile, certificateFile, keyFile, Optional.empty());
    }
  }

  /**
   * Reads a YAML file; relative paths in it count from its folder.
   *
   * @throws ConfigProblem in two languages, when a key is missing, unknown or makes no sense
   */
  public static CollectorSettings read(Path file) {
    return new ConfigFile(file).settings();
  }
}
