package id.pantau.agent.uplink;

import id.pantau.wire.Fix;
import id.pantau.wire.PreviewCodec;
import id.pantau.wire.Topics;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * What is to be sent and is in no journal. Of a health report, a beat and a preview only the newest
 * counts: any thread puts it here, the thread of the uplink takes it.
 */
final class Outbox {
  private final AtomicReference<byte @Nullable []> health = new AtomicReference<>();
  private final AtomicReference<byte @Nullable []> beat = new AtomicReference<>();
  private final AtomicReference<@Nullable Fix> preview = new AtomicReference<>();

  /** Only the thread of the uplink, as what is below. */
  private final PreviewCodec.Writer previews = new PreviewCodec.Writer();

  private final Deque<Said> unsaid = new ArrayDeque<>();

  /** Goes once, over the connection that there is. */
  record Said(Topics.Up lane, byte[] payload) {}

  void health(byte[] payload) {
    health.set(payload);
  }

  Optional<byte[]> takeHealth() {
    return Optional.ofNullable(health.getAndSet(null));
  }

  void beat(byte[] payload) {
    beat.set(payload);
  }

  Optional<byte[]> takeBeat() {
    return Optional.ofNullable(beat.getAndSet(null));
  }

  void preview(Fix fix) {
    preview.set(fix);
  }

  boolean hasPreview() {
    return preview.get() != null;
  }

  /**
   * As it travels.
   *
   * @param whole also where a short one would do
   */
  byte[] takePreview(boolean whole) {
    Fix fix = preview.getAndSet(null);
    if (fix == null) {
      throw new IllegalStateException("there is no preview"); // only we take it
    }
    return previews.write(fix, whole);
  }

  void say(Topics.Up lane, byte[] payload) {
    unsaid.add(new Said(lane, payload));
  }

  Optional<Said> takeSaid() {
    return Optional.ofNullable(unsaid.poll());
  }

  /** A new connection: its first preview is whole. */
  void begin() {
    previews.beginAnew();
  }

  /** The connection is gone, and with it who would have heard what was said over it. */
  void end() {
    unsaid.clear();
  }
}
