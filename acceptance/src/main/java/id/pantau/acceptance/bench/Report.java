package id.pantau.acceptance.bench;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintStream;
import java.util.Locale;
import java.util.Map;

/**
 * What one measurement has found: figures for scripts, words for people, and whether the limits
 * were kept.
 */
final class Report {
  private final PrintStream words;
  private final Map<String, Double> limits;
  private final ObjectNode figures = JsonNodeFactory.instance.objectNode();
  private final ObjectNode judged = JsonNodeFactory.instance.objectNode();
  private boolean kept = true;

  /**
   * @param words where people read, at once
   * @param limits by the name of the figure
   */
  Report(PrintStream words, Map<String, Double> limits) {
    this.words = words;
    this.limits = Map.copyOf(limits);
  }

  void say(String format, Object... arguments) {
    words.printf(Locale.ROOT, format + "%n", arguments);
  }

  /** A figure without a limit, with so many decimals as were measured. */
  void figure(String name, double value, int decimals) {
    put(name, value, decimals);
    say("  %-44s %s", name, text(value, decimals));
  }

  /** A figure that should not be larger than its limit. */
  void atMost(String name, double value, int decimals) {
    double limit = limit(name);
    judge(name, value, decimals, new Judgement("atMost", limit, value <= limit));
  }

  /** A figure that should not be smaller than its limit. */
  void atLeast(String name, double value, int decimals) {
    double limit = limit(name);
    judge(name, value, decimals, new Judgement("atLeast", limit, value >= limit));
  }

  /** Whether no limit was missed. */
  boolean isKept() {
    return kept;
  }

  /** The figures by name, and under {@code limits} each limit with the ratio to it. */
  ObjectNode json() {
    ObjectNode json = figures.deepCopy();
    json.set("limits", judged);
    return json;
  }

  private record Judgement(String side, double limit, boolean kept) {}

  private void judge(String name, double value, int decimals, Judgement judgement) {
    put(name, value, decimals);
    double ratio = value / judgement.limit;
    judged
        .putObject(name)
        .put(judgement.side, judgement.limit)
        .put("ratio", rounded(name, ratio, 3))
        .put("kept", judgement.kept);
    kept &= judgement.kept;
    say(
        "  %-44s %-10s %s %s: %s, %.2f of it",
        name,
        text(value, decimals),
        judgement.side,
        text(judgement.limit, 2),
        judgement.kept ? "kept" : "MISSED",
        ratio);
  }

  private void put(String name, double value, int decimals) {
    double rounded = rounded(name, value, decimals);
    if (decimals == 0) {
      figures.put(name, Math.round(rounded));
    } else {
      figures.put(name, rounded);
    }
  }

  private double limit(String name) {
    Double limit = limits.get(name);
    if (limit == null) {
      throw new IllegalStateException(name + " has no limit");
    }
    return limit;
  }

  /** A figure that is none is a fault of the measurement. */
  private static double rounded(String name, double value, int decimals) {
    if (!Double.isFinite(value)) {
      throw new IllegalStateException(name + " is not a figure: " + value);
    }
    double scale = Math.pow(10, decimals);
    return Math.round(value * scale) / scale;
  }

  private static String text(double value, int decimals) {
    return String.format(Locale.ROOT, "%,." + (value >= 1_000 ? 0 : decimals) + "f", value);
  }
}
