package id.pantau.agent.nmea;

import java.util.List;

/**
 * A sentence that passed the gate: its checksum is right and its fields look like what they should
 * be.
 *
 * @param kind what it says
 * @param text from {@code $} to the last digit of the checksum
 * @param fields the address first, e.g. {@code GPRMC}
 */
record Sentence(Kind kind, String text, List<String> fields) {
  /** The sentences a fix can be made of. */
  enum Kind {
    RMC,
    GGA,
    GNS,
    GLL,
    GSA,
    VTG,
    ZDA,
    /** Whole, but of no use for a fix: GSV, TXT, proprietary ones. */
    OTHER
  }

  Sentence {
    fields = List.copyOf(fields);
  }
}
