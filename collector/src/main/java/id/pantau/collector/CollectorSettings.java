package id.pantau.collector;

import id.pantau.collector.db.DbSettings;
import io.helidon.config.Config;
import io.helidon.config.ConfigSources;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What an administrator decides about a collector; docs/operate.md lists every key.
 *
 * @param host the address it listens on
 * @param port 0 = any free one
 * @param mqtt where the trackers speak; empty = no ingest (reading only)
 * @param seed the region planted into an empty database
 * @param demo whether the data is invented, so that screens can say so
 */
public record CollectorSettings(
    String host, int port, DbSettings database, Optional<Mqtt> mqtt, String seed, boolean demo) {

  /**
   * @param uri {@code ssl://host:port}
   * @param caFile PEM of the authority that signed the broker
   * @param certificateFile PEM of our certificate; its CN is our name at the broker
   * @param keyFile PEM (PKCS#8) of our key
   */
  public record Mqtt(String uri, Path caFile, Path certificateFile, Path keyFile) {}

  /**
   * Reads a YAML file.
   *
   * @throws RuntimeException that names the key when one is missing or makes no sense
   */
  public static CollectorSettings read(Path file) {
    return from(Config.just(ConfigSources.file(file)));
  }

  static CollectorSettings from(Config config) {
    Config server = config.get("server");
    Config database = config.get("database");
    return new CollectorSettings(
        server.get("host").asString().orElse("127.0.0.1"),
        server.get("port").asInt().get(),
        new DbSettings(
            database.get("url").asString().get(),
            login(database.get("owner")),
            login(database.get("app")),
            login(database.get("service"))),
        mqtt(config.get("mqtt")),
        config.get("region.seed").asString().orElse("lombok-timur"),
        config.get("demo").asBoolean().orElse(false));
  }

  private static DbSettings.Login login(Config config) {
    return new DbSettings.Login(
        config.get("user").asString().get(), config.get("password").asString().get());
  }

  private static Optional<Mqtt> mqtt(Config config) {
    if (!config.exists()) {
      return Optional.empty();
    }
    return Optional.of(
        new Mqtt(
            config.get("uri").asString().get(),
            Path.of(config.get("ca-file").asString().get()),
            Path.of(config.get("certificate-file").asString().get()),
            Path.of(config.get("key-file").asString().get())));
  }
}
