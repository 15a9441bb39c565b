package id.pantau.agent.uplink;

import id.pantau.wire.DeviceId;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;

/**
 * How to reach the collector.
 *
 * @param mqttUri {@code ssl://host:port}, or {@code tcp://} without a context
 * @param tls asked at every connection, so that a renewed certificate is used
 * @param batchRecords so many positions travel together
 * @param batchAfter no position of a vehicle on the road waits longer for others
 * @param ticks nanoseconds that pass, as {@link System#nanoTime} has them
 */
public record UplinkSettings(
    DeviceId device,
    String mqttUri,
    Optional<Supplier<SSLContext>> tls,
    int batchRecords,
    Duration batchAfter,
    LongSupplier ticks) {
  public UplinkSettings {
    if (!mqttUri.matches("(ssl|tcp)://[^/\\s]+:\\d+")) {
      throw new IllegalArgumentException("mqtt uri must be ssl://host:port, not " + mqttUri);
    }
    if (batchRecords < 1 || batchRecords > 500) {
      throw new IllegalArgumentException("batchRecords " + batchRecords + " is not 1 to 500");
    }
  }
}
