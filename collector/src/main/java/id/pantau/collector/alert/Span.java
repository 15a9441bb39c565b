package id.pantau.collector.alert;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** From a moment to another; never negative. */
record Span(Instant from, Instant until) {
  Span {
    if (until.isBefore(from)) {
      throw new IllegalArgumentException("span ends before it starts: " + from + " " + until);
    }
  }

  Duration length() {
    return Duration.between(from, until);
  }

  boolean contains(Instant time) {
    return !time.isBefore(from) && time.isBefore(until);
  }

  /** What is left of it when these are taken away, in order. */
  List<Span> without(List<Span> taken) {
    List<Span> left = List.of(this);
    for (Span away : taken) {
      var next = new ArrayList<Span>();
      for (Span part : left) {
        if (!away.from.isBefore(part.until) || !part.from.isBefore(away.until)) {
          next.add(part);
          continue;
        }
        if (part.from.isBefore(away.from)) {
          next.add(new Span(part.from, away.from));
        }
        if (away.until.isBefore(part.until)) {
          next.add(new Span(away.until, part.until));
        }
      }
      left = next;
    }
    return left;
  }
}
