package id.pantau.collector.track;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import id.pantau.collector.db.Sql;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The partitions of the days into which fixes are stored. */
class PartitionsIT extends TrackBed {
  @Test
  void aDayLongAgoGetsItsPartitionWhenItIsNeeded() {
    assertEquals(0, count("pg_class WHERE relname = 'fix_block_20260301'"));
    append(Drive.startAt(Instant.parse("2026-03-01T02:00:00Z")).fix());
    assertEquals(1, count("pg_class WHERE relname = 'fix_block_20260301'"));
    assertEquals(1, count("fix"));
  }

  @Test
  void aPartitionThatSomebodyDroppedIsMadeAgainOnceItWasForgotten() throws Exception {
    append(Drive.startAt(NOW.minusSeconds(60)).fix());
    try (var owner =
            java.sql.DriverManager.getConnection(
                settings.url(), settings.owner().user(), settings.owner().password());
        var statement = owner.createStatement()) {
      statement.execute("DROP TABLE fix_block_20251125");
    }
    List<ReceivedFix> more =
        List.of(
            new ReceivedFix(device, EPOCH, 9, Drive.startAt(NOW).fix().fixes().getFirst(), NOW));
    assertThrows(RuntimeException.class, () -> append(more));
    tracks.forgetPartitions(List.of(TODAY));
    assertEquals(1, append(more));
  }

  @Test
  void manyWhoNeedTheSameNewDayAtOnceAllGetIt() {
    int days = 20;
    for (int i = 0; i < days; i++) {
      LocalDate day = LocalDate.of(2024, 5, 1).plusDays(i);
      List<Boolean> made =
          IntStream.range(0, 4)
              .parallel()
              .mapToObj(
                  n ->
                      db.asService(
                          s ->
                              s.get(
                                      Sql.of(
                                          "SELECT ensure_fix_partition(CAST(:day AS date)) AS made"),
                                      Map.of("day", day))
                                  .getBoolean("made")))
              .toList();
      assertEquals(1, Collections.frequency(made, true), made.toString());
    }
  }

  @Test
  void nobodyMakesPartitionsForNonsense() {
    assertThrows(RuntimeException.class, () -> tracks.prepare(List.of(LocalDate.of(2019, 1, 1))));
    assertThrows(RuntimeException.class, () -> tracks.prepare(List.of(TODAY.plusYears(9))));
  }
}
