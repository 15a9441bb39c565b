package id.pantau.collector.registry;

import java.time.LocalDate;
import java.util.Optional;
import java.util.Set;

/**
 * Until when something of a vehicle is to be done again.
 *
 * @param kind one of {@link #KINDS}
 * @param on the last day
 */
public record Due(String kind, LocalDate on, Optional<String> note, String authorName) {
  /**
   * As in the database: yearly tax (pengesahan STNK), five-yearly plates, inspection (KIR),
   * maintenance.
   */
  static final Set<String> KINDS = Set.of("tax", "plate", "inspection", "service");
}
