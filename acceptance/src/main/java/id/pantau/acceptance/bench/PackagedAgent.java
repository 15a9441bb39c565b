package id.pantau.acceptance.bench;

import id.pantau.acceptance.chain.Checkout;
import id.pantau.workbench.ChildProcess;
import id.pantau.workbench.Program;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;

/**
 * The tracker as its package installs it, below a folder of its own: the package's launcher and
 * Java options with other folders in them, jars, native code, and the archive for a faster start
 * that is built where it is used.
 */
final class PackagedAgent {
  /** Beginnings of the names of the jars that the package holds besides our own. */
  private static final List<String> LIBRARIES =
      List.of(
          "jSerialComm",
          "jspecify",
          "marineapi",
          "org.eclipse.paho.mqttv5.client",
          "picocli",
          "pi4j-",
          "protobuf-javalite",
          "slf4j-");

  private static final List<String> OWN = List.of("device-agent", "wire");

  /** A small machine under load. */
  private static final Duration REHEARSAL_LIMIT = Duration.ofMinutes(3);

  private final Path folder;

  private PackagedAgent(Path folder) {
    this.folder = folder;
  }

  /** Puts it there and builds its archive; takes some seconds. */
  static PackagedAgent install(Path folder) {
    var agent = new PackagedAgent(folder);
    try {
      for (Path each : List.of(agent.libraries(), agent.natives(), agent.state(), agent.run())) {
        Files.createDirectories(each);
      }
      agent.copyJars();
      agent.unpackNative();
      Path deb = packaging().resolve("deb/root");
      for (String name : List.of("java.options", "logging.properties")) {
        agent.moved(deb.resolve("usr/share/pantau-agent").resolve(name), agent.share(name));
      }
      agent.moved(deb.resolve("usr/bin/pantau-agent"), agent.launcher());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot install a tracker in " + folder, e);
    }
    agent.rehearse();
    return agent;
  }

  /**
   * Starts it.
   *
   * @param name for the log
   */
  ChildProcess start(String name, Path config) {
    return launch(name, List.of("run", config.toString()));
  }

  /** Of the archive. */
  long archiveBytes() {
    try (Stream<Path> files = Files.list(cache())) {
      long bytes = 0;
      for (Path each : files.toList()) {
        bytes += Files.size(each);
      }
      return bytes;
    } catch (IOException e) {
      throw new UncheckedIOException("there is no archive in " + cache(), e);
    }
  }

  private void rehearse() {
    try (ChildProcess rehearsal = launch("rehearsal", List.of("rehearse"))) {
      if (!rehearsal.awaitEnd(REHEARSAL_LIMIT) || rehearsal.exitCode() != 0) {
        throw new IllegalStateException("the rehearsal failed:\n" + rehearsal.tail());
      }
    }
  }

  private ChildProcess launch(String name, List<String> arguments) {
    var command = new ArrayList<>(List.of("sh", launcher().toString()));
    command.addAll(arguments);
    return ChildProcess.start(
        Program.of(name, folder.resolve(name + ".log"), command)
            .withEnvironment(
                Map.of(
                    "JAVA_HOME",
                    System.getProperty("java.home"),
                    "RUNTIME_DIRECTORY",
                    run().toString())));
  }

  /** With our folders instead of those of the system. */
  private void moved(Path from, Path to) throws IOException {
    String text =
        Files.readString(from)
            .replace("/usr/share/pantau-agent", folder.resolve("share").toString())
            .replace("/usr/lib/pantau-agent/native", natives().toString())
            .replace("/var/cache/pantau-agent", cache().toString())
            .replace("/var/lib/pantau-agent", state().toString())
            .replace("/run/pantau-agent", run().toString());
    Files.writeString(to, text);
  }

  private void copyJars() throws IOException {
    List<String> path = new ArrayList<>();
    for (String each : System.getProperty("java.class.path").split(File.pathSeparator)) {
      Path entry = Path.of(each).toAbsolutePath();
      String name = entry.getFileName().toString();
      if (Files.isDirectory(entry)) {
        String module = entry.getParent().getParent().getFileName().toString();
        if (OWN.contains(module)) {
          path.add(packed(entry, libraries().resolve(module + ".jar")).toString());
        }
      } else if (Stream.concat(OWN.stream(), LIBRARIES.stream()).anyMatch(name::startsWith)) {
        path.add(
            Files.copy(entry, libraries().resolve(name), StandardCopyOption.REPLACE_EXISTING)
                .toString());
      }
    }
    Files.writeString(share("classpath"), String.join(":", path) + "\n");
    Files.writeString(share("version"), "bench\n");
  }

  /** As the build packs it: an archive of classes needs jars. */
  private static Path packed(Path classes, Path jar) throws IOException {
    var manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest.getMainAttributes().put(Attributes.Name.MULTI_RELEASE, "true");
    try (OutputStream out = Files.newOutputStream(jar);
        var entries = new JarOutputStream(out, manifest);
        Stream<Path> files = Files.walk(classes)) {
      for (Path each : files.filter(Files::isRegularFile).sorted().toList()) {
        String name = classes.relativize(each).toString();
        if (!name.equals(JarFile.MANIFEST_NAME)) {
          entries.putNextEntry(new JarEntry(name));
          Files.copy(each, entries);
        }
      }
    }
    return jar;
  }

  /** The part of this machine; the launcher knows the folder by the name of the kernel. */
  private void unpackNative() throws IOException {
    boolean arm = System.getProperty("os.arch").equals("aarch64");
    Path to = natives().resolve(arm ? "aarch64" : "x86_64");
    Files.createDirectories(to);
    try (Stream<Path> jars = Files.list(libraries());
        var jar =
            new JarFile(
                jars.filter(each -> each.getFileName().toString().startsWith("jSerialComm"))
                    .findFirst()
                    .orElseThrow()
                    .toFile())) {
      String name = "Linux/" + (arm ? "armv8_64" : "x86_64") + "/libjSerialComm.so";
      try (InputStream in = jar.getInputStream(jar.getJarEntry(name))) {
        Files.copy(in, to.resolve("libjSerialComm.so"));
      }
    }
  }

  /** Of the repository: {@code ./pantau} names it, a test runs inside it. */
  private static Path packaging() {
    return Checkout.root().resolve("packaging");
  }

  private Path launcher() {
    return folder.resolve("pantau-agent");
  }

  private Path share(String name) {
    return folder.resolve("share").resolve(name);
  }

  private Path libraries() {
    return share("lib");
  }

  private Path natives() {
    return folder.resolve("native");
  }

  private Path cache() {
    return folder.resolve("cache");
  }

  private Path state() {
    return folder.resolve("state");
  }

  private Path run() {
    return folder.resolve("run");
  }
}
