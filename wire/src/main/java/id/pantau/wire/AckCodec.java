package id.pantau.wire;

import com.google.protobuf.InvalidProtocolBufferException;

/** Turns an acknowledgement into the payload of the {@code ack} lane and back. */
public final class AckCodec {
  private static final int SCHEMA = 1;

  private AckCodec() {}

  public static byte[] encode(Ack ack) {
    var message = id.pantau.wire.proto.Ack.newBuilder().setSchema(SCHEMA).setEpoch(ack.epoch());
    if (ack.dialect() > Ack.FIRST_DIALECT) {
      message.setDialect(ack.dialect());
    }
    for (SeqRange range : ack.ranges()) {
      message.addRanges(
          id.pantau.wire.proto.SeqRange.newBuilder().setFirst(range.first()).setLast(range.last()));
    }
    return message.build().toByteArray();
  }

  /** Reads a payload that anybody may have sent; never throws. */
  public static Decoded<Ack> decode(byte[] payload) {
    try {
      var message = id.pantau.wire.proto.Ack.parseFrom(payload);
      if (message.getSchema() != SCHEMA) {
        return new Decoded.Bad<>("ack schema " + message.getSchema() + " is not known");
      }
      return new Decoded.Good<>(
          new Ack(
              message.getEpoch(),
              message.getRangesList().stream()
                  .map(r -> new SeqRange(r.getFirst(), r.getLast()))
                  .toList(),
              Math.max(Ack.FIRST_DIALECT, message.getDialect())));
    } catch (InvalidProtocolBufferException | IllegalArgumentException e) {
      return new Decoded.Bad<>("ack payload: " + e.getMessage());
    }
  }
}
