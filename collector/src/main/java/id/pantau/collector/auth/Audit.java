package id.pantau.collector.auth;

import id.pantau.collector.db.Db;
import id.pantau.collector.db.Row;
import id.pantau.collector.db.Session;
import id.pantau.collector.db.Sha256;
import id.pantau.collector.db.Sql;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/**
 * What was done, by whom, in rows that carry the hash of the row before: a changed or missing row
 * breaks the chain. Safe for all threads and collectors; they queue for the end of the chain.
 */
public final class Audit {
  private static final byte[] GENESIS = new byte[32];
  private static final int CHECK_PAGE = 10_000;

  /** One writer at a time at the end of the chain, across all collectors of the database. */
  private static final Sql LOCK = Sql.of("SELECT pg_advisory_xact_lock(742002) IS NULL AS done");

  private static final Sql LAST = Sql.of("SELECT hash FROM audit ORDER BY id DESC LIMIT 1");
  private static final Sql APPEND =
      Sql.of(
          """
          INSERT INTO audit (at, user_name, action, subject, details, previous_hash, hash)
          VALUES (:at, :userName, :action, :subject, :details, :previous, :hash)
          """);
  private static final Sql PAGE =
      Sql.of("SELECT * FROM audit WHERE id > :after ORDER BY id LIMIT " + CHECK_PAGE);

  private final Db db;
  private final InstantSource clock;

  public Audit(Db db, InstantSource clock) {
    this.db = db;
    this.clock = clock;
  }

  /**
   * Appends a row.
   *
   * @param action what was done, kebab-case, e.g. {@code login-refused}
   * @param subject on what, e.g. {@code user:bupati}
   */
  public void record(String userName, String action, String subject, String details) {
    db.doAsService(
        session -> append(session, new Entry(now(), userName, action, subject, details)));
  }

  /** The id of the first row that does not follow from the row before; empty when all is well. */
  public OptionalLong findBrokenRow() {
    return db.asService(
        session -> {
          byte[] previous = GENESIS;
          long after = 0;
          List<Row> page;
          do {
            page = session.list(PAGE, Map.of("after", after));
            for (Row row : page) {
              Entry entry =
                  new Entry(
                      row.getInstant("at"),
                      row.getText("user_name"),
                      row.getText("action"),
                      row.getText("subject"),
                      row.getText("details"));
              if (!MessageDigest.isEqual(previous, row.getBytes("previous_hash"))
                  || !MessageDigest.isEqual(hash(previous, entry), row.getBytes("hash"))) {
                return OptionalLong.of(row.getLong("id"));
              }
              previous = row.getBytes("hash");
              after = row.getLong("id");
            }
          } while (page.size() == CHECK_PAGE);
          return OptionalLong.empty();
        });
  }

  private record Entry(
      Instant at, String userName, String action, String subject, String details) {}

  /** As fine as PostgreSQL keeps it, or the hash could not be computed again. */
  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }

  private static void append(Session session, Entry entry) {
    session.get(LOCK, Map.of());
    byte[] previous = session.find(LAST, Map.of()).map(row -> row.getBytes("hash")).orElse(GENESIS);
    session.change(
        APPEND,
        Map.of(
            "at", entry.at,
            "userName", entry.userName,
            "action", entry.action,
            "subject", entry.subject,
            "details", entry.details,
            "previous", previous,
            "hash", hash(previous, entry)));
  }

  private static byte[] hash(byte[] previous, Entry entry) {
    MessageDigest digest = Sha256.begin();
    digest.update(previous);
    for (String part :
        List.of(entry.at.toString(), entry.userName, entry.action, entry.subject, entry.details)) {
      byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
      // With its length, so that no two rows have the same bytes.
      digest.update((bytes.length + ":").getBytes(StandardCharsets.UTF_8));
      digest.update(bytes);
    }
    return digest.digest();
  }
}
