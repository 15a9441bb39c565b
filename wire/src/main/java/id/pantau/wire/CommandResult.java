package id.pantau.wire;

import java.util.Optional;

/**
 * What became of a command.
 *
 * @param text the reason of a refusal, or what was asked for; at most {@link #MAX_CHARS}
 */
public record CommandResult(String commandId, State state, String text) {
  /** The word on the wire never changes. */
  public enum State {
    DONE("done"),
    REFUSED("refused");

    private final String word;

    State(String word) {
      this.word = word;
    }

    public String word() {
      return word;
    }

    public static Optional<State> find(String word) {
      for (State state : values()) {
        if (state.word.equals(word)) {
          return Optional.of(state);
        }
      }
      return Optional.empty();
    }
  }

  public static final int MAX_CHARS = 16_000;

  public CommandResult {
    if (commandId.isEmpty() || commandId.length() > 64) {
      throw new IllegalArgumentException("id of " + commandId.length() + " characters");
    }
    if (text.length() > MAX_CHARS) {
      throw new IllegalArgumentException("text of " + text.length() + " characters");
    }
  }
}
