package id.pantau.collector.web;

import java.util.List;

/**
 * A refusal that a person can understand (RFC 9457). Its sentence is in the message files as {@code
 * problem.<code>}, filled with the arguments in the manner of {@link java.text.MessageFormat}.
 */
public final class Problem extends RuntimeException {
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

  public Problem withFieldErrors(List<FieldError> errors) {
    return new Problem(status, code, messageArgs, errors);
  }

  public int status() {
    return status;
  }

  public String code() {
    return code;
  }

  Object[] messageArgs() {
    return messageArgs;
  }

  public List<FieldError> fieldErrors() {
    return fieldErrors;
  }
}
