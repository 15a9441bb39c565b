package id.pantau.agent.board;

import java.util.Set;

/** The inputs and lamps of a tracker. A board may have none: then everything else still works. */
public interface Board extends AutoCloseable {
  /** What is wired. An input that is not says nothing. */
  Set<Signal> inputs();

  /** Whether the meaning of the input holds now, whatever level that is. */
  boolean isOn(Signal input);

  /** Does nothing where the lamp is not wired. */
  void light(Lamp lamp, boolean on);

  @Override
  void close();

  /** No pins at all: a laboratory, or a board without wiring. */
  static Board none() {
    return new Board() {
      @Override
      public Set<Signal> inputs() {
        return Set.of();
      }

      @Override
      public boolean isOn(Signal input) {
        throw new IllegalArgumentException(input + " is not wired");
      }

      @Override
      public void light(Lamp lamp, boolean on) {
        // There is none.
      }

      @Override
      public void close() {
        // Nothing is open.
      }
    };
  }
}
