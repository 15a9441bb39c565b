package id.pantau.agent;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import id.pantau.workbench.ChildProcess;
import id.pantau.workbench.NotifySocket;
import id.pantau.workbench.Program;
import id.pantau.workbench.TestFolder;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The tracker as systemd starts it: from its jar (only there are the classes of newer releases
 * seen), with a real notification socket; without receiver and without network, as on the bench.
 */
class AgentServiceIT {
  private static final Duration LIMIT = Duration.ofSeconds(40);
  private static final Path CLASSES = Path.of("target", "classes");

  private final Path folder = TestFolder.create("service");

  @Test
  void tellsSystemdOverAUnixDatagram() throws IOException {
    assumeTrue(Runtime.version().feature() >= 22, "Java 21 cannot send datagrams itself");
    // Without any program on the path there is no systemd-notify to fall back to.
    hasToldAll(Map.of("PATH", folder.toString()), jar());
  }

  @Test
  void tellsSystemdByItsOwnProgramWhereJavaCannot() throws IOException {
    assumeTrue(
        Stream.of(System.getenv("PATH").split(File.pathSeparator))
            .anyMatch(each -> Files.isExecutable(Path.of(each, "systemd-notify"))),
        "no systemd-notify here");
    hasToldAll(Map.of(), CLASSES);
  }

  private void hasToldAll(Map<String, String> environment, Path program) throws IOException {
    try (NotifySocket systemd = NotifySocket.open(folder)) {
      var all = new HashMap<>(systemd.environment(Duration.ofSeconds(3)));
      all.putAll(environment);
      try (ChildProcess agent = start(program, all)) {
        agent.awaitLine("^agent ready", LIMIT);
        systemd.await("READY=1", LIMIT);
        systemd.await("WATCHDOG=1", LIMIT);
        systemd.await("STATUS=GPS: no-port", LIMIT);
        assertTrue(agent.terminate(LIMIT), "it ends when asked");
        systemd.await("STOPPING=1", LIMIT);
      }
    }
  }

  private ChildProcess start(Path program, Map<String, String> environment) throws IOException {
    String libraries =
        String.join(
            File.pathSeparator,
            Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(each -> !each.endsWith("classes") || !each.contains("device-agent"))
                .toList());
    return ChildProcess.start(
        Program.of(
                "agent",
                folder.resolve("agent.log"),
                List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "--enable-native-access=ALL-UNNAMED",
                    "-Xmx32m",
                    "-cp",
                    program.toAbsolutePath() + File.pathSeparator + libraries,
                    "id.pantau.agent.Agent",
                    config().toString()))
            .withEnvironment(environment));
  }

  private Path config() throws IOException {
    return Files.writeString(
        folder.resolve("agent.yaml"),
        """
        device: ambulans-1
        gnss:
          port: /dev/pantau-there-is-none
        mqtt:
          uri: ssl://127.0.0.1:1
          ca-file: none.pem
          certificate-file: none.pem
          key-file: none.key
        journal:
          folder: journal
        """);
  }

  /** As the build makes it. */
  private Path jar() throws IOException {
    var manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest.getMainAttributes().put(Attributes.Name.MULTI_RELEASE, "true");
    Path jar = folder.resolve("device-agent.jar");
    try (OutputStream out = Files.newOutputStream(jar);
        var entries = new JarOutputStream(out, manifest);
        Stream<Path> files = Files.walk(CLASSES)) {
      for (Path each : files.filter(Files::isRegularFile).toList()) {
        entries.putNextEntry(new JarEntry(CLASSES.relativize(each).toString()));
        Files.copy(each, entries);
      }
    }
    return jar;
  }
}
