package id.pantau.collector;

/** What a command of the administrator says of a failure: one line, no stack trace. */
final class CommandWords {
  private CommandWords() {}

  /** The innermost message: the outer ones only say which of our parts it passed through. */
  static String of(Throwable failure) {
    Throwable innermost = failure;
    while (innermost.getCause() != null) {
      innermost = innermost.getCause();
    }
    String words = innermost.getMessage();
    return words == null ? innermost.toString() : words;
  }
}
