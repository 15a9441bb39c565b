package id.pantau.collector.ingest;

import id.pantau.wire.Decoded;
import id.pantau.wire.Fix;
import id.pantau.wire.PreviewCodec;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What each tracker's short previews refer to. As large as the fleet; after a start it is empty,
 * and the next whole preview of each tracker fills it. Owned by the pipeline's thread.
 */
final class Previews {
  private final Map<Integer, PreviewCodec.Reader> readers = new HashMap<>();

  Decoded<Optional<Fix>> read(int deviceNo, Message message) {
    return readers
        .computeIfAbsent(deviceNo, unknown -> new PreviewCodec.Reader())
        .read(message.payload(), message.receivedAt());
  }
}
