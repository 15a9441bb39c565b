package id.pantau.collector.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;

import id.pantau.collector.db.DbSettings;
import id.pantau.wire.Topics;
import id.pantau.wire.TrackBatch;
import id.pantau.wire.TrackCodec;
import id.pantau.workbench.Await;
import id.pantau.workbench.CertificateAuthority;
import id.pantau.workbench.PrivateBroker;
import id.pantau.workbench.PrivatePostgres;
import id.pantau.workbench.TestFolder;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * Everything between a tracker and the table dies again and again while records come, and at the
 * end each of them is there once. The trackers here keep what was not named, as real ones do.
 */
class StormIT {
  private static final Duration LONG = Duration.ofSeconds(90);
  private static final Duration AGAIN_AFTER = Duration.ofSeconds(1);
  private static final int TRACKERS = 3;
  private static final int BATCHES = 60;
  private static final int RECORDS = 7;

  /** Each kind twice. */
  private static final int FAULTS = 2 * Fault.values().length;

  /** In the past: nothing here depends on the day, and the future is refused. */
  private static final Instant START = Instant.parse("2025-11-25T01:00:00Z");

  private enum Fault {
    DATABASE_CRASHES,
    BROKER_IS_KILLED,
    COLLECTOR_ENDS,
    COLLECTOR_LOSES_ITS_DATABASE_AND_ENDS
  }

  @Test
  void everyRecordIsStoredExactlyOnce() {
    // -Dstorm.seed=N repeats the storm of a failure.
    long seed = Long.getLong("storm.seed", System.nanoTime());
    System.out.println("seed=" + seed);
    Path folder = TestFolder.create("storm");
    var authority = CertificateAuthority.create(folder.resolve("ca"), InstantSource.system());
    try (var postgres =
            PrivatePostgres.start(PrivatePostgres.Settings.durable(folder.resolve("pg")));
        var broker = PrivateBroker.start(folder.resolve("broker"), authority)) {
      postgres.createDatabase("storm");
      var settings =
          new DbSettings(
              postgres.address("storm"),
              new DbSettings.Login(PrivatePostgres.USER, postgres.password()),
              new DbSettings.Login("pantau_app", "app-of-tests"),
              new DbSettings.Login("pantau_service", "service-of-tests"));
      try (var storm = new Storm(postgres, broker, authority, settings, new Random(seed))) {
        storm.run();
      }
    }
  }

  private static final class Storm implements AutoCloseable {
    private final PrivatePostgres postgres;
    private final PrivateBroker broker;
    private final CertificateAuthority authority;
    private final DbSettings settings;
    private final Random random;
    private final List<FakeTracker> trackers = new ArrayList<>();
    private Collecting collecting;

    Storm(
        PrivatePostgres postgres,
        PrivateBroker broker,
        CertificateAuthority authority,
        DbSettings settings,
        Random random) {
      this.postgres = postgres;
      this.broker = broker;
      this.authority = authority;
      this.settings = settings;
      this.random = random;
      this.collecting = new Collecting(settings, broker, authority);
      for (int i = 0; i < TRACKERS; i++) {
        trackers.add(new FakeTracker("storm-" + i, broker, authority));
      }
    }

    void run() {
      Map<Integer, Fault> faults = faults();
      for (int i = 0; i < BATCHES; i++) {
        for (FakeTracker tracker : trackers) {
          send(tracker, i);
          if (random.nextInt(4) == 0) {
            send(tracker, random.nextInt(i + 1));
          }
        }
        if (faults.containsKey(i)) {
          strike(faults.get(i));
        }
      }
      settle();
      long all = (long) TRACKERS * BATCHES * RECORDS;
      assertEquals(all, collecting.count("fix"));
      assertEquals(
          all, collecting.count("(SELECT DISTINCT device_no, epoch, seq FROM fix) AS once"));
      assertEquals(0, collecting.count("dead_letter"));
      assertEquals(TRACKERS, collecting.count("latest_position WHERE seq = " + BATCHES * RECORDS));
    }

    /** After which batch what dies; every kind equally often, in any order. */
    private Map<Integer, Fault> faults() {
      List<Integer> batches = new ArrayList<>(IntStream.range(0, BATCHES).boxed().toList());
      Collections.shuffle(batches, random);
      var faults = new HashMap<Integer, Fault>();
      for (int i = 0; i < FAULTS; i++) {
        faults.put(batches.get(i), Fault.values()[i % Fault.values().length]);
      }
      return faults;
    }

    @Override
    public void close() {
      trackers.forEach(FakeTracker::close);
      collecting.close();
    }

    private TrackBatch batch(int i) {
      return FakeTracker.batch(START, 1 + (long) i * RECORDS, RECORDS);
    }

    private void send(FakeTracker tracker, int i) {
      tracker.publish(Topics.up(tracker.device(), Topics.Up.TRACK), TrackCodec.encode(batch(i)));
    }

    private void strike(Fault fault) {
      switch (fault) {
        case DATABASE_CRASHES -> {
          postgres.stopImmediate();
          postgres.restart();
        }
        case BROKER_IS_KILLED -> {
          broker.kill9();
          broker.restart();
          trackers.forEach(FakeTracker::connect);
        }
        case COLLECTOR_ENDS -> {
          collecting.close();
          collecting = new Collecting(settings, broker, authority);
        }
        case COLLECTOR_LOSES_ITS_DATABASE_AND_ENDS -> {
          postgres.stopImmediate();
          trackers.forEach(tracker -> send(tracker, 0));
          collecting.close();
          postgres.restart();
          collecting = new Collecting(settings, broker, authority);
        }
      }
    }

    /**
     * The faults are over: what was not named is sent until it is; not faster than it can be
     * answered.
     */
    private void settle() {
      for (FakeTracker tracker : trackers) {
        var nextNanos = new AtomicLong(System.nanoTime());
        Await.until(
            "all records of " + tracker.device() + " are named",
            LONG,
            () -> {
              int[] unnamed =
                  IntStream.range(0, BATCHES).filter(i -> !isNamed(tracker, i)).toArray();
              if (System.nanoTime() - nextNanos.get() >= 0) {
                nextNanos.set(System.nanoTime() + AGAIN_AFTER.toNanos());
                Arrays.stream(unnamed).forEach(i -> send(tracker, i));
              }
              return unnamed.length == 0;
            });
      }
    }

    private static boolean isNamed(FakeTracker tracker, int batch) {
      long first = 1 + (long) batch * RECORDS;
      return tracker.wasTold(first, first + RECORDS - 1);
    }
  }
}
