package id.pantau.collector;

import id.pantau.collector.db.DbSettings;
import id.pantau.collector.enrolment.EnrolmentSettings;
import id.pantau.collector.ingest.BrokerAccess;
import id.pantau.collector.retention.RetentionSettings;
import id.pantau.collector.web.Messages;
import io.helidon.config.Config;
import io.helidon.config.ConfigException;
import io.helidon.config.ConfigSources;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The YAML file of an installation. */
final class ConfigFile {
  private static final String DEFAULT_HOST = "127.0.0.1";
  private static final int DEFAULT_PORT = 8080;
  private static final String EVERYWHERE = "0.0.0.0";
  private static final int DEFAULT_ENROLMENT_PORT = 8443;
  private static final int MAX_CERTIFICATE_DAYS = 3_650;
  private static final String DEFAULT_SEED = "lombok-timur";

  /** A misspelt key would otherwise silently mean its default. */
  private static final Set<String> KEYS =
      Set.of(
          "server.host",
          "server.port",
          "database.url",
          "database.owner.user",
          "database.owner.password",
          "database.app.user",
          "database.app.password",
          "database.service.user",
          "database.service.password",
          "mqtt.uri",
          "mqtt.ca-file",
          "mqtt.certificate-file",
          "mqtt.key-file",
          "mqtt.group",
          "enrolment.authority-certificate-file",
          "enrolment.authority-key-file",
          "enrolment.listen",
          "enrolment.host",
          "enrolment.port",
          "enrolment.broker-uri",
          "enrolment.revocation-list-file",
          "enrolment.broker-pid-file",
          "enrolment.certificate-days",
          "retention.positions-days",
          "retention.trips-days",
          "retention.summaries-days",
          "region.seed",
          "demo");

  private final Path file;

  ConfigFile(Path file) {
    this.file = file.toAbsolutePath().normalize();
  }

  CollectorSettings settings() {
    if (!Files.isReadable(file)) {
      throw problem("config.no-file", file);
    }
    try {
      Config config =
          Config.builder(ConfigSources.file(file))
              .disableEnvironmentVariablesSource()
              .disableSystemPropertiesSource()
              // A password may contain ${...} or a backslash.
              .disableValueResolving()
              .build();
      requireKnownKeys(config);
      return settings(config);
    } catch (ConfigException e) {
      throw problem("config.unreadable", file, String.valueOf(e.getMessage()));
    }
  }

  private CollectorSettings settings(Config config) {
    return new CollectorSettings(
        config.get("server.host").asString().orElse(DEFAULT_HOST),
        config.get("server.port").asInt().orElse(DEFAULT_PORT),
        new DbSettings(
            required(config, "database.url"),
            login(config, "owner"),
            login(config, "app"),
            login(config, "service")),
        mqtt(config),
        enrolment(config),
        retention(config),
        config.get("region.seed").asString().orElse(DEFAULT_SEED),
        config.get("demo").asBoolean().orElse(false));
  }

  private Optional<CollectorSettings.Mqtt> mqtt(Config config) {
    if (!config.get("mqtt").exists()) {
      return Optional.empty();
    }
    return Optional.of(
        new CollectorSettings.Mqtt(
            required(config, "mqtt.uri"),
            path(config, "mqtt.ca-file"),
            path(config, "mqtt.certificate-file"),
            path(config, "mqtt.key-file"),
            group(config)));
  }

  private Optional<String> group(Config config) {
    Optional<String> group = config.get("mqtt.group").asString().asOptional();
    if (group.isPresent() && !BrokerAccess.isGroup(group.get())) {
      throw problem("config.value", file, "mqtt.group", "a-z A-Z 0-9 -, 1 - 32");
    }
    return group;
  }

  private Optional<EnrolmentSettings> enrolment(Config config) {
    if (!config.get("enrolment").exists()) {
      return Optional.empty();
    }
    int days =
        config
            .get("enrolment.certificate-days")
            .asInt()
            .orElse((int) EnrolmentSettings.CERTIFICATE_LIFE.toDays());
    if (days < 1 || days > MAX_CERTIFICATE_DAYS) {
      throw problem("config.value", file, "enrolment.certificate-days", "1 - 3650");
    }
    try {
      return Optional.of(
          new EnrolmentSettings(
              path(config, "enrolment.authority-certificate-file"),
              path(config, "enrolment.authority-key-file"),
              config.get("enrolment.listen").asString().orElse(EVERYWHERE),
              required(config, "enrolment.host"),
              config.get("enrolment.port").asInt().orElse(DEFAULT_ENROLMENT_PORT),
              required(config, "enrolment.broker-uri"),
              file.resolveSibling(required(config, "enrolment.revocation-list-file")),
              config
                  .get("enrolment.broker-pid-file")
                  .asString()
                  .asOptional()
                  .map(file::resolveSibling),
              Duration.ofDays(days)));
    } catch (IllegalArgumentException e) {
      throw problem("config.value", file, "enrolment", String.valueOf(e.getMessage()));
    }
  }

  private RetentionSettings retention(Config config) {
    RetentionSettings usual = RetentionSettings.USUAL;
    try {
      return new RetentionSettings(
          config.get("retention.positions-days").asInt().orElse(usual.positionsDays()),
          config.get("retention.trips-days").asInt().orElse(usual.tripsDays()),
          config.get("retention.summaries-days").asInt().orElse(usual.summariesDays()));
    } catch (IllegalArgumentException e) {
      throw problem("config.value", file, "retention", String.valueOf(e.getMessage()));
    }
  }

  private DbSettings.Login login(Config config, String name) {
    return new DbSettings.Login(
        required(config, "database." + name + ".user"),
        required(config, "database." + name + ".password"));
  }

  private Path path(Config config, String key) {
    Path path = file.resolveSibling(required(config, key));
    if (!Files.isReadable(path)) {
      throw problem("config.no-such-file", file, key, path);
    }
    return path;
  }

  private String required(Config config, String key) {
    return config
        .get(key)
        .asString()
        .asOptional()
        .filter(value -> !value.isBlank())
        .orElseThrow(() -> problem("config.missing", file, key));
  }

  private void requireKnownKeys(Config config) {
    Set<String> unknown =
        config
            .traverse()
            .filter(Config::isLeaf)
            .map(node -> node.key().toString())
            .filter(key -> !KEYS.contains(key))
            .collect(Collectors.toCollection(TreeSet::new));
    if (!unknown.isEmpty()) {
      throw problem("config.unknown", file, String.join(", ", unknown));
    }
  }

  /** Whoever installs us has not told us a language yet, so both. */
  private static ConfigProblem problem(String key, Object... arguments) {
    return new ConfigProblem(
        Messages.text(Messages.INDONESIAN, key, arguments)
            + " | "
            + Messages.text(Locale.ENGLISH, key, arguments));
  }
}
