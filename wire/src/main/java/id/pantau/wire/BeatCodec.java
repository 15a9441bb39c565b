package id.pantau.wire;

import com.google.protobuf.InvalidProtocolBufferException;

/** Turns a beat into the payload of the {@code beat} lane and back. */
public final class BeatCodec {
  private static final int SCHEMA = 1;

  private BeatCodec() {}

  public static byte[] encode(Beat beat) {
    var message =
        id.pantau.wire.proto.Beat.newBuilder()
            .setSchema(SCHEMA)
            .setJournalDepth(beat.journalDepth())
            .setSatellites(beat.satellites());
    if (!Double.isNaN(beat.cpuTemperatureC())) {
      message.setCpuTemperatureDc((int) Math.round(beat.cpuTemperatureC() * 10));
    }
    return message.build().toByteArray();
  }

  /** Reads a payload that anybody may have sent; never throws. */
  public static Decoded<Beat> decode(byte[] payload) {
    try {
      var message = id.pantau.wire.proto.Beat.parseFrom(payload);
      if (message.getSchema() != SCHEMA) {
        return new Decoded.Bad<>("beat schema " + message.getSchema() + " is not known");
      }
      return new Decoded.Good<>(
          new Beat(
              message.getJournalDepth(),
              message.hasCpuTemperatureDc() ? message.getCpuTemperatureDc() / 10.0 : Double.NaN,
              message.getSatellites()));
    } catch (InvalidProtocolBufferException | IllegalArgumentException e) {
      return new Decoded.Bad<>("beat payload: " + e.getMessage());
    }
  }
}
