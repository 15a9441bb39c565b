package id.pantau.collector.web;

import java.util.ArrayList;
import java.util.List;

/** Gathers what is wrong with a request, so that its sender hears all of it at once. */
public final class FieldCheck {
  /** Bounds of a sentence in which somebody says why. */
  public static final int SENTENCE_MIN = 3;

  public static final int SENTENCE_MAX = 500;

  private final List<FieldError> errors;
  private final String before;

  public FieldCheck() {
    this(new ArrayList<>(), "");
  }

  private FieldCheck(List<FieldError> errors, String before) {
    this.errors = errors;
    this.before = before;
  }

  /** For a part of the request, whose name stands before those of its fields: {@code 7.plate}. */
  public FieldCheck of(String part) {
    return new FieldCheck(errors, before + part + ".");
  }

  /** A field is wrong; {@code code} as in {@link FieldError}. */
  public FieldCheck reject(String field, String code, Object... messageArgs) {
    errors.add(new FieldError(before + field, code, messageArgs));
    return this;
  }

  /** Rejects a text with fewer than {@code min} or more than {@code max} characters. */
  public FieldCheck length(String field, String text, int min, int max) {
    if (text.length() < min) {
      return reject(field, "too-short", min);
    }
    return text.length() > max ? reject(field, "too-long", max) : this;
  }

  /** Rejects what is too short to say why, or too long to be read. */
  public FieldCheck sentence(String field, String text) {
    return length(field, text, SENTENCE_MIN, SENTENCE_MAX);
  }

  /**
   * @throws Problem 422 {@code fields-wrong} with all that was rejected
   */
  public void requireNone() {
    if (!errors.isEmpty()) {
      throw Problem.ofFields(errors);
    }
  }
}
