package id.pantau.wire;

import com.google.protobuf.InvalidProtocolBufferException;
import id.pantau.wire.proto.EventRecord;
import java.time.Instant;
import java.util.Optional;
import java.util.TreeMap;

/** Turns an event into the payload of the {@code event} lane and back. */
public final class EventCodec {
  private static final int SCHEMA = 1;

  private EventCodec() {}

  public static byte[] encode(NumberedEvent numbered) {
    DeviceEvent event = numbered.event();
    var message =
        EventRecord.newBuilder()
            .setSchema(SCHEMA)
            .setEpoch(numbered.epoch())
            .setSeq(numbered.seq())
            .setTimeMs(event.time().toEpochMilli())
            .setKind(event.kind().word())
            .setAnswerLater(numbered.answerLater())
            // In order, so that the same event is the same bytes wherever it is written.
            .putAllDetails(new TreeMap<>(event.details()));
    event
        .place()
        .ifPresent(
            at ->
                message
                    .setHasPosition(true)
                    .setLatE6((int) Math.round(at.lat() * 1e6))
                    .setLonE6((int) Math.round(at.lon() * 1e6)));
    return message.build().toByteArray();
  }

  /** Reads a payload that anybody may have sent; never throws. */
  public static Decoded<NumberedEvent> decode(byte[] payload) {
    try {
      var message = EventRecord.parseFrom(payload);
      if (message.getSchema() != SCHEMA) {
        return new Decoded.Bad<>("event schema " + message.getSchema() + " is not known");
      }
      Optional<EventKind> kind = EventKind.find(message.getKind());
      if (kind.isEmpty()) {
        return new Decoded.Bad<>("event kind is not known");
      }
      LatLon at =
          message.getHasPosition()
              ? new LatLon(message.getLatE6() / 1e6, message.getLonE6() / 1e6)
              : null;
      return new Decoded.Good<>(
          new NumberedEvent(
              message.getEpoch(),
              message.getSeq(),
              new DeviceEvent(
                  kind.get(),
                  Instant.ofEpochMilli(message.getTimeMs()),
                  at,
                  message.getDetailsMap()),
              message.getAnswerLater()));
    } catch (InvalidProtocolBufferException | IllegalArgumentException e) {
      return new Decoded.Bad<>("event payload: " + e.getMessage());
    }
  }
}
