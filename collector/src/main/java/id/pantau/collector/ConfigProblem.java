package id.pantau.collector;

/** The configuration cannot be used; the message says why to the person who wrote it. */
public final class ConfigProblem extends RuntimeException {
  private static final long serialVersionUID = 1;

  ConfigProblem(String message) {
    super(message);
  }
}
