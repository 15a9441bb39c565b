package id.pantau.agent;

import id.pantau.wire.Topics;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** Hands what the collector says to whoever listens on that lane. */
final class Downward implements BiConsumer<Topics.Down, byte[]> {
  private final Map<Topics.Down, Consumer<byte[]>> listeners = new ConcurrentHashMap<>();

  void to(Topics.Down lane, Consumer<byte[]> listener) {
    listeners.put(lane, listener);
  }

  @Override
  public void accept(Topics.Down lane, byte[] payload) {
    Consumer<byte[]> listener = listeners.get(lane);
    if (listener != null) {
      listener.accept(payload);
    }
  }
}
