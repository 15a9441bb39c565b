package id.pantau.agent.selftest;

import java.util.Locale;

/** How one part of the tracker is. */
public enum Outcome {
  OK,
  /** It works, or could not be looked at; somebody should know. */
  WARNING,
  /** It does not work. */
  FAILED;

  /** For machines. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
