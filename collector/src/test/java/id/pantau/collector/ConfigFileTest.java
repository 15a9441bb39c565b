package id.pantau.collector;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import id.pantau.collector.retention.RetentionSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigFileTest {
  private static final String COMPLETE =
      """
      server:
        host: 0.0.0.0
        port: 9090
      database:
        url: jdbc:postgresql://127.0.0.1:5555/pantau
        owner: {user: pantau, password: 'p${x}\\1'}
        app: {user: pantau_app, password: a}
        service: {user: pantau_service, password: b}
      mqtt:
        uri: ssl://127.0.0.1:8883
        ca-file: ca.pem
        certificate-file: collector.pem
        key-file: collector.key
      region:
        seed: lombok-timur
      demo: true
      """;

  @TempDir private Path folder;

  @BeforeEach
  void makePemFiles() throws IOException {
    for (String name : new String[] {"ca.pem", "collector.pem", "collector.key"}) {
      Files.writeString(folder.resolve(name), "");
    }
  }

  private CollectorSettings read(String yaml) throws IOException {
    return CollectorSettings.read(Files.writeString(folder.resolve("collector.yaml"), yaml));
  }

  private void assertRefused(String expected, String yaml) {
    ConfigProblem problem = assertThrows(ConfigProblem.class, () -> read(yaml));
    assertTrue(problem.getMessage().contains(expected), problem.getMessage());
  }

  @Test
  void readsACompleteFileWithPathsFromItsFolder() throws IOException {
    CollectorSettings settings = read(COMPLETE);
    assertEquals("0.0.0.0", settings.host());
    assertEquals(9090, settings.port());
    assertEquals("p${x}\\1", settings.database().owner().password());
    assertEquals(folder.resolve("ca.pem"), settings.mqtt().orElseThrow().caFile());
    assertTrue(settings.demo());
  }

  @Test
  void worksWithoutABrokerAndOnDefaults() throws IOException {
    CollectorSettings settings =
        read(COMPLETE.substring(COMPLETE.indexOf("database"), COMPLETE.indexOf("mqtt")));
    assertEquals(8080, settings.port());
    assertEquals("127.0.0.1", settings.host());
    assertTrue(settings.mqtt().isEmpty());
    assertFalse(settings.demo());
  }

  @Test
  void namesWhatIsMissing() {
    assertRefused("database.app.password", COMPLETE.replace(", password: a", ""));
    assertRefused("database.app.password", COMPLETE.replace("password: a", "password: ''"));
    assertRefused("mqtt.uri", COMPLETE.replace("  uri: ssl://127.0.0.1:8883\n", ""));
  }

  @Test
  void namesAKeyThatNobodyKnows() {
    assertRefused("server.prot", COMPLETE.replace("port: 9090", "prot: 9090"));
  }

  @Test
  void keepsWhatItIsTold() throws IOException {
    assertEquals(RetentionSettings.USUAL, read(COMPLETE).retention());
    String yaml = COMPLETE + "retention: {positions-days: 100, summaries-days: 36500}\n";
    assertEquals(new RetentionSettings(100, 730, 36_500), read(yaml).retention());
    assertRefused("trips-days", yaml.replace("100", "731"));
  }

  @Test
  void oneOfAGroupSaysWhich() throws IOException {
    assertEquals(Optional.empty(), read(COMPLETE).mqtt().orElseThrow().group());
    String uri = "  uri: ssl://127.0.0.1:8883\n";
    String grouped = COMPLETE.replace(uri, uri + "  group: kantor-1\n");
    assertEquals(Optional.of("kantor-1"), read(grouped).mqtt().orElseThrow().group());
    assertRefused("mqtt.group", grouped.replace("kantor-1", "kantor/1"));
    assertRefused("mqtt.group", grouped.replace("kantor-1", "'#'"));
  }

  @Test
  void namesAFileThatIsNotThere() {
    assertRefused("mqtt.key-file", COMPLETE.replace("collector.key", "hilang.key"));
    assertThrows(ConfigProblem.class, () -> CollectorSettings.read(folder.resolve("hilang.yaml")));
  }

  @Test
  void refusesWhatIsNotYamlOrNotANumber() {
    assertRefused("collector.yaml", "server: [");
    assertRefused("collector.yaml", COMPLETE.replace("9090", "delapan"));
  }

  @Test
  void aPasswordIsNotInItsText() throws IOException {
    assertFalse(read(COMPLETE).toString().contains("password"));
    assertFalse(read(COMPLETE).toString().contains("p${x}"));
  }
}
