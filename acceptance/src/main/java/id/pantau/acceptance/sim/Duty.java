package id.pantau.acceptance.sim;

import java.util.Locale;

/** What a vehicle is for, which decides what its day looks like. */
enum Duty {
  /** Waits at its hospital day and night, fetches patients. */
  AMBULANCE,
  /** Waits at its post; a practice run, now and then a fire. */
  FIRE,
  /** Collects from four in the morning and tips at the landfill. */
  WASTE,
  SCHOOL_BUS,
  TOWN_BUS,
  /** From the office to the places of work and back. */
  FIELD,
  /** Rounds by day and through the night, on weekends too. */
  PATROL,
  /** Taken home; office, meetings, inspections. */
  OFFICIAL,
  /** Villages of one kecamatan. */
  COURIER;

  static Duty of(String word) {
    return valueOf(word.toUpperCase(Locale.ROOT).replace('-', '_'));
  }
}
