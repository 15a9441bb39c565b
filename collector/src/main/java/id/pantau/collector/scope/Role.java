package id.pantau.collector.scope;

import java.util.Locale;
import java.util.Optional;

/** What a person is to the regency; decides what they may read and write. */
public enum Role {
  /** Bupati, Wakil Bupati, Sekretaris Daerah: reads everything. */
  LEADER,
  /** Kepala OPD: reads and verifies the own agency. */
  OPD_HEAD,
  /** Fills in the daily reports of the own agency. */
  OPD_OPERATOR,
  /** Bagian Administrasi Pembangunan or Bappeda: reads everything, chases the reports. */
  VERIFIER,
  /** Watches the live map and the health of trackers. */
  CC_OPERATOR,
  /** Installs trackers; sees devices, never routes. */
  TECHNICIAN,
  /** Configures; sees no business data. */
  ADMIN,
  /** A screen on a wall, not a person: reads what a leader reads, writes nothing. */
  WALL;

  private final String word = name().toLowerCase(Locale.ROOT).replace('_', '-');

  /** The role in kebab-case, as database and API write it. */
  public String word() {
    return word;
  }

  public static Optional<Role> find(String word) {
    for (Role role : values()) {
      if (role.word.equals(word)) {
        return Optional.of(role);
      }
    }
    return Optional.empty();
  }
}
