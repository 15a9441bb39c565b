package id.pantau.collector.track;

import id.pantau.collector.db.Row;
import id.pantau.collector.db.Session;
import id.pantau.collector.db.Sql;
import id.pantau.collector.fleet.Fleet;
import id.pantau.collector.region.Region;
import id.pantau.wire.Fix;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * What becomes of positions that a driver has marked as private. Where the register allows it to
 * the vehicle, and its agency does not work just then, their places are not stored anywhere; only
 * that, and how long, is noted. Elsewhere the mark has no effect, and that it was there is noted.
 */
final class PrivateMode {
  /**
   * A tracker that nobody looks at speaks every few minutes; {@code note-private.sql} has it too.
   */
  private static final Duration SAME_SPELL = Duration.ofMinutes(15);

  private static final Sql FIND_RULE =
      Sql.of(
          """
          SELECT private_mode, vehicle_opd_on(id, CAST(:day AS date)) AS opd_id FROM vehicle WHERE id = :vehicle
          """);
  private static final Sql NOTE = Sql.beside(PrivateMode.class, "note-private.sql");

  /** Those that are hidden now: nothing newer of them has been shown. */
  private static final Sql LIST_HIDDEN =
      Sql.of(
          """
          SELECT p.device_no, greatest(min(p.from_time), max(l.fix_time)) AS since, max(p.until_time) AS until
          FROM private_time p JOIN latest_position l ON l.device_no = p.device_no
          WHERE p.allowed AND p.until_time > l.fix_time GROUP BY p.device_no LIMIT 100000
          """);

  private final Fleet fleet;
  private final Region region;

  PrivateMode(Fleet fleet, Region region) {
    this.fleet = fleet;
    this.region = region;
  }

  /**
   * @param fixes those that are to be hidden carry the mark, all others do not
   * @param refused those that carried it in vain
   * @param isUnmarked nobody has marked anything, as almost always
   */
  record Judged(List<ReceivedFix> fixes, Set<ReceivedFix> refused, boolean isUnmarked) {
    /** Those whose records can be found again: of a marked one perhaps nothing was stored. */
    List<ReceivedFix> unmarked() {
      return isUnmarked
          ? fixes
          : fixes.stream().filter(fix -> !fix.isPrivate() && !refused.contains(fix)).toList();
    }

    List<ReceivedFix> shown(List<ReceivedFix> of) {
      return isUnmarked ? of : of.stream().filter(fix -> !fix.isPrivate()).toList();
    }
  }

  /** A time in which the mode was on. */
  record Spell(
      int vehicleId, int deviceNo, boolean allowed, Instant from, Instant until, int fixes) {
    private Spell with(ReceivedFix next) {
      return new Spell(
          vehicleId, deviceNo, allowed, from, next.fix().fixTime(), Math.addExact(fixes, 1));
    }
  }

  private record VehicleDay(int vehicleId, LocalDate day) {}

  /**
   * @param allowed by the register
   * @param onDuty when its agency works on that day
   */
  private record Rule(boolean allowed, Optional<Region.Span> onDuty) {
    boolean hides(Instant at) {
      return allowed
          && onDuty
              .filter(span -> !at.isBefore(span.from()) && at.isBefore(span.until()))
              .isEmpty();
    }
  }

  /** Within the transaction that stores them; costs nothing when nobody has marked anything. */
  Judged judge(Session session, List<ReceivedFix> fixes) {
    if (fixes.stream().noneMatch(ReceivedFix::isPrivate)) {
      return new Judged(fixes, Set.of(), true);
    }
    var rules = new HashMap<VehicleDay, Rule>();
    var refused = new HashSet<ReceivedFix>();
    var judged = new ArrayList<ReceivedFix>(fixes.size());
    for (ReceivedFix each : fixes) {
      if (each.isPrivate() && !hides(session, each, rules)) {
        ReceivedFix open = each.withFix(each.fix().withoutFlag(Fix.FLAG_PRIVATE));
        refused.add(open);
        judged.add(open);
      } else {
        judged.add(each);
      }
    }
    return new Judged(judged, refused, false);
  }

  private boolean hides(Session session, ReceivedFix fix, Map<VehicleDay, Rule> rules) {
    Instant at = fix.fix().fixTime();
    OptionalInt vehicleId = fleet.vehicleOf(fix.deviceNo(), at);
    if (vehicleId.isEmpty()) {
      return true; // Nobody can say whose it is, so nobody needs to know where.
    }
    LocalDate day = at.atZone(region.zone()).toLocalDate();
    return rules
        .computeIfAbsent(new VehicleDay(vehicleId.getAsInt(), day), of -> rule(session, of))
        .hides(at);
  }

  private Rule rule(Session session, VehicleDay of) {
    Row row = session.get(FIND_RULE, Map.of("vehicle", of.vehicleId(), "day", of.day()));
    OptionalInt opdId = row.findInt("opd_id");
    return new Rule(
        row.getBoolean("private_mode"),
        opdId.isPresent()
            ? Optional.of(region.onDuty(opdId.getAsInt(), of.day()))
            : Optional.empty());
  }

  /**
   * Notes when the mode was on, in the same transaction.
   *
   * @param fresh what was new, sorted by device and time
   * @return the times in which something was hidden
   */
  List<Spell> note(Session session, List<ReceivedFix> fresh, Judged judged) {
    if (judged.isUnmarked) {
      return List.of();
    }
    List<Spell> spells = spells(fresh, judged.refused);
    for (Spell spell : spells) {
      session.change(
          NOTE,
          Map.of(
              "vehicle", spell.vehicleId,
              "device", spell.deviceNo,
              "allowed", spell.allowed,
              "from", spell.from,
              "until", spell.until,
              "count", spell.fixes));
    }
    return spells.stream().filter(Spell::allowed).toList();
  }

  private List<Spell> spells(List<ReceivedFix> fresh, Set<ReceivedFix> refused) {
    var spells = new ArrayList<Spell>();
    Spell open = null;
    for (ReceivedFix each : fresh) {
      boolean isMarked = each.isPrivate() || refused.contains(each);
      if (open != null && !(isMarked && continues(open, each))) {
        spells.add(open);
        open = null;
      }
      if (isMarked && open != null) {
        open = open.with(each);
      } else if (isMarked) {
        open = begin(each).orElse(null);
      }
    }
    if (open != null) {
      spells.add(open);
    }
    return spells;
  }

  private static boolean continues(Spell open, ReceivedFix next) {
    return open.deviceNo == next.deviceNo()
        && open.allowed == next.isPrivate()
        && Duration.between(open.until, next.fix().fixTime()).compareTo(SAME_SPELL) <= 0;
  }

  private Optional<Spell> begin(ReceivedFix first) {
    Instant at = first.fix().fixTime();
    OptionalInt vehicleId = fleet.vehicleOf(first.deviceNo(), at);
    return vehicleId.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Spell(vehicleId.getAsInt(), first.deviceNo(), first.isPrivate(), at, at, 1));
  }

  /** Shows on the board who was hidden when the collector ended. */
  static void restore(Session session, Board board) {
    for (Row row : session.list(LIST_HIDDEN, Map.of())) {
      board.hide(row.getInt("device_no"), row.getInstant("since"), row.getInstant("until"));
    }
  }
}
