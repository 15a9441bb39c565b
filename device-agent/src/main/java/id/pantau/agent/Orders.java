package id.pantau.agent;

import id.pantau.agent.journal.Journal;
import id.pantau.agent.remote.Arguments;
import id.pantau.agent.remote.Duties;
import id.pantau.agent.remote.Refused;
import id.pantau.agent.uplink.Uplink;
import id.pantau.wire.Command;
import id.pantau.wire.Fix;
import java.time.Duration;
import java.util.Optional;

/** Carries out what the office asks of this tracker and of the machine around it. */
final class Orders implements Duties {
  private static final int MAX_WATCH_S = 600;
  private static final int MAX_LOG_LINES = 500;

  /** The tracker itself, as far as it is asked. */
  interface Asked {
    /** Where it is; empty when that is not known yet. */
    Optional<Fix> newest();

    /** What is known is recorded, sent and shown. */
    void showNow();

    /** Somebody looks, for so long. */
    void watch(Duration time);
  }

  private final Asked tracker;
  private final Journal journal;
  private final Uplink uplink;
  private final Appliance appliance;

  Orders(Asked tracker, Journal journal, Uplink uplink, Appliance appliance) {
    this.tracker = tracker;
    this.journal = journal;
    this.uplink = uplink;
    this.appliance = appliance;
  }

  @Override
  public String carryOut(Command command) throws Refused {
    switch (command.kind()) {
      case WATCH -> {
        int seconds = Arguments.number(command, "seconds", 1, MAX_WATCH_S);
        tracker.watch(Duration.ofSeconds(seconds));
        tracker.showNow();
        return "";
      }
      case POSITION_NOW -> {
        Optional<Fix> newest = tracker.newest();
        tracker.showNow();
        return newest.map(Orders::said).orElse("belum ada posisi | no position yet");
      }
      case RESEND -> {
        long count = journal.resendFrom(Arguments.instant(command, "from"));
        uplink.rewind();
        return count + " rekaman | records";
      }
      case RESTART -> {
        appliance.restart();
        return "";
      }
      case LOG_EXCERPT -> {
        return appliance.logExcerpt(Arguments.number(command, "lines", 1, MAX_LOG_LINES));
      }
    }
    throw new IllegalStateException("a kind that nobody knows: " + command.kind());
  }

  private static String said(Fix fix) {
    return fix.has(Fix.FLAG_PRIVATE)
        ? "mode pribadi | private mode"
        : fix.fixTime() + " " + fix.at().lat() + " " + fix.at().lon();
  }
}
