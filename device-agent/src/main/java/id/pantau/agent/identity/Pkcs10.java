package id.pantau.agent.identity;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.Signature;

/**
 * Writes a request for a certificate (PKCS#10, RFC 2986) for an EC key. The JDK has no such writer
 * that may be called, and a library for it would be larger than the rest of the tracker.
 */
final class Pkcs10 {
  private static final int SEQUENCE = 0x30;
  private static final int SET = 0x31;
  private static final int INTEGER = 0x02;
  private static final int BIT_STRING = 0x03;
  private static final int UTF8_STRING = 0x0c;

  /** No attributes; [0] IMPLICIT. */
  private static final byte[] NO_ATTRIBUTES = {(byte) 0xa0, 0};

  private static final byte[] VERSION_1 = tagged(INTEGER, new byte[] {0});

  /** OBJECT IDENTIFIER 2.5.4.3, commonName. */
  private static final byte[] COMMON_NAME = {0x06, 3, 0x55, 4, 3};

  /** OBJECT IDENTIFIER 1.2.840.10045.4.3.2, ecdsa-with-SHA256. */
  private static final byte[] ECDSA_SHA256 = {
    0x06, 8, 0x2a, (byte) 0x86, 0x48, (byte) 0xce, 0x3d, 4, 3, 2
  };

  private Pkcs10() {}

  /**
   * A signed request in DER.
   *
   * @param name the CN; empty = whatever the other side knows us by
   */
  static byte[] write(KeyPair keys, String name) throws GeneralSecurityException {
    byte[] subject =
        name.isEmpty()
            ? tagged(SEQUENCE)
            : tagged(
                SEQUENCE,
                tagged(
                    SET,
                    tagged(
                        SEQUENCE,
                        COMMON_NAME,
                        tagged(UTF8_STRING, name.getBytes(StandardCharsets.UTF_8)))));
    // The key is its own SubjectPublicKeyInfo already.
    byte[] info =
        tagged(SEQUENCE, VERSION_1, subject, keys.getPublic().getEncoded(), NO_ATTRIBUTES);
    Signature signing = Signature.getInstance("SHA256withECDSA");
    signing.initSign(keys.getPrivate());
    signing.update(info);
    byte[] noUnusedBits = {0};
    return tagged(
        SEQUENCE,
        info,
        tagged(SEQUENCE, ECDSA_SHA256),
        tagged(BIT_STRING, noUnusedBits, signing.sign()));
  }

  private static byte[] tagged(int tag, byte[]... parts) {
    var content = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      content.writeBytes(part);
    }
    var out = new ByteArrayOutputStream();
    out.write(tag);
    int length = content.size();
    if (length < 0x80) {
      out.write(length);
    } else if (length < 0x100) {
      out.write(0x81);
      out.write(length);
    } else {
      out.write(0x82);
      out.write(length >> 8);
      out.write(length);
    }
    out.writeBytes(content.toByteArray());
    return out.toByteArray();
  }
}
