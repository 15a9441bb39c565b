package id.pantau.agent.nmea;

/** Why a sentence, or an epoch made of sentences, was not believed; counted for the technician. */
public enum Refusal {
  /** The line ended, or the next sentence began, before the checksum. */
  TRUNCATED,
  /** The checksum is not that of the text. */
  CHECKSUM,
  /** A byte that no NMEA sentence has. */
  BAD_CHARACTER,
  /** Longer than any sentence of a receiver. */
  TOO_LONG,
  /** A field does not look like what belongs there, or fields are missing. */
  SHAPE,
  /** A field looks right and cannot be: minute 71, 31 February, latitude 95. */
  RANGE,
  /** The positions of one epoch contradict each other and nothing says which is right. */
  DISAGREEMENT,
  /** A time or place far from those before it, which the next epoch did not confirm. */
  UNCONFIRMED;

  /** The word for health reports and logs, e.g. {@code bad-character}. */
  public String word() {
    return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
  }
}
