package id.pantau.acceptance.chain;

import id.pantau.workbench.ChildProcess;
import id.pantau.workbench.Program;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Another program of ours as a process of its own, on the class path of this one.
 *
 * <p>Where the system property {@value #ARCHIVES} names a folder, the classes of each program are
 * archived there when it ends for the first time, and its next start takes two thirds of the time
 * (JEP 350 and its successors).
 */
public final class JavaChild {
  /** Of this JVM; handed on to the program. */
  public static final String ARCHIVES = "pantau.archives";

  /**
   * Of this JVM: further options for every program, e.g. for those that live for a minute; handed
   * on to the program.
   */
  public static final String OPTIONS = "pantau.child.options";

  /** Where the classes of this module are; programs of other modules do without. */
  private static final Path OWN =
      Path.of(JavaChild.class.getProtectionDomain().getCodeSource().getLocation().getPath())
          .getParent();

  private static final String OWN_PACKAGE = "id.pantau.acceptance.";

  private JavaChild() {}

  /**
   * Starts a main class.
   *
   * @param name for logs and failures
   * @param options of the JVM, e.g. {@code -Xmx64m}
   * @param main the class
   * @param arguments of the class
   */
  public static ChildProcess start(
      String name, Path log, List<String> options, String main, List<String> arguments) {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("--enable-native-access=ALL-UNNAMED");
    command.addAll(everyChildsOptions());
    command.addAll(options);
    List<Path> classPath = classPath(main);
    if (options.stream().noneMatch(each -> each.startsWith("-XX:AOTCache"))) {
      command.addAll(archive(main, classPath)); // a JVM maps one or the other
    }
    command.add("-cp");
    command.add(
        classPath.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator)));
    command.add(main);
    command.addAll(arguments);
    return ChildProcess.start(Program.of(name, log, command));
  }

  /** What every program of ours is started with, and says to those that it starts itself. */
  public static List<String> everyChildsOptions() {
    String further = System.getProperty(OPTIONS, "");
    if (further.isEmpty()) {
      return List.of();
    }
    var options = new ArrayList<>(List.of(further.split(" ")));
    options.add("-D" + OPTIONS + "=" + further);
    return options;
  }

  private static List<Path> classPath(String main) {
    return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
        .map(Path::of)
        .filter(each -> main.startsWith(OWN_PACKAGE) || !each.startsWith(OWN))
        .toList();
  }

  private static List<String> archive(String main, List<Path> classPath) {
    String folder = System.getProperty(ARCHIVES, "");
    // The JVM archives the classes of jars only, and would say so at every end.
    if (folder.isEmpty() || !classPath.stream().allMatch(Files::isRegularFile)) {
      return List.of();
    }
    String name = main.substring(main.lastIndexOf('.') + 1);
    Path archive = Path.of(folder, name + "-" + fingerprint(classPath) + ".jsa");
    makeFolder(archive.getParent());
    return List.of(
        "-D" + ARCHIVES + "=" + folder,
        "-XX:+AutoCreateSharedArchive",
        "-XX:SharedArchiveFile=" + archive,
        "-Xlog:cds=off,cds+dynamic=off");
  }

  /** Of the jars as they are: the JVM leaves an archive of others unused, but makes no new one. */
  private static String fingerprint(List<Path> jars) {
    try {
      int hash = 0;
      for (Path jar : jars) {
        hash = 31 * hash + Objects.hash(jar, Files.size(jar), Files.getLastModifiedTime(jar));
      }
      return Integer.toHexString(hash);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the class path", e);
    }
  }

  private static void makeFolder(Path folder) {
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot make " + folder, e);
    }
  }
}
