package id.pantau.agent.hardware;

import id.pantau.agent.SharedData;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** What {@code hardware/pins.yaml} says. */
final class PinsFile {
  /** One line of it; what a line does not say is empty. */
  record Pin(String section, int header, Map<String, Object> facts) {
    Optional<Integer> bcm() {
      return number("bcm");
    }

    Optional<Integer> number(String key) {
      return Optional.ofNullable((Integer) facts.get(key));
    }

    Optional<String> word(String key) {
      return Optional.ofNullable((String) facts.get(key));
    }
  }

  private PinsFile() {}

  /** By name, in the order of the file. */
  static Map<String, Pin> read() {
    Path file = folder().resolve("pins.yaml");
    Map<String, Map<String, Map<String, Object>>> sections;
    try (Reader reader = Files.newBufferedReader(file)) {
      sections = new Yaml(new SafeConstructor(new LoaderOptions())).load(reader);
    } catch (IOException e) {
      throw new IllegalStateException("no " + file, e);
    }
    Map<String, Pin> pins = new LinkedHashMap<>();
    sections.forEach(
        (section, lines) ->
            lines.forEach(
                (name, facts) -> {
                  int header = (Integer) Objects.requireNonNull(facts.get("header"), name);
                  if (pins.put(name, new Pin(section, header, facts)) != null) {
                    throw new IllegalStateException(name + " is there twice");
                  }
                }));
    return pins;
  }

  static Path folder() {
    return SharedData.repository().resolve("hardware");
  }
}
