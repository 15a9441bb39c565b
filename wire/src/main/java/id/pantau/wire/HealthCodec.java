package id.pantau.wire;

import com.google.protobuf.InvalidProtocolBufferException;
import java.time.Instant;

/** Turns a health report into the payload of the {@code health} lane and back. */
public final class HealthCodec {
  private static final int SCHEMA = 1;

  private HealthCodec() {}

  public static byte[] encode(Health health) {
    return id.pantau.wire.proto.Health.newBuilder()
        .setSchema(SCHEMA)
        .setTimeMs(health.time().toEpochMilli())
        .setAgentVersion(health.agentVersion())
        .setJournalDepth(health.journalDepth())
        .setJournalBytesFree(health.journalBytesFree())
        .setCpuTemperatureC(health.cpuTemperatureC())
        .setSatellites(health.satellites())
        .setGnssState(health.gnssState())
        .setClockTrusted(health.clockTrusted())
        .putAllDetails(health.details())
        .build()
        .toByteArray();
  }

  /** Reads a payload that anybody may have sent; never throws. */
  public static Decoded<Health> decode(byte[] payload) {
    try {
      var message = id.pantau.wire.proto.Health.parseFrom(payload);
      if (message.getSchema() != SCHEMA) {
        return new Decoded.Bad<>("health schema " + message.getSchema() + " is not known");
      }
      return new Decoded.Good<>(
          new Health(
              Instant.ofEpochMilli(message.getTimeMs()),
              message.getAgentVersion(),
              message.getJournalDepth(),
              message.getJournalBytesFree(),
              message.getCpuTemperatureC(),
              message.getSatellites(),
              message.getGnssState(),
              message.getClockTrusted(),
              message.getDetailsMap()));
    } catch (InvalidProtocolBufferException e) {
      return new Decoded.Bad<>("health payload: " + e.getMessage());
    }
  }
}
