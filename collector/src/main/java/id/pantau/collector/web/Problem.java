package id.pantau.collector.web;

import io.helidon.http.Status;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A refusal that a person can understand (RFC 9457). Its sentence is in the message files as {@code
 * problem.<code>}, filled with the arguments in the manner of {@link java.text.MessageFormat}.
 */
public final class Problem extends RuntimeException {
  static final String MEDIA_TYPE = "application/problem+json";

  private static final long serialVersionUID = 1;

  private final int status;
  private final String code;
  private final transient Object[] messageArgs;
  private final transient List<FieldError> fieldErrors;

  private Problem(int status, String code, Object[] messageArgs, List<FieldError> fieldErrors) {
    // An outcome, not a fault: no stack trace to fill, nothing to log.
    super(code, null, false, false);
    this.status = status;
    this.code = code;
    this.messageArgs = messageArgs;
    this.fieldErrors = List.copyOf(fieldErrors);
  }

  /**
   * @param status 400 to 599
   * @param code in kebab-case, for programs
   */
  public static Problem of(int status, String code, Object... messageArgs) {
    return new Problem(status, code, messageArgs, List.of());
  }

  /** A request whose fields are wrong: 422 {@code fields-wrong}. */
  public static Problem ofFields(List<FieldError> errors) {
    return of(422, "fields-wrong").withFieldErrors(errors);
  }

  /** The same, of one field. */
  public static Problem ofField(String field, String code, Object... messageArgs) {
    return ofFields(List.of(new FieldError(field, code, messageArgs)));
  }

  public Problem withFieldErrors(List<FieldError> errors) {
    return new Problem(status, code, messageArgs, errors);
  }

  public int status() {
    return status;
  }

  public String code() {
    return code;
  }

  public List<FieldError> fieldErrors() {
    return fieldErrors;
  }

  /** The document in a reader's language. */
  byte[] json(Locale language) {
    var json = new LinkedHashMap<String, Object>();
    json.put("type", "about:blank");
    json.put("title", Status.create(status).reasonPhrase());
    json.put("status", status);
    json.put("code", code);
    json.put("detail", Messages.text(language, "problem." + code, messageArgs));
    if (!fieldErrors.isEmpty()) {
      json.put("errors", fieldErrors.stream().map(error -> json(error, language)).toList());
    }
    return Json.bytes(json);
  }

  private static Map<String, Object> json(FieldError error, Locale language) {
    return Map.of(
        "field", error.field(),
        "code", error.code(),
        "message", Messages.text(language, "field." + error.code(), error.messageArgs()));
  }
}
