package id.pantau.agent.remote;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import id.pantau.wire.Command;
import id.pantau.wire.CommandCodec;
import id.pantau.wire.CommandResult;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CommandDeskTest {
  private static final Instant NOW = Instant.parse("2026-11-23T01:00:00Z");

  private final List<CommandResult> answers = new ArrayList<>();
  private final List<Command> done = new ArrayList<>();
  private Optional<Instant> clock = Optional.of(NOW);
  private final CommandDesk desk =
      new CommandDesk(
          command -> {
            done.add(command);
            if (command.arguments().containsKey("fail")) {
              throw new IllegalStateException("a bug");
            }
            return "x".repeat(CommandResult.MAX_CHARS + 10) + "end";
          },
          () -> clock,
          answers::add);

  private void give(String id, Instant expires, Map<String, String> arguments) {
    desk.accept(
        CommandCodec.encode(new Command(id, Command.Kind.POSITION_NOW, expires, arguments)));
  }

  @Test
  void whatComesTooLateIsNotDone() {
    give("1", NOW.minusMillis(1), Map.of());
    assertEquals(List.of(), done);
    assertEquals(CommandResult.State.REFUSED, answers.getFirst().state());
    give("2", NOW, Map.of());
    assertEquals(1, done.size());
  }

  @Test
  void withoutATimeNothingIsTooLate() {
    clock = Optional.empty();
    give("1", NOW.minusSeconds(9_999_999), Map.of());
    assertEquals(CommandResult.State.DONE, answers.getFirst().state());
  }

  @Test
  void aBugIsAnsweredAndTheNextCommandIsDone() {
    give("1", NOW, Map.of("fail", "yes"));
    give("2", NOW, Map.of());
    assertEquals(
        List.of(CommandResult.State.REFUSED, CommandResult.State.DONE),
        answers.stream().map(CommandResult::state).toList());
  }

  @Test
  void ofALongAnswerTheEndIsKept() {
    give("1", NOW, Map.of());
    assertEquals(CommandResult.MAX_CHARS, answers.getFirst().text().length());
    assertTrue(answers.getFirst().text().endsWith("end"));
  }
}
