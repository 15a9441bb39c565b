package id.pantau.workbench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Finds the programs of the private services: those installed on the machine, or those that {@code
 * ./pantau} unpacked into {@code .pantau/tools/root} for a user who may not install anything.
 *
 * <p>The folder of unpacked tools is the one named by the environment variable {@value
 * #TOOLS_VARIABLE}, else that of the repository we are in.
 */
final class Tools {
  static final String TOOLS_VARIABLE = "PANTAU_TOOLS";
  private static final int OLDEST_POSTGRES = 15;
  private static final Pattern VERSION_FOLDER = Pattern.compile("(\\d+)");
  private static final String INSTALL =
      " tidak ditemukan; pasang dengan: apt-get install -y --no-install-recommends %2$s"
          + " | %1$s not found; install it with: apt-get install -y --no-install-recommends %2$s";

  /**
   * A program and what it needs to run.
   *
   * @param path its executable, or for PostgreSQL the folder of its executables
   * @param environment variables it needs; empty for an installed program
   */
  record Tool(Path path, Map<String, String> environment) {}

  private Tools() {}

  /**
   * The folder with {@code postgres}, {@code initdb}, ... of the newest PostgreSQL with PostGIS.
   */
  static Tool postgres() {
    return roots().stream()
        .flatMap(root -> postgresOf(root).stream())
        .findFirst()
        .orElseThrow(() -> missing("PostgreSQL >= 15 + PostGIS", "postgresql-15-postgis-3"));
  }

  static Tool mosquitto() {
    return program("mosquitto", "mosquitto");
  }

  static Tool socat() {
    return program("socat", "socat");
  }

  private static Tool program(String name, String debianPackage) {
    for (Path root : roots()) {
      for (String folder : List.of("usr/sbin", "usr/bin", "usr/local/sbin", "usr/local/bin")) {
        Path candidate = root.resolve(folder).resolve(name);
        if (Files.isExecutable(candidate)) {
          return new Tool(candidate, environment(root));
        }
      }
    }
    throw missing(name, debianPackage);
  }

  private static Optional<Tool> postgresOf(Path root) {
    Path versions = root.resolve("usr/lib/postgresql");
    if (!Files.isDirectory(versions)) {
      return Optional.empty();
    }
    try (Stream<Path> all = Files.list(versions)) {
      return all.filter(folder -> version(folder) >= OLDEST_POSTGRES)
          .filter(folder -> Files.isExecutable(folder.resolve("bin/postgres")))
          .filter(folder -> hasPostgis(root, version(folder)))
          .max(Comparator.comparingInt(Tools::version))
          .map(folder -> new Tool(folder.resolve("bin"), environment(root)));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot list " + versions, e);
    }
  }

  private static boolean hasPostgis(Path root, int version) {
    return Files.exists(
        root.resolve("usr/share/postgresql/" + version + "/extension/postgis.control"));
  }

  private static int version(Path folder) {
    Matcher name = VERSION_FOLDER.matcher(folder.getFileName().toString());
    return name.matches() ? Integer.parseInt(name.group(1)) : 0;
  }

  /** The machine itself first, then the unpacked tools. */
  private static List<Path> roots() {
    var roots = new ArrayList<>(List.of(Path.of("/")));
    unpackedRoot().ifPresent(roots::add);
    return roots;
  }

  private static Optional<Path> unpackedRoot() {
    String named = System.getenv(TOOLS_VARIABLE);
    if (named != null && !named.isEmpty()) {
      return Optional.of(Path.of(named)).filter(Files::isDirectory);
    }
    for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
      Path candidate = at.resolve(".pantau/tools/root");
      if (Files.isDirectory(candidate)) {
        return Optional.of(candidate);
      }
    }
    return Optional.empty();
  }

  /**
   * Unpacked programs look for their libraries in the system's folders only; blas, lapack and the
   * like lie in sub-folders that the package scripts would have linked.
   */
  private static Map<String, String> environment(Path root) {
    if (root.equals(Path.of("/"))) {
      return Map.of();
    }
    var folders = new ArrayList<String>();
    try (Stream<Path> architectures = Files.list(root.resolve("usr/lib"))) {
      for (Path each :
          architectures
              .filter(folder -> folder.getFileName().toString().endsWith("-linux-gnu"))
              .toList()) {
        folders.add(each.toString());
        for (String sub : List.of("blas", "lapack", "pulseaudio")) {
          if (Files.isDirectory(each.resolve(sub))) {
            folders.add(each.resolve(sub).toString());
          }
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot list the libraries of " + root, e);
    }
    return Map.of(
        "LD_LIBRARY_PATH", String.join(":", folders),
        "PROJ_DATA", root.resolve("usr/share/proj").toString(),
        "PROJ_LIB", root.resolve("usr/share/proj").toString());
  }

  private static IllegalStateException missing(String what, String debianPackage) {
    return new IllegalStateException(what + String.format(INSTALL, what, debianPackage));
  }
}
