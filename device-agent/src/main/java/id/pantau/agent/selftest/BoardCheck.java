package id.pantau.agent.selftest;

import id.pantau.agent.board.Board;
import id.pantau.agent.board.Signal;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Reads the inputs once; each lamp is the technician's to look at. */
final class BoardCheck {
  private final Supplier<Board> opener;

  BoardCheck(Supplier<Board> opener) {
    this.opener = opener;
  }

  void run(Consumer<Finding> out) {
    try (Board board = opener.get()) {
      Set<Signal> wired = new TreeSet<>(board.inputs());
      if (wired.isEmpty()) {
        out.accept(Finding.of(Saying.INPUTS_NONE));
        return;
      }
      var levels = new StringBuilder();
      for (Signal each : wired) {
        levels.append(levels.isEmpty() ? "" : ", ").append(each.word());
        levels.append(board.isOn(each) ? "=on" : "=off");
      }
      out.accept(Finding.of(Saying.INPUTS_READ, levels));
      if (wired.contains(Signal.POWER_GOOD) && !board.isOn(Signal.POWER_GOOD)) {
        out.accept(Finding.of(Saying.INPUTS_POWER_LOST, Signal.POWER_GOOD.bcm()));
      }
      if (wired.contains(Signal.PANIC) && board.isOn(Signal.PANIC)) {
        out.accept(Finding.of(Saying.INPUTS_PANIC, Signal.PANIC.bcm()));
      }
      if (wired.contains(Signal.TAMPER) && board.isOn(Signal.TAMPER)) {
        out.accept(Finding.of(Saying.INPUTS_LID_OPEN, Signal.TAMPER.bcm()));
      }
    } catch (IllegalStateException e) {
      out.accept(Finding.of(Saying.INPUTS_REFUSED, e.getMessage()));
    }
  }
}
