package id.pantau.agent.remote;

import id.pantau.wire.Command;
import id.pantau.wire.CommandCodec;
import id.pantau.wire.CommandResult;
import id.pantau.wire.Decoded;
import java.lang.System.Logger.Level;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Takes commands, refuses what is too late or was done before, and answers each one. Called by the
 * thread of the uplink: what it hands over to must not wait.
 */
public final class CommandDesk {
  private static final System.Logger LOG = System.getLogger(CommandDesk.class.getName());

  /** The broker may hand a message out twice. */
  private static final int REMEMBERED = 100;

  private final Duties duties;
  private final Supplier<Optional<Instant>> clock;
  private final Consumer<CommandResult> answers;
  private final Deque<String> done = new ArrayDeque<>();

  /**
   * A desk where nothing has been asked yet.
   *
   * @param clock the time of the satellites; empty while it is not known: then nothing is too late,
   *     for no command waits at the broker
   */
  public CommandDesk(
      Duties duties, Supplier<Optional<Instant>> clock, Consumer<CommandResult> answers) {
    this.duties = duties;
    this.clock = clock;
    this.answers = answers;
  }

  /** Takes a payload that anybody with the right to may have sent; never throws. */
  public void accept(byte[] payload) {
    switch (CommandCodec.decode(payload)) {
      case Decoded.Good<Command>(Command command) -> accept(command);
      case Decoded.Bad<Command>(String reason) ->
          LOG.log(Level.WARNING, "a command cannot be read, ignored: {0}", reason);
    }
  }

  private void accept(Command command) {
    if (done.contains(command.id())) {
      return;
    }
    done.add(command.id());
    if (done.size() > REMEMBERED) {
      done.remove();
    }
    CommandResult result = result(command);
    LOG.log(Level.INFO, "command kind={0} state={1}", command.kind().word(), result.state().word());
    answers.accept(result);
  }

  private CommandResult result(Command command) {
    try {
      if (clock.get().filter(now -> now.isAfter(command.expiresAt())).isPresent()) {
        throw new Refused("kedaluwarsa | it came too late");
      }
      String text = duties.carryOut(command);
      String end = text.substring(Math.max(0, text.length() - CommandResult.MAX_CHARS));
      return new CommandResult(command.id(), CommandResult.State.DONE, end);
    } catch (Refused refused) {
      return new CommandResult(
          command.id(), CommandResult.State.REFUSED, String.valueOf(refused.getMessage()));
    } catch (RuntimeException e) { // A bug must not end the connection.
      LOG.log(Level.ERROR, "a command failed", e);
      return new CommandResult(command.id(), CommandResult.State.REFUSED, "gagal | failed: " + e);
    }
  }
}
