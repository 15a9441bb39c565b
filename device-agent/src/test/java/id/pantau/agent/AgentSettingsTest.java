package id.pantau.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import id.pantau.agent.serial.PortSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What a technician writes: taken as meant, or refused with a sentence that says what to change.
 */
class AgentSettingsTest {
  private static final String GOOD =
      """
      device: ambulans-1
      gnss:
        port: /dev/gps0
      mqtt:
        uri: ssl://pantau.example.go.id:8883
        ca-file: ca.pem
        certificate-file: device.pem
        key-file: device.key
      journal:
        folder: journal
      """;

  @TempDir Path folder;

  private Path file(String text) {
    try {
      return Files.writeString(folder.resolve("agent.yaml"), text);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private String refusal(String text) {
    return assertThrows(ConfigFile.Problem.class, () -> AgentSettings.read(file(text)))
        .getMessage();
  }

  @Test
  void fewWordsAreEnough() {
    AgentSettings settings = AgentSettings.read(file(GOOD));
    assertEquals("ambulans-1", settings.tracker().device().value());
    assertEquals(PortSettings.USUAL_RATES, settings.port().rates());
    assertEquals(Duration.ofSeconds(15), settings.tracker().liveEvery());
    assertEquals(folder.resolve("journal"), settings.tracker().journalFolder());
  }

  @Test
  void otherValuesTakeThePlaceOfThoseInTheFile() {
    Path file = file(GOOD + "driving:\n  overspeed-kmh: 90\n");
    AgentSettings settings =
        AgentSettings.read(
            file, Map.of("driving.overspeed-kmh", "80", "reporting.live-every", "30s"));
    assertEquals(80, settings.tracker().driving().orElseThrow().overspeedKmh());
    assertEquals(Duration.ofSeconds(30), settings.tracker().liveEvery());
  }

  @ParameterizedTest
  @CsvSource({
    "gnss.baud, fast",
    "gnss.baud, 300",
    "gnss.receiver, sirf",
    "gnss.rate-hz, 11",
    "gpio, arduino",
    "reporting.live-every, soon",
    "reporting.live-every, 1ms",
    "journal.quota-mb, -5",
    "journal.commit-records, 100000",
    "thinning.epsilon-m, ten",
    "thinning.enabled, perhaps",
    "driving.overspeed-kmh, 900",
    "driving.idling-after, PT-5M",
    "reporting.liv-every, 15s",
  })
  void nonsenseIsRefusedByItsName(String key, String value) {
    ConfigFile.Problem problem =
        assertThrows(
            ConfigFile.Problem.class,
            () ->
                AgentSettings.read(
                    file(GOOD),
                    key.equals("gnss.rate-hz")
                        ? Map.of(key, value, "gnss.receiver", "u-blox")
                        : Map.of(key, value)));
    String last = key.substring(key.indexOf('.') + 1);
    String said = String.valueOf(problem.getMessage());
    assertTrue(said.contains(last) || said.contains(camel(last)) || said.contains(value), said);
    assertTrue(said.contains("|"), "in both languages: " + said);
  }

  /** A record may name its component. */
  private static String camel(String key) {
    String[] words = key.split("-");
    var name = new StringBuilder(words[0]);
    for (String word : List.of(words).subList(1, words.length)) {
      name.append(Character.toUpperCase(word.charAt(0))).append(word.substring(1));
    }
    return name.toString();
  }

  @Test
  void whatIsMissingOrMisspeltIsNamed() {
    assertTrue(refusal(GOOD.replace("device: ambulans-1\n", "")).contains("device"));
    assertTrue(refusal(GOOD.replace("uri", "url")).contains("mqtt.uri"));
    assertTrue(refusal(GOOD + "drivng:\n  fence-m: 50\n").contains("drivng.fence-m"));
  }

  @Test
  void whatIsNoConfigurationIsRefusedByItsLine() {
    assertTrue(refusal(GOOD + "this is a letter\n").contains("line 11"));
    assertTrue(refusal(GOOD + "device: twice\n").contains("given twice"));
    assertTrue(refusal(GOOD + "   odd: indent\n").contains("two spaces"));
    assertThrows(
        ConfigFile.Problem.class, () -> AgentSettings.read(folder.resolve("nothing.yaml")));
  }

  @Test
  void anIdThatIsNoIdIsRefused() {
    assertTrue(refusal(GOOD.replace("ambulans-1", "Ambulans 1")).contains("Ambulans 1"));
  }
}
