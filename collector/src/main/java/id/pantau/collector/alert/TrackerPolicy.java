package id.pantau.collector.alert;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Finds what is wrong with trackers now: a pure function of what was last heard of them. */
final class TrackerPolicy {
  /** With fewer nobody can tell a deaf office from silent trackers. */
  private static final int ENOUGH_TO_COMPARE = 3;

  private static final double BYTES_OF_MB = 1_000_000;

  /** Two that share a key are rarely both on the road at night. */
  private static final Duration TWIN_FOR = Duration.ofDays(1);

  private final RuleVersion silent;
  private final RuleVersion unhealthy;
  private final RuleVersion copied;
  private final RuleVersion parked;
  private final Instant now;
  private final Instant listenedUntil;

  private TrackerPolicy(Function<Rule, RuleVersion> rules, Instant now, Instant listenedUntil) {
    this.silent = rules.apply(Rule.DEVICE_SILENT);
    this.unhealthy = rules.apply(Rule.DEVICE_UNHEALTHY);
    this.copied = rules.apply(Rule.DEVICE_COPIED);
    this.parked = rules.apply(Rule.PARKED_LONG);
    this.now = now;
    this.listenedUntil = listenedUntil;
  }

  /** An incident that goes on, of a vehicle. */
  record Found(TrackerState tracker, Incident incident) {}

  static List<Found> judge(
      List<TrackerState> trackers, Function<Rule, RuleVersion> rules, Instant now) {
    var policy = new TrackerPolicy(rules, now, listenedUntil(trackers, now));
    var found = new ArrayList<Found>();
    for (TrackerState tracker : trackers) {
      policy.silent(tracker).ifPresent(incident -> found.add(new Found(tracker, incident)));
      policy.unhealthy(tracker).ifPresent(incident -> found.add(new Found(tracker, incident)));
      policy.copied(tracker).ifPresent(incident -> found.add(new Found(tracker, incident)));
      policy.parked(tracker).ifPresent(incident -> found.add(new Found(tracker, incident)));
    }
    return found;
  }

  /** When nobody at all was heard it is the office that is deaf, not sixty trackers silent. */
  private static Instant listenedUntil(List<TrackerState> trackers, Instant now) {
    return trackers.size() < ENOUGH_TO_COMPARE
        ? now
        : trackers.stream()
            .flatMap(tracker -> tracker.heardAt().stream())
            .max(Comparator.naturalOrder())
            .filter(last -> last.isBefore(now))
            .orElse(now);
  }

  private Optional<Incident> silent(TrackerState tracker) {
    Instant since =
        tracker.heardAt().filter(at -> at.isAfter(tracker.rideSince())).orElse(tracker.rideSince());
    Duration limit = Duration.ofMinutes(Math.round(silent.setting("silentH") * 60));
    if (!silent.looksAt(tracker.vehicleKind()) || since.plus(limit).isAfter(listenedUntil)) {
      return Optional.empty();
    }
    return Optional.of(
        goingOn(
            Rule.DEVICE_SILENT,
            since,
            Map.of("cause", tracker.heardAt().isPresent() ? "silent" : "never-heard")));
  }

  private Optional<Incident> unhealthy(TrackerState tracker) {
    if (!unhealthy.looksAt(tracker.vehicleKind()) || tracker.heardAt().isEmpty()) {
      return Optional.empty();
    }
    var details = new LinkedHashMap<String, Object>();
    tracker.temperatureC().stream()
        .filter(degrees -> degrees > unhealthy.setting("hottestC"))
        .forEach(degrees -> details.put("temperatureC", Math.round(degrees)));
    tracker.freeBytes().stream()
        .filter(bytes -> bytes < unhealthy.setting("leastFreeMb") * BYTES_OF_MB)
        .forEach(bytes -> details.put("freeKb", bytes / 1_000));
    tracker
        .positionAt()
        .map(at -> Duration.between(at, tracker.heardAt().get()).toHours())
        .filter(hours -> hours >= unhealthy.setting("noPositionH"))
        .ifPresent(hours -> details.put("noPositionH", hours));
    return details.isEmpty()
        ? Optional.empty()
        : Optional.of(goingOn(Rule.DEVICE_UNHEALTHY, tracker.heardAt().get(), details));
  }

  private Optional<Incident> copied(TrackerState tracker) {
    return tracker
        .twin()
        .filter(twin -> copied.looksAt(tracker.vehicleKind()))
        .filter(twin -> twin.seenAt().plus(TWIN_FOR).isAfter(now))
        .map(twin -> goingOn(Rule.DEVICE_COPIED, twin.since(), Map.of("cause", twin.sign())));
  }

  private Optional<Incident> parked(TrackerState tracker) {
    Duration limit = Duration.ofHours(Math.round(parked.setting("longestDays") * 24));
    return tracker
        .standingSince()
        .filter(since -> parked.looksAt(tracker.vehicleKind()))
        .filter(since -> !since.plus(limit).isAfter(now))
        .map(
            since ->
                goingOn(
                    Rule.PARKED_LONG,
                    since,
                    Map.of("days", Duration.between(since, now).toDays())));
  }

  private Incident goingOn(Rule rule, Instant start, Map<String, Object> details) {
    return new Incident(
        rule, start, start.isAfter(now) ? start : now, true, 1, Optional.empty(), details);
  }
}
