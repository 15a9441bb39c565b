package id.pantau.agent;

import id.pantau.agent.board.BoardWatch;
import id.pantau.agent.board.Signal;
import id.pantau.agent.nmea.DecoderSettings;
import id.pantau.agent.nmea.Epoch;
import id.pantau.agent.nmea.NmeaDecoder;
import id.pantau.agent.nmea.RefusalCounts;
import id.pantau.agent.serial.PortListener;
import id.pantau.agent.serial.PortWriter;
import id.pantau.wire.Fix;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What comes over the line becomes fixes with the flags of the board, and the state of the receiver
 * is known. Called by the thread of the port; any thread may ask.
 */
final class Receiver implements PortListener {
  /** A receiver that says nothing for so long is unplugged, asleep or at another baud rate. */
  private static final Duration SILENT_AFTER = Duration.ofSeconds(10);

  private final NmeaDecoder decoder;
  private final GnssClock clock;
  private final BoardWatch board;
  private final Consumer<Fix> fixes;

  private volatile boolean open;
  private volatile long lastBytesNanos;
  private volatile @Nullable Fix newest;
  private volatile long newestNanos;
  private volatile boolean heard;

  Receiver(DecoderSettings settings, GnssClock clock, BoardWatch board, Consumer<Fix> fixes) {
    this.decoder = new NmeaDecoder(settings, this::accept);
    this.clock = clock;
    this.board = board;
    this.fixes = fixes;
  }

  private void accept(Epoch epoch) {
    long now = System.nanoTime();
    clock.set(epoch.time(), now);
    switch (epoch) {
      case Epoch.Located(Fix fix) -> {
        Fix flagged = flagged(fix);
        newest = flagged;
        newestNanos = now;
        fixes.accept(flagged);
      }
      case Epoch.NoFix noFix -> {} // The clock goes on; the state says that the place is unknown.
    }
  }

  private Fix flagged(Fix fix) {
    Fix flagged = fix;
    if (board.isKnown(Signal.IGNITION)) {
      flagged = flagged.withFlag(Fix.FLAG_IGNITION_KNOWN);
      if (board.isOn(Signal.IGNITION)) {
        flagged = flagged.withFlag(Fix.FLAG_IGNITION_ON);
      }
    }
    return board.isOn(Signal.PRIVATE_MODE) ? flagged.withFlag(Fix.FLAG_PRIVATE) : flagged;
  }

  /** The word of health reports: no-port, no-data, no-fix, fix-2d, fix-3d. */
  String state() {
    long now = System.nanoTime();
    if (!open) {
      return "no-port";
    }
    if (!heard || now - lastBytesNanos > SILENT_AFTER.toNanos()) {
      return "no-data";
    }
    Fix fix = newest;
    if (fix == null || now - newestNanos > SILENT_AFTER.toNanos()) {
      return "no-fix";
    }
    return switch (fix.mode()) {
      case FIX_2D -> "fix-2d";
      case FIX_3D -> "fix-3d";
    };
  }

  boolean hasFix() {
    return state().startsWith("fix");
  }

  @Nullable Fix newest() {
    return newest;
  }

  RefusalCounts counts() {
    return decoder.counts();
  }

  @Override
  public void opened(PortWriter line) {
    open = true;
  }

  @Override
  public void received(byte[] bytes, int count, long nanos) {
    heard = true;
    lastBytesNanos = nanos;
    decoder.accept(bytes, 0, count, nanos);
  }

  @Override
  public void silent(long nanos) {
    decoder.tick(nanos);
  }

  @Override
  public boolean awaitsPause() {
    return decoder.awaitsPause();
  }

  @Override
  public long understood() {
    return decoder.counts().accepted();
  }

  @Override
  public void lost(String why) {
    open = false;
    decoder.tick(System.nanoTime());
  }
}
