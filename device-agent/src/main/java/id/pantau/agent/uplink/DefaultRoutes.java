package id.pantau.agent.uplink;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * By which ways the machine reaches other networks: a modem that is connected again shows as a new
 * one. Empty where the kernel does not say.
 */
final class DefaultRoutes {
  /** Columns of {@code /proc/net/route}: interface, destination, gateway; all in hexadecimal. */
  private static final int GATEWAY = 2;

  /**
   * Of {@code /proc/net/ipv6_route}: destination, length, source, length, next hop, …, interface.
   */
  private static final int NEXT_HOP = 4;

  private static final int INTERFACE_V6 = 9;

  private final Path folder;

  /**
   * @param folder {@code /proc/net}
   */
  DefaultRoutes(Path folder) {
    this.folder = folder;
  }

  /** Interface and gateway of each. */
  Set<String> list() {
    Set<String> found = new HashSet<>();
    for (String line : lines("route")) {
      String[] columns = line.split("\\s+");
      if (columns.length > GATEWAY && columns[1].equals("00000000")) {
        found.add(columns[0] + " " + columns[GATEWAY]);
      }
    }
    for (String line : lines("ipv6_route")) {
      String[] columns = line.split("\\s+");
      // The kernel keeps one to nowhere at lo.
      if (columns.length > INTERFACE_V6
          && columns[1].equals("00")
          && columns[0].matches("0+")
          && !columns[INTERFACE_V6].equals("lo")) {
        found.add(columns[INTERFACE_V6] + " " + columns[NEXT_HOP]);
      }
    }
    return found;
  }

  private List<String> lines(String name) {
    try {
      return Files.readAllLines(folder.resolve(name));
    } catch (IOException notSaid) {
      return List.of(); // e.g. without IPv6: then only time decides when to try again
    }
  }
}
