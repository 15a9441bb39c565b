package id.pantau.collector.web;

import id.pantau.collector.db.Db;
import id.pantau.collector.db.Row;
import id.pantau.collector.db.Session;
import id.pantau.collector.db.Sha256;
import id.pantau.collector.db.Sql;
import id.pantau.collector.scope.Viewer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Remembers the first answer to a write that carries an {@code Idempotency-Key}, so that a phone
 * that heard no answer may simply ask again. Safe for all threads.
 *
 * <p>Only what was done is remembered: a refusal has written nothing, so asking again is harmless.
 * The answer is kept before it is sent, but not in the transaction of the work: after a crash
 * exactly between the two the work is done again, and the door behind it must bear that.
 */
public final class FirstAnswers {
  static final Duration KEPT_FOR = Duration.ofHours(24);
  private static final Duration TIDY_EVERY = Duration.ofHours(1);

  /** The same key twice at the same time waits here; other keys seldom share a lock. */
  private static final int LOCKS = 64;

  private static final Sql FIND =
      Sql.of(
          """
          SELECT body_hash, status, answer FROM idempotency
          WHERE user_id = :user AND key = :key AND created_at > :since
          """);
  private static final Sql KEEP = Sql.beside(FirstAnswers.class, "keep-first-answer.sql");
  private static final Sql TIDY = Sql.of("DELETE FROM idempotency WHERE created_at <= :since");

  private final Db db;
  private final InstantSource clock;
  private final ReentrantLock[] locks = new ReentrantLock[LOCKS];
  private volatile Instant tidied = Instant.MIN;

  /** What was sent: a JSON body, or none. */
  record Answer(int status, byte[] body) {}

  public FirstAnswers(Db db, InstantSource clock) {
    this.db = db;
    this.clock = clock;
    for (int i = 0; i < LOCKS; i++) {
      locks[i] = new ReentrantLock();
    }
  }

  /** Runs the handler, or sends again what it has answered to this key. */
  void serve(Call call, String key, Handler handler) throws Exception {
    Viewer viewer = call.viewer();
    byte[] request = fingerprint(call);
    ReentrantLock lock = locks[Math.floorMod(31 * viewer.userId() + key.hashCode(), LOCKS)];
    lock.lockInterruptibly();
    try {
      Optional<Answer> first = find(viewer, key, request);
      if (first.isPresent()) {
        call.sendAgain(first.get());
      } else {
        call.beforeSending(answer -> keep(viewer, key, request, answer));
        handler.handle(call);
      }
    } finally {
      lock.unlock();
    }
  }

  private Optional<Answer> find(Viewer viewer, String key, byte[] request) {
    Instant since = clock.instant().minus(KEPT_FOR);
    Optional<Row> row =
        db.asService(
            session ->
                session.find(FIND, Map.of("user", viewer.userId(), "key", key, "since", since)));
    if (row.isPresent() && !MessageDigest.isEqual(request, row.get().getBytes("body_hash"))) {
      throw Problem.of(422, "idempotency-key-reused");
    }
    return row.map(found -> new Answer(found.getInt("status"), found.getBytes("answer")));
  }

  private void keep(Viewer viewer, String key, byte[] request, Answer answer) {
    if (answer.status() >= 300) {
      return;
    }
    Instant now = clock.instant();
    db.asService(
        session -> {
          tidy(session, now);
          return session.change(
              KEEP,
              Map.of(
                  "user",
                  viewer.userId(),
                  "key",
                  key,
                  "bodyHash",
                  request,
                  "status",
                  answer.status(),
                  "answer",
                  answer.body(),
                  "at",
                  now));
        });
  }

  private void tidy(Session session, Instant now) {
    if (now.isAfter(tidied.plus(TIDY_EVERY))) {
      tidied = now;
      session.change(TIDY, Map.of("since", now.minus(KEPT_FOR)));
    }
  }

  /** The same key with another address or another body is another wish. */
  private static byte[] fingerprint(Call call) {
    MessageDigest digest = Sha256.begin();
    String address = call.request().prologue().method().text() + call.request().path().path();
    digest.update(address.getBytes(StandardCharsets.UTF_8));
    digest.update((byte) 0);
    return digest.digest(call.bodyBytes());
  }
}
