package id.pantau.wire;

import com.google.protobuf.InvalidProtocolBufferException;

/** Turns desired settings into the payload of the {@code config} lane and back. */
public final class DesiredConfigCodec {
  private static final int SCHEMA = 1;

  private DesiredConfigCodec() {}

  public static byte[] encode(DesiredConfig config) {
    return id.pantau.wire.proto.DesiredConfig.newBuilder()
        .setSchema(SCHEMA)
        .setVersion(config.version())
        .putAllValues(config.values())
        .build()
        .toByteArray();
  }

  /** Reads a payload that anybody may have sent; never throws. */
  public static Decoded<DesiredConfig> decode(byte[] payload) {
    try {
      var message = id.pantau.wire.proto.DesiredConfig.parseFrom(payload);
      if (message.getSchema() != SCHEMA) {
        return new Decoded.Bad<>("config schema " + message.getSchema() + " is not known");
      }
      return new Decoded.Good<>(new DesiredConfig(message.getVersion(), message.getValuesMap()));
    } catch (InvalidProtocolBufferException | IllegalArgumentException e) {
      return new Decoded.Bad<>("config payload: " + e.getMessage());
    }
  }
}
