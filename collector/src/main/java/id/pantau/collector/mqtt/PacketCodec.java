package id.pantau.collector.mqtt;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * The packets of MQTT 5.0 (OASIS, 2019) that a client of ours needs: quality of service 0 and 1, no
 * topic aliases, no enhanced authentication. Stateless.
 */
public final class PacketCodec {
  /** What is larger we ask the broker not to send; trackers are far below it. */
  public static final int MAX_PACKET_BYTES = 1024 * 1024;

  /** As a session's expiry: the broker keeps it until it is told otherwise (3.1.2.11.2). */
  public static final long NEVER_EXPIRES = 0xffff_ffffL;

  /** In front of a packet: its type, and up to four bytes of length. */
  private static final int MAX_HEAD_BYTES = 5;

  private static final int MAX_RECEIVE = 0xffff;

  private static final int CONNECT = 0x10;
  private static final int CONNACK = 0x20;
  private static final int PUBLISH = 0x30;
  private static final int PUBACK = 0x40;
  private static final int SUBSCRIBE = 0x82;
  private static final int SUBACK = 0x90;
  private static final int PINGREQ = 0xc0;
  private static final int PINGRESP = 0xd0;
  private static final int DISCONNECT = 0xe0;

  private static final int CLEAN_START = 0x02;
  private static final int AT_LEAST_ONCE = 0x02;
  private static final int RETAIN = 0x01;

  private static final int SESSION_EXPIRY_INTERVAL = 0x11;
  private static final int RECEIVE_MAXIMUM = 0x21;
  private static final int MAXIMUM_PACKET_SIZE = 0x27;

  private PacketCodec() {}

  /**
   * How a client comes.
   *
   * @param id its name; many brokers put that of its certificate in its place
   * @param cleanStart whether the broker is to forget what it kept for this name
   * @param sessionExpiryS so long the broker keeps what comes while we are away, or {@link
   *     #NEVER_EXPIRES}
   * @param receiveMaximum so many messages may be with us without an acknowledgement
   */
  public record Greeting(
      String id, boolean cleanStart, int keepAliveS, long sessionExpiryS, int receiveMaximum) {}

  /** Of a message of this size; the others are smaller. */
  public static int maxBytes(int topicBytes, int payloadBytes) {
    return MAX_HEAD_BYTES + 2 + topicBytes + 2 + 1 + payloadBytes;
  }

  public static byte[] connect(Greeting greeting) {
    byte[] id = greeting.id.getBytes(StandardCharsets.UTF_8);
    int properties = 5 + 3 + 5;
    int length = 6 + 1 + 1 + 2 + 1 + properties + 2 + id.length;
    ByteBuffer out = ByteBuffer.allocate(MAX_HEAD_BYTES + length);
    putHead(out, CONNECT, length);
    putText(out, "MQTT".getBytes(StandardCharsets.US_ASCII));
    out.put((byte) 5);
    out.put((byte) (greeting.cleanStart ? CLEAN_START : 0));
    out.putShort((short) greeting.keepAliveS);
    out.put((byte) properties);
    out.put((byte) SESSION_EXPIRY_INTERVAL).putInt((int) greeting.sessionExpiryS);
    out.put((byte) RECEIVE_MAXIMUM).putShort((short) greeting.receiveMaximum);
    out.put((byte) MAXIMUM_PACKET_SIZE).putInt(MAX_PACKET_BYTES);
    putText(out, id);
    return bytes(out);
  }

  /** Asks for a topic, each message at least once. */
  public static byte[] subscribe(int id, String topic) {
    byte[] filter = topic.getBytes(StandardCharsets.UTF_8);
    int length = 2 + 1 + 2 + filter.length + 1;
    ByteBuffer out = ByteBuffer.allocate(MAX_HEAD_BYTES + length);
    putHead(out, SUBSCRIBE, length);
    out.putShort((short) id).put((byte) 0);
    putText(out, filter);
    out.put((byte) 1);
    return bytes(out);
  }

  /**
   * A message, at least once.
   *
   * @param out with room for {@link #maxBytes}
   */
  public static void publish(
      ByteBuffer out, byte[] topic, byte[] payload, int id, boolean retained) {
    putHead(
        out,
        PUBLISH | AT_LEAST_ONCE | (retained ? RETAIN : 0),
        2 + topic.length + 2 + 1 + payload.length);
    putText(out, topic);
    out.putShort((short) id).put((byte) 0).put(payload);
  }

  /** Acknowledges a message. */
  public static void confirm(ByteBuffer out, int id) {
    putHead(out, PUBACK, 2);
    out.putShort((short) id);
  }

  public static byte[] ping() {
    return new byte[] {(byte) PINGREQ, 0};
  }

  /** Goes; the broker keeps the session. */
  public static byte[] disconnect() {
    return new byte[] {(byte) DISCONNECT, 0};
  }

  /**
   * The next packet; empty when not all of it has come yet, which leaves the buffer as it is.
   *
   * @throws BadPacket when the bytes are no packet, or one that we did not ask for
   */
  public static Optional<Packet> read(ByteBuffer in) throws BadPacket {
    int start = in.position();
    int length = bodyLength(in);
    if (length < 0 || in.remaining() < length) {
      in.position(start);
      return Optional.empty();
    }
    int first = in.get(start) & 0xff;
    int bodyAt = in.position();
    ByteBuffer body = in.slice(bodyAt, length);
    in.position(bodyAt + length);
    try {
      return Optional.of(packet(first, body));
    } catch (java.nio.BufferUnderflowException | IllegalArgumentException e) {
      throw new BadPacket("packet of type " + (first >> 4) + " ends too early");
    }
  }

  /** Reads the head; less than 0 when not all of it is there. */
  private static int bodyLength(ByteBuffer in) throws BadPacket {
    if (in.remaining() < 2) {
      return -1;
    }
    in.get();
    int length = 0;
    for (int shift = 0; in.hasRemaining(); shift += 7) {
      if (shift > 21) {
        throw new BadPacket("a length of more than four bytes");
      }
      int next = in.get();
      length |= (next & 0x7f) << shift;
      if (next >= 0) {
        if (length > MAX_PACKET_BYTES) {
          throw new BadPacket("a packet of " + length + " bytes");
        }
        return length;
      }
    }
    return -1;
  }

  private static Packet packet(int first, ByteBuffer body) throws BadPacket {
    return switch (first & 0xf0) {
      case CONNACK -> welcome(body);
      case PUBLISH -> delivery(first, body);
      case PUBACK -> new Packet.Confirmed(body.getShort() & 0xffff, reason(body));
      case SUBACK -> {
        int id = body.getShort() & 0xffff;
        skipProperties(body);
        yield new Packet.Subscribed(id, reason(body));
      }
      case PINGRESP -> new Packet.Pong();
      case DISCONNECT -> new Packet.Farewell(reason(body));
      default -> throw new BadPacket("a packet of type " + (first >> 4));
    };
  }

  private static Packet welcome(ByteBuffer body) throws BadPacket {
    boolean sessionPresent = (body.get() & 1) != 0;
    int reason = body.get() & 0xff;
    int receiveMaximum = MAX_RECEIVE;
    int end = varInt(body);
    end += body.position();
    while (body.position() < end) {
      int property = body.get() & 0xff;
      if (property == RECEIVE_MAXIMUM) {
        receiveMaximum = body.getShort() & 0xffff;
      } else {
        skip(body, property);
      }
    }
    return new Packet.Welcome(sessionPresent, reason, receiveMaximum);
  }

  private static Packet delivery(int first, ByteBuffer body) throws BadPacket {
    byte[] topic = new byte[body.getShort() & 0xffff];
    body.get(topic);
    int service = first >> 1 & 3;
    if (service > 1) {
      throw new BadPacket("a message of quality " + service);
    }
    int id = service == 0 ? 0 : body.getShort() & 0xffff;
    skipProperties(body);
    byte[] payload = new byte[body.remaining()];
    body.get(payload);
    return new Packet.Delivery(new String(topic, StandardCharsets.UTF_8), payload, id);
  }

  /** Left out means success. */
  private static int reason(ByteBuffer body) {
    return body.hasRemaining() ? body.get() & 0xff : 0;
  }

  private static void skipProperties(ByteBuffer body) throws BadPacket {
    int length = varInt(body);
    body.position(body.position() + length);
  }

  /** Over the value of a property (2.2.2.2). */
  private static void skip(ByteBuffer body, int property) throws BadPacket {
    int size =
        switch (property) {
          case 0x01, 0x17, 0x19, 0x24, 0x25, 0x28, 0x29, 0x2a -> 1;
          case 0x13, 0x21, 0x22, 0x23 -> 2;
          case 0x02, 0x11, 0x18, 0x27 -> 4;
          case 0x03, 0x08, 0x09, 0x12, 0x15, 0x16, 0x1a, 0x1c, 0x1f -> body.getShort() & 0xffff;
          case 0x26 -> {
            int key = body.getShort() & 0xffff;
            body.position(body.position() + key);
            yield body.getShort() & 0xffff;
          }
          default -> throw new BadPacket("property " + property);
        };
    body.position(body.position() + size);
  }

  private static int varInt(ByteBuffer in) throws BadPacket {
    int value = 0;
    for (int shift = 0; shift <= 21; shift += 7) {
      int next = in.get();
      value |= (next & 0x7f) << shift;
      if (next >= 0) {
        return value;
      }
    }
    throw new BadPacket("a number of more than four bytes");
  }

  private static void putHead(ByteBuffer out, int type, int length) {
    out.put((byte) type);
    int left = length;
    while (left > 0x7f) {
      out.put((byte) (left & 0x7f | 0x80));
      left >>>= 7;
    }
    out.put((byte) left);
  }

  private static void putText(ByteBuffer out, byte[] text) {
    if (text.length > 0xffff) {
      throw new IllegalArgumentException("a text of " + text.length + " bytes");
    }
    out.putShort((short) text.length).put(text);
  }

  private static byte[] bytes(ByteBuffer filled) {
    byte[] bytes = new byte[filled.position()];
    filled.flip().get(bytes);
    return bytes;
  }
}
