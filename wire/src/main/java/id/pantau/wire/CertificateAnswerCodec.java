package id.pantau.wire;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import java.util.Optional;

/** Turns the answer to a request for a certificate into the payload of its lane and back. */
public final class CertificateAnswerCodec {
  private static final int SCHEMA = 1;

  private CertificateAnswerCodec() {}

  public static byte[] encode(CertificateAnswer answer) {
    return id.pantau.wire.proto.CertificateAnswer.newBuilder()
        .setSchema(SCHEMA)
        .setCertificate(ByteString.copyFrom(answer.certificate().orElse(new byte[0])))
        .setRefusal(answer.refusal().orElse(""))
        .build()
        .toByteArray();
  }

  /** Reads a payload that anybody may have sent; never throws. */
  public static Decoded<CertificateAnswer> decode(byte[] payload) {
    try {
      var message = id.pantau.wire.proto.CertificateAnswer.parseFrom(payload);
      if (message.getSchema() != SCHEMA) {
        return new Decoded.Bad<>("certificate schema " + message.getSchema() + " is not known");
      }
      return new Decoded.Good<>(
          new CertificateAnswer(
              Optional.of(message.getCertificate().toByteArray()).filter(der -> der.length > 0),
              Optional.of(message.getRefusal()).filter(why -> !why.isEmpty())));
    } catch (InvalidProtocolBufferException | IllegalArgumentException e) {
      return new Decoded.Bad<>("certificate payload: " + e.getMessage());
    }
  }
}
