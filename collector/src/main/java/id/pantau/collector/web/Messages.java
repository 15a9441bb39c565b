package id.pantau.collector.web;

import java.text.MessageFormat;
import java.util.Locale;
import java.util.ResourceBundle;

/** The sentences people read, Indonesian first, English second. */
public final class Messages {
  public static final Locale INDONESIAN = Locale.of("id");
  private static final String BUNDLE = "id.pantau.collector.messages";

  private Messages() {}

  /**
   * The sentence with its arguments filled in.
   *
   * @throws java.util.MissingResourceException when there is no such sentence
   */
  public static String text(Locale language, String key, Object... arguments) {
    return new MessageFormat(bundle(language).getString(key), language).format(arguments);
  }

  public static boolean has(Locale language, String key) {
    return bundle(language).containsKey(key);
  }

  /** English for those who ask for it, Indonesian for everybody else. */
  public static Locale nearest(String languageTag) {
    return languageTag.startsWith("en") ? Locale.ENGLISH : INDONESIAN;
  }

  private static ResourceBundle bundle(Locale language) {
    return ResourceBundle.getBundle(
        BUNDLE,
        language,
        ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
  }
}
