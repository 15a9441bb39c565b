package id.pantau.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import id.pantau.workbench.TestFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The power went after the one rename by which a tracker changes its identity. */
class InterruptedEnrolmentIT {
  private static final List<String> STAGED = List.of("ca.pem", "device.pem", "enrolled.properties");

  private final Path folder = TestFolder.create("interrupted");
  private final Path identity = folder.resolve("identity");

  private Path config() throws IOException {
    return Files.writeString(
        folder.resolve("agent.yaml"),
        """
        gnss:
          port: /dev/null
        mqtt:
          ca-file: %1$s/ca.pem
          certificate-file: %1$s/device.pem
          key-file: %1$s/device.key
        journal:
          folder: %2$s
          quota-mb: 16
        """
            .formatted(identity, folder.resolve("journal")));
  }

  @Test
  void theNextStartFinishesItAndKnowsItsName() throws IOException {
    Files.createDirectories(identity);
    Files.writeString(identity.resolve("device.key"), "a key");
    for (String each : STAGED) {
      Files.writeString(identity.resolve("next-" + each), "new " + each);
    }
    Files.writeString(
        identity.resolve("next-enrolled.properties"), "device=trk-7\nmqtt.uri=ssl://127.0.0.1:1\n");
    try (Agent.Service service =
        Agent.Service.start(config(), Map.of(), (settings, listener) -> () -> {})) {
      assertEquals("new device.pem", Files.readString(identity.resolve("device.pem")));
      assertEquals("trk-7", AgentSettings.read(config()).tracker().device().value());
      for (String each : STAGED) {
        assertFalse(Files.exists(identity.resolve("next-" + each)), each);
      }
      assertFalse(service.agent().tracker().isConnected());
    }
  }
}
