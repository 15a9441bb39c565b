package id.pantau.collector.alert;

import id.pantau.collector.alert.DayFacts.Drive;
import id.pantau.collector.alert.DayFacts.Event;
import id.pantau.collector.alert.DayFacts.Idle;
import id.pantau.collector.alert.DayFacts.Outing;
import id.pantau.wire.EventKind;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Finds the incidents that began on a day of a vehicle: a pure function, so that it does not matter
 * when and how often it is asked.
 */
final class AlertPolicy {
  /** Events of one rule with a shorter pause between are one incident. */
  private static final Duration ONE_INCIDENT = Duration.ofMinutes(30);

  private final DayFacts facts;
  private final Function<Rule, RuleVersion> rules;
  private final Instant now;
  private final List<Incident> incidents = new ArrayList<>();
  private Optional<Instant> againAt = Optional.empty();

  /**
   * @param againAt when to ask again although nothing new has come: something is not long enough
   *     yet
   */
  record Judgement(List<Incident> incidents, Optional<Instant> againAt) {
    Judgement {
      incidents = List.copyOf(incidents);
    }
  }

  private AlertPolicy(DayFacts facts, Function<Rule, RuleVersion> rules, Instant now) {
    this.facts = facts;
    this.rules = rules;
    this.now = now;
  }

  static Judgement judge(DayFacts facts, Function<Rule, RuleVersion> rules, Instant now) {
    var policy = new AlertPolicy(facts, rules, now);
    for (Rule rule : Rule.values()) {
      RuleVersion version = rules.apply(rule);
      if (rule.isOfDay() && version.looksAt(facts.car().kind())) {
        policy.judge(version);
      }
    }
    policy.incidents.sort(Comparator.comparing(Incident::start).thenComparing(Incident::rule));
    return new Judgement(policy.incidents, policy.againAt);
  }

  private void judge(RuleVersion rule) {
    switch (rule.rule()) {
      case OVERSPEED -> overspeed(rule);
      case OUTSIDE_REGENCY -> outsideRegency(rule);
      case OUTSIDE_HOURS -> outsideHours(rule);
      case LONG_IDLING -> longIdling(rule);
      case TOW -> events(rule.rule(), EventKind.TOW);
      case PANIC -> events(rule.rule(), EventKind.PANIC);
      case POWER_CUT -> powerCut(rule);
      case DEVICE_SILENT, DEVICE_UNHEALTHY, DEVICE_COPIED, PARKED_LONG ->
          throw new IllegalArgumentException(rule.rule() + " does not follow from a day");
    }
  }

  private void overspeed(RuleVersion rule) {
    double limit = rule.setting("limitKmh");
    Duration shortest = Duration.ofMillis(Math.round(rule.setting("shortestS") * 1_000));
    var stretches =
        new ArrayList<>(facts.track().map(t -> FastStretch.of(t, limit)).orElse(List.of()));
    ofDay(EventKind.OVERSPEED).stream()
        .filter(event -> event.speedKmh().orElse(0) > limit)
        .map(
            event ->
                new FastStretch(
                    event.time().minusSeconds(Math.round(event.seconds().orElse(0))),
                    event.time(),
                    event.speedKmh().orElse(0),
                    event.at()))
        .forEach(stretches::add);
    List<FastStretch> fast =
        FastStretch.union(stretches).stream()
            .filter(one -> one.span().length().compareTo(shortest) >= 0)
            .filter(one -> facts.whole().contains(one.until()))
            .toList();
    for (List<FastStretch> group : grouped(fast, FastStretch::span)) {
      double fastest = group.stream().mapToDouble(FastStretch::fastestKmh).max().orElse(0);
      incidents.add(
          new Incident(
              rule.rule(),
              group.getFirst().from(),
              group.getLast().until(),
              false,
              group.size(),
              group.getFirst().at(),
              Map.of(
                  "speedKmh",
                  Math.round(fastest),
                  "limitKmh",
                  Math.round(limit),
                  "seconds",
                  group.stream().mapToLong(one -> one.span().length().toSeconds()).sum())));
    }
  }

  private void outsideRegency(RuleVersion rule) {
    Duration shortest = minutes(rule);
    for (Outing outing : facts.outings()) {
      Instant until = outing.back().orElse(now.isBefore(outing.left()) ? outing.left() : now);
      List<Span> parts =
          new Span(outing.left(), until)
              .without(facts.permits()).stream()
                  .filter(part -> part.length().compareTo(shortest) >= 0)
                  .toList();
      if (!parts.isEmpty()) {
        Instant start = parts.getFirst().from();
        Instant end = parts.getLast().until();
        incidents.add(
            new Incident(
                rule.rule(),
                start,
                end,
                outing.back().isEmpty() && end.equals(until),
                1,
                Optional.empty(),
                Map.of("minutes", Duration.between(start, end).toMinutes())));
      } else if (outing.back().isEmpty()) {
        again(outing.left().plus(shortest));
      }
    }
  }

  /** All trips of a day are one incident. Where they went is private and not told. */
  private void outsideHours(RuleVersion rule) {
    if (facts.car().aroundTheClock()) {
      return;
    }
    Duration grace = Duration.ofMinutes(Math.round(rule.setting("graceMin")));
    var allowed = new ArrayList<>(facts.permits());
    facts
        .work()
        .map(work -> new Span(work.from().minus(grace), work.until().plus(grace)))
        .ifPresent(allowed::add);
    var parts = new ArrayList<Span>();
    int trips = 0;
    double metres = 0;
    for (Drive drive : facts.drives()) {
      var whole = new Span(drive.start(), drive.end());
      List<Span> outside = whole.without(allowed);
      double share = (double) sum(outside).toMillis() / Math.max(1, whole.length().toMillis());
      trips += outside.isEmpty() ? 0 : 1;
      metres += drive.distanceM() * share;
      parts.addAll(outside);
    }
    if (parts.isEmpty() || sum(parts).compareTo(minutes(rule)) < 0) {
      return;
    }
    var details = new LinkedHashMap<String, Object>();
    details.put("minutes", sum(parts).toMinutes());
    details.put("distanceM", Math.round(metres));
    details.put(
        "cause",
        facts.work().isPresent() ? "hours" : facts.holiday().isPresent() ? "holiday" : "day-off");
    facts.holiday().ifPresent(name -> details.put("holiday", name));
    incidents.add(
        new Incident(
            rule.rule(),
            parts.getFirst().from(),
            parts.getLast().until(),
            false,
            trips,
            Optional.empty(),
            details));
  }

  private void longIdling(RuleVersion rule) {
    for (Idle idle : facts.idles()) {
      Duration length = Duration.between(idle.start(), idle.end());
      if (length.compareTo(minutes(rule)) >= 0) {
        incidents.add(
            new Incident(
                rule.rule(),
                idle.start(),
                idle.end(),
                idle.goesOn() && !idle.end().isBefore(now.minus(ONE_INCIDENT)),
                1,
                Optional.of(idle.at()),
                Map.of("minutes", length.toMinutes())));
      }
    }
  }

  private void events(Rule rule, EventKind kind) {
    for (List<Event> group : grouped(ofDay(kind), event -> new Span(event.time(), event.time()))) {
      var details = new LinkedHashMap<String, Object>();
      group.getLast().distanceM().ifPresent(metres -> details.put("distanceM", Math.round(metres)));
      incidents.add(
          new Incident(
              rule,
              group.getFirst().time(),
              group.getLast().time(),
              false,
              group.size(),
              group.getFirst().at(),
              details));
    }
  }

  /** Starting the engine may cut the power for a moment; a box that is opened is told at once. */
  private void powerCut(RuleVersion rule) {
    for (List<Event> group :
        grouped(ofDay(EventKind.TAMPER), event -> new Span(event.time(), event.time()))) {
      incidents.add(
          new Incident(
              rule.rule(),
              group.getFirst().time(),
              group.getLast().time(),
              false,
              group.size(),
              Optional.empty(),
              Map.of("cause", "opened")));
    }
    Duration shortest = minutes(rule);
    Optional<Span> before = Optional.empty();
    for (Event lost : ofDay(EventKind.POWER_LOST)) {
      if (before.map(span -> span.contains(lost.time())).orElse(false)) {
        continue; // Told twice.
      }
      Optional<Instant> back =
          facts.events().stream()
              .filter(event -> event.kind().equals(EventKind.POWER_BACK.word()))
              .map(Event::time)
              .filter(time -> !time.isBefore(lost.time()))
              .min(Comparator.naturalOrder());
      Instant until = back.orElse(now.isBefore(lost.time()) ? lost.time() : now);
      var span = new Span(lost.time(), until);
      before = Optional.of(span);
      if (span.length().compareTo(shortest) >= 0) {
        incidents.add(
            new Incident(
                rule.rule(),
                span.from(),
                until,
                back.isEmpty(),
                1,
                Optional.empty(),
                Map.of("cause", "power", "minutes", span.length().toMinutes())));
      } else if (back.isEmpty()) {
        again(lost.time().plus(shortest));
      }
    }
  }

  private List<Event> ofDay(EventKind kind) {
    return facts.events().stream()
        .filter(event -> event.kind().equals(kind.word()))
        .filter(event -> facts.whole().contains(event.time()))
        .sorted(Comparator.comparing(Event::time))
        .toList();
  }

  private void again(Instant at) {
    againAt = againAt.filter(known -> known.isBefore(at)).or(() -> Optional.of(at));
  }

  private static Duration minutes(RuleVersion rule) {
    return Duration.ofMillis(Math.round(rule.setting("shortestMin") * 60_000));
  }

  private static Duration sum(List<Span> spans) {
    return spans.stream().map(Span::length).reduce(Duration.ZERO, Duration::plus);
  }

  /** Those with short pauses between, together. */
  private static <T> List<List<T>> grouped(List<T> sorted, Function<T, Span> span) {
    var groups = new ArrayList<List<T>>();
    Instant end = Instant.MIN;
    for (T next : sorted) {
      if (groups.isEmpty() || span.apply(next).from().isAfter(end.plus(ONE_INCIDENT))) {
        groups.add(new ArrayList<>());
      }
      groups.getLast().add(next);
      end = span.apply(next).until();
    }
    return groups;
  }
}
