package id.pantau.collector.fleet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import id.pantau.collector.db.DatabaseAway;
import id.pantau.workbench.Await;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class RideCacheTest {
  private static final Instant START = Instant.parse("2026-11-25T01:00:00Z");
  private static final Duration STALE = RideCache.FRESH_FOR.plusSeconds(1);
  private static final Duration SOON = Duration.ofSeconds(10);
  private static final RideCache.Rows NOBODY = new RideCache.Rows(List.of(), List.of());
  private static final RideCache.Rows REVOKED = new RideCache.Rows(List.of(), List.of(7));

  private final AtomicReference<Instant> now = new AtomicReference<>(START);
  private final AtomicInteger reads = new AtomicInteger();
  private Supplier<RideCache.Rows> database = () -> NOBODY;
  private final RideCache cache =
      new RideCache(
          () -> {
            reads.incrementAndGet();
            return database.get();
          },
          now::get);

  private static RideCache.Rows away() {
    throw new DatabaseAway(new IllegalStateException("no connection"), false);
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void isReadOnceUntilItIsOld() {
    cache.get();
    now.set(START.plus(RideCache.FRESH_FOR));
    cache.get();
    assertEquals(1, reads.get());
    database = () -> REVOKED;
    now.set(START.plus(STALE));
    assertTrue(cache.get().revoked().contains(7));
  }

  @Test
  void aChangeOfOursIsKnownAtOnce() {
    cache.get();
    database = () -> REVOKED;
    cache.renew();
    assertTrue(cache.get().revoked().contains(7));
  }

  @Test
  void whileTheDatabaseIsAwayWhatIsKnownHolds() {
    RideCache.Rides known = cache.get();
    database = RideCacheTest::away;
    now.set(START.plus(STALE));
    assertSame(known, cache.get());
    assertThrows(DatabaseAway.class, cache::renew, "who has changed something is told");
    database = () -> REVOKED;
    assertTrue(cache.get().revoked().contains(7), "asked again when it is back");
  }

  @Test
  void whoNeverKnewAnythingIsTold() {
    database = RideCacheTest::away;
    assertThrows(DatabaseAway.class, cache::get);
  }

  @Test
  void oneReadsAndTheOthersDoNotWait() {
    RideCache.Rides known = cache.get();
    var slow = new CountDownLatch(1);
    database =
        () -> {
          await(slow);
          return REVOKED;
        };
    now.set(START.plus(STALE));
    CompletableFuture<RideCache.Rides> reader = CompletableFuture.supplyAsync(cache::get);
    Await.until("somebody reads", SOON, () -> reads.get() == 2);
    assertSame(known, cache.get());
    assertEquals(2, reads.get());
    slow.countDown();
    assertTrue(reader.join().revoked().contains(7));
  }
}
