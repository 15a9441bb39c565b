package id.pantau.collector.activity;

import java.util.Optional;
import java.util.function.Function;

/** Finds the constant of a closed choice by its word. */
final class Words {
  private Words() {}

  static <E extends Enum<E>> Optional<E> find(
      Class<E> type, Function<E, String> word, String text) {
    for (E constant : type.getEnumConstants()) {
      if (word.apply(constant).equals(text)) {
        return Optional.of(constant);
      }
    }
    return Optional.empty();
  }

  /**
   * @throws IllegalStateException when the database holds a word this program does not know
   */
  static <E extends Enum<E>> E get(Class<E> type, Function<E, String> word, String text) {
    return find(type, word, text)
        .orElseThrow(
            () -> new IllegalStateException(type.getSimpleName() + " \"" + text + "\" is unknown"));
  }
}
