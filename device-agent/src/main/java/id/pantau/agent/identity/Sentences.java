package id.pantau.agent.identity;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.MessageFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;

/** What a technician reads of an enrolment, in one language. */
public final class Sentences {
  private final Properties texts = new Properties();

  /**
   * Reads {@code messages_<language>.properties} beside this class.
   *
   * @param language {@code id} or {@code en}
   */
  public static Sentences of(String language) {
    var sentences = new Sentences();
    String file = "messages_" + language + ".properties";
    try (InputStream in = Sentences.class.getResourceAsStream(file)) {
      if (in == null) {
        throw new IllegalArgumentException("there is no " + file);
      }
      sentences.texts.load(new InputStreamReader(in, StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file, e);
    }
    return sentences;
  }

  private Sentences() {}

  /** What has become of it. */
  public String text(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Enrolled(var device, var broker, var until) ->
          filled("enrolled", List.of(device.value(), broker, until.toString()));
      case Outcome.Refused(var code, var values) ->
          filled(find(code).isPresent() ? code : "refused", values);
    };
  }

  /** What to do about a refusal. */
  public Optional<String> todo(Outcome outcome) {
    return outcome instanceof Outcome.Refused(var code, var values)
        ? find(code + ".do").map(text -> filled(code + ".do", values))
        : Optional.empty();
  }

  Optional<String> find(String key) {
    return Optional.ofNullable(texts.getProperty(key));
  }

  private String filled(String key, List<String> values) {
    String text = find(key).orElseThrow(() -> new IllegalStateException("no words for " + key));
    return new MessageFormat(text, Locale.ROOT).format(values.toArray());
  }
}
