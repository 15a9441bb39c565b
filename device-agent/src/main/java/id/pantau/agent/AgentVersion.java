package id.pantau.agent;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Properties;

/**
 * Which release this is.
 *
 * @param built the date that the build gave itself; no true satellite time is before it
 */
record AgentVersion(String version, Instant built) {
  static AgentVersion get() {
    var properties = new Properties();
    try (InputStream in = AgentVersion.class.getResourceAsStream("version.properties")) {
      if (in == null) {
        throw new IllegalStateException("the program has no version.properties");
      }
      properties.load(in);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read version.properties", e);
    }
    return new AgentVersion(
        properties.getProperty("version"), Instant.parse(properties.getProperty("built")));
  }
}
