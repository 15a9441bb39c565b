package id.pantau.agent.selftest;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.MessageFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;

/** The words of one language, from {@code messages_<language>.properties} beside this class. */
public final class Words {
  private final Properties texts;

  private Words(Properties texts) {
    this.texts = texts;
  }

  /**
   * Reads the file.
   *
   * @param language {@code id} or {@code en}
   */
  public static Words of(String language) {
    String file = "messages_" + language + ".properties";
    var texts = new Properties();
    try (InputStream in = Words.class.getResourceAsStream(file)) {
      if (in == null) {
        throw new IllegalArgumentException("there is no " + file);
      }
      texts.load(new InputStreamReader(in, StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file, e);
    }
    return new Words(texts);
  }

  public String outcome(Outcome outcome) {
    return get("outcome." + outcome.word());
  }

  /** The name of the part. */
  public String item(Finding finding) {
    return get("item." + finding.item());
  }

  /** What is, or what is wrong. */
  public String text(Finding finding) {
    return filled(get(finding.code()), finding);
  }

  /** What to do about it. */
  public Optional<String> todo(Finding finding) {
    return find(finding.code() + ".do").map(text -> filled(text, finding));
  }

  /** How it ended: the whole test. */
  public String summary(Outcome worst) {
    return get("summary." + worst.word());
  }

  private static String filled(String text, Finding finding) {
    return new MessageFormat(text, Locale.ROOT).format(finding.values().toArray());
  }

  Optional<String> find(String key) {
    return Optional.ofNullable(texts.getProperty(key));
  }

  private String get(String key) {
    return find(key).orElseThrow(() -> new IllegalStateException("no words for " + key));
  }
}
