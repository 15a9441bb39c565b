package id.pantau.wire;

import com.google.protobuf.InvalidProtocolBufferException;
import java.time.Instant;
import java.util.Optional;

/** Turns a command into the payload of the {@code command} lane and back. */
public final class CommandCodec {
  private static final int SCHEMA = 1;

  private CommandCodec() {}

  public static byte[] encode(Command command) {
    return id.pantau.wire.proto.Command.newBuilder()
        .setSchema(SCHEMA)
        .setId(command.id())
        .setKind(command.kind().word())
        .setExpiresAtMs(command.expiresAt().toEpochMilli())
        .putAllArguments(command.arguments())
        .build()
        .toByteArray();
  }

  /** Reads a payload that anybody may have sent; never throws. */
  public static Decoded<Command> decode(byte[] payload) {
    try {
      var message = id.pantau.wire.proto.Command.parseFrom(payload);
      if (message.getSchema() != SCHEMA) {
        return new Decoded.Bad<>("command schema " + message.getSchema() + " is not known");
      }
      Optional<Command.Kind> kind = Command.Kind.find(message.getKind());
      if (kind.isEmpty()) {
        return new Decoded.Bad<>("command kind is not known");
      }
      return new Decoded.Good<>(
          new Command(
              message.getId(),
              kind.get(),
              Instant.ofEpochMilli(message.getExpiresAtMs()),
              message.getArgumentsMap()));
    } catch (InvalidProtocolBufferException | IllegalArgumentException e) {
      return new Decoded.Bad<>("command payload: " + e.getMessage());
    }
  }
}
