package id.pantau.wire;

import com.google.protobuf.InvalidProtocolBufferException;
import java.util.Optional;

/** Turns the answer to a command into the payload of the {@code result} lane and back. */
public final class CommandResultCodec {
  private static final int SCHEMA = 1;

  private CommandResultCodec() {}

  public static byte[] encode(CommandResult result) {
    return id.pantau.wire.proto.CommandResult.newBuilder()
        .setSchema(SCHEMA)
        .setCommandId(result.commandId())
        .setState(result.state().word())
        .setText(result.text())
        .build()
        .toByteArray();
  }

  /** Reads a payload that anybody may have sent; never throws. */
  public static Decoded<CommandResult> decode(byte[] payload) {
    try {
      var message = id.pantau.wire.proto.CommandResult.parseFrom(payload);
      if (message.getSchema() != SCHEMA) {
        return new Decoded.Bad<>("result schema " + message.getSchema() + " is not known");
      }
      Optional<CommandResult.State> state = CommandResult.State.find(message.getState());
      if (state.isEmpty()) {
        return new Decoded.Bad<>("result state is not known");
      }
      return new Decoded.Good<>(
          new CommandResult(message.getCommandId(), state.get(), message.getText()));
    } catch (InvalidProtocolBufferException | IllegalArgumentException e) {
      return new Decoded.Bad<>("result payload: " + e.getMessage());
    }
  }
}
