package id.pantau.collector.registry;

import java.time.Instant;
import java.util.List;

/**
 * How a vehicle used the private mode in the last year.
 *
 * @param days on which it was hidden
 * @param minutes for so long
 * @param refusedDays on which the button was on where it may not be, and hid nothing
 * @param spells the newest, at most {@value #MOST_SPELLS}
 */
public record PrivateUse(
    int days, int minutes, int refusedDays, int refusedMinutes, List<Spell> spells) {
  static final int MOST_SPELLS = 20;

  /** One time in which the button was on; where the vehicle was then nobody knows. */
  public record Spell(Instant from, Instant until, boolean allowed) {}
}
