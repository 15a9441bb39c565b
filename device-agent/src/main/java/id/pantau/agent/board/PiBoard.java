package id.pantau.agent.board;

import com.pi4j.Pi4J;
import com.pi4j.context.Context;
import com.pi4j.io.gpio.digital.DigitalInput;
import com.pi4j.io.gpio.digital.DigitalOutput;
import com.pi4j.io.gpio.digital.DigitalState;
import com.pi4j.io.gpio.digital.PullResistance;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;

/**
 * The pins of a Raspberry Pi, by Pi4J.
 *
 * <p>Levels are asked for, not listened to: a listener of the gpiod provider wakes a hundred times
 * a second for each input.
 */
public final class PiBoard implements Board {
  private static final long DEBOUNCE_MICROS = 50_000;

  private final Context pi4j;
  private final Map<Signal, DigitalInput> inputs = new EnumMap<>(Signal.class);
  private final Map<Lamp, DigitalOutput> lamps = new EnumMap<>(Lamp.class);

  private PiBoard(Context pi4j) {
    this.pi4j = pi4j;
  }

  /**
   * Opens the pins of this machine.
   *
   * @throws IllegalStateException when it is no Raspberry Pi, or the pins may not be used
   */
  public static PiBoard open(Set<Signal> wired, Set<Lamp> lamps) {
    return open(Pi4J.newAutoContext(), wired, lamps);
  }

  static PiBoard open(Context pi4j, Set<Signal> wired, Set<Lamp> lamps) {
    var board = new PiBoard(pi4j);
    try {
      wired.forEach(signal -> board.inputs.put(signal, input(pi4j, signal)));
      lamps.forEach(lamp -> board.lamps.put(lamp, output(pi4j, lamp)));
      return board;
    } catch (RuntimeException e) {
      board.close();
      throw new IllegalStateException(
          "the pins cannot be used: " + e.getMessage() + " (gpio: none runs without them)", e);
    }
  }

  private static DigitalInput input(Context pi4j, Signal signal) {
    PullResistance pull =
        switch (signal.pull()) {
          case UP -> PullResistance.PULL_UP;
          case DOWN -> PullResistance.PULL_DOWN;
        };
    return pi4j.create(
        DigitalInput.newConfigBuilder(pi4j)
            .id(signal.word())
            .address(signal.bcm())
            .pull(pull)
            .debounce(DEBOUNCE_MICROS)
            .build());
  }

  private static DigitalOutput output(Context pi4j, Lamp lamp) {
    return pi4j.create(
        DigitalOutput.newConfigBuilder(pi4j)
            .id(lamp.word())
            .address(lamp.bcm())
            .initial(DigitalState.LOW)
            .shutdown(DigitalState.LOW)
            .build());
  }

  @Override
  public Set<Signal> inputs() {
    return Set.copyOf(inputs.keySet());
  }

  @Override
  public boolean isOn(Signal signal) {
    DigitalInput input = inputs.get(signal);
    if (input == null) {
      throw new IllegalArgumentException(signal + " is not wired");
    }
    return input.isHigh() == signal.activeHigh();
  }

  @Override
  public void light(Lamp lamp, boolean on) {
    DigitalOutput output = lamps.get(lamp);
    if (output != null) {
      output.state(DigitalState.getState(on));
    }
  }

  @Override
  public void close() {
    pi4j.shutdown();
  }
}
