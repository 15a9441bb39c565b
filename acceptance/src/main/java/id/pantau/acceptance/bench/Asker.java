package id.pantau.acceptance.bench;

import id.pantau.acceptance.chain.ApiClient;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;

/**
 * Asks a question over HTTP and the database by a bare statement, in turns. One after the other: a
 * person waits for an answer on an otherwise quiet machine.
 */
final class Asker {
  /** Compiled and connected by then. */
  private static final int WARM_UP = 40;

  /** More would change the figures no more. */
  private static final int MAX_ASKED = 2_000;

  private final ApiClient person;

  Asker(ApiClient person) {
    this.person = person;
  }

  /** A statement that is ready to be executed. */
  interface Bare {
    PreparedStatement prepare(int number) throws SQLException;
  }

  /**
   * How long the answers took, the fastest first.
   *
   * @param rows of an answer of the database, on average
   * @param bytes of an answer over HTTP, compressed, on average
   */
  record Answers(List<Duration> http, List<Duration> sql, double rows, double bytes) {
    double medianMs() {
      return ms(at(http, 0.5));
    }

    double p99Ms() {
      return ms(at(http, 0.99));
    }

    /** How often the bare statement fits into the whole answer. */
    double ratio() {
      return ms(at(http, 0.5)) / ms(at(sql, 0.5));
    }

    static Duration at(List<Duration> sorted, double share) {
      return sorted.get((int) Math.ceil(share * sorted.size()) - 1);
    }

    static double ms(Duration time) {
      return time.toNanos() / 1e6;
    }
  }

  /** Asks each question once; the usual waiting time. */
  Duration once(int count, IntFunction<String> path) {
    List<Duration> times = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      times.add(fetch(path.apply(i)).took);
    }
    return Answers.at(times.stream().sorted().toList(), 0.5);
  }

  /** Asks the same for so long; the usual waiting time when all is warm. */
  double medianMs(Duration time, String path) {
    once(WARM_UP, i -> path);
    List<Duration> times = new ArrayList<>();
    long deadline = System.nanoTime() + time.toNanos();
    while (times.size() < WARM_UP || times.size() < MAX_ASKED && isBefore(deadline)) {
      times.add(fetch(path).took);
    }
    return Answers.ms(Answers.at(times.stream().sorted().toList(), 0.5));
  }

  /** Asks for so long; the numbers of the questions count up. */
  Answers repeat(Duration time, IntFunction<String> path, Bare bare) throws SQLException {
    List<Duration> http = new ArrayList<>();
    List<Duration> sql = new ArrayList<>();
    long rows = 0;
    long bytes = 0;
    long deadline = System.nanoTime() + time.toNanos();
    for (int i = 0; i < WARM_UP + MAX_ASKED && (i < 2 * WARM_UP || isBefore(deadline)); i++) {
      // Who comes second finds the rows in the cache.
      boolean bareFirst = i % 2 == 0;
      Answer first = bareFirst ? execute(bare.prepare(i)) : fetch(path.apply(i));
      Answer second = bareFirst ? fetch(path.apply(i)) : execute(bare.prepare(i));
      Answer fetched = bareFirst ? second : first;
      Answer executed = bareFirst ? first : second;
      if (i >= WARM_UP) {
        http.add(fetched.took);
        sql.add(executed.took);
        rows += executed.size;
        bytes += fetched.size;
      }
    }
    double count = http.size();
    return new Answers(
        http.stream().sorted().toList(),
        sql.stream().sorted().toList(),
        rows / count,
        bytes / count);
  }

  /**
   * @param size in bytes or rows
   */
  private record Answer(Duration took, long size) {}

  private Answer fetch(String path) {
    long start = System.nanoTime();
    int bytes = person.getCompressed(path).length;
    return new Answer(Duration.ofNanos(System.nanoTime() - start), bytes);
  }

  private static Answer execute(PreparedStatement statement) throws SQLException {
    long start = System.nanoTime();
    long rows = 0;
    try (ResultSet result = statement.executeQuery()) {
      while (result.next()) {
        rows++;
      }
    }
    return new Answer(Duration.ofNanos(System.nanoTime() - start), rows);
  }

  private static boolean isBefore(long deadline) {
    return System.nanoTime() - deadline < 0;
  }
}
