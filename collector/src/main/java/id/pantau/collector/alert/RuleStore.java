package id.pantau.collector.alert;

import com.fasterxml.jackson.databind.JsonNode;
import id.pantau.collector.db.Row;
import id.pantau.collector.db.Session;
import id.pantau.collector.db.Sql;
import id.pantau.collector.scope.Viewer;
import id.pantau.collector.web.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** SQL of what the regency has decided about the rules. */
final class RuleStore {
  private static final Sql LIST = Sql.beside(RuleStore.class, "list-rule-versions.sql");
  private static final Sql FIND_QUIET =
      Sql.of(
          "SELECT quiet_from, quiet_until FROM alert_quiet_version ORDER BY version DESC LIMIT 1");

  private static final Sql ADD = Sql.beside(RuleStore.class, "add-rule-version.sql");
  private static final Sql ADD_QUIET = Sql.beside(RuleStore.class, "add-quiet-version.sql");
  private static final Sql QUIET_VERSION =
      Sql.of("SELECT coalesce(max(version), 0) AS version FROM alert_quiet_version");

  private final Session session;

  RuleStore(Session session) {
    this.session = session;
  }

  RuleBook book() {
    return new RuleBook(
        session.list(LIST, Map.of()).stream().flatMap(row -> version(row).stream()).toList());
  }

  /** Whether nobody was faster. */
  boolean add(RuleVersion wanted, int version, String reason, Viewer by, Instant now) {
    return session.change(
            ADD,
            Map.of(
                "rule", wanted.rule().word(),
                "version", version,
                "enabled", wanted.enabled(),
                "severity", wanted.severity().word(),
                "settings", new String(Json.bytes(wanted.settings()), StandardCharsets.UTF_8),
                "exemptKinds", wanted.exemptKinds().stream().sorted().toArray(String[]::new),
                "reason", reason,
                "authorId", by.userId(),
                "authorName", by.displayName(),
                "now", now))
        == 1;
  }

  int quietVersion() {
    return session.get(QUIET_VERSION, Map.of()).getInt("version");
  }

  /** Whether nobody was faster. */
  boolean addQuiet(QuietHours hours, int version, String reason, Viewer by, Instant now) {
    return session.change(
            ADD_QUIET,
            Map.of(
                "version", version,
                "from", hours.from().toString(),
                "until", hours.until().toString(),
                "reason", reason,
                "authorId", by.userId(),
                "authorName", by.displayName(),
                "now", now))
        == 1;
  }

  QuietHours quietHours() {
    return session
        .find(FIND_QUIET, Map.of())
        .map(row -> new QuietHours(row.getTime("quiet_from"), row.getTime("quiet_until")))
        .orElse(QuietHours.DELIVERED);
  }

  /** Empty for a rule that this program does not know any more. */
  private static Optional<RuleVersion> version(Row row) {
    return Rule.find(row.getText("rule"))
        .map(
            rule ->
                new RuleVersion(
                    rule,
                    row.getInt("version"),
                    row.getBoolean("enabled"),
                    Severity.find(row.getText("severity")).orElseThrow(),
                    settings(row.getText("settings")),
                    words(row.getText("exempt_kinds")),
                    Optional.of(
                        new RuleVersion.Decision(
                            row.getText("reason"),
                            row.getText("author_name"),
                            row.getInstant("made_at")))));
  }

  private static Map<String, Double> settings(String json) {
    var settings = new HashMap<String, Double>();
    read(json)
        .properties()
        .forEach(each -> settings.put(each.getKey(), each.getValue().asDouble()));
    return settings;
  }

  private static JsonNode read(String json) {
    try {
      return Json.read(json.getBytes(StandardCharsets.UTF_8), JsonNode.class);
    } catch (IOException e) {
      throw new UncheckedIOException("jsonb that is no JSON", e);
    }
  }

  private static Set<String> words(String text) {
    return Set.copyOf(Stream.of(text.split(" ")).filter(word -> !word.isEmpty()).toList());
  }
}
