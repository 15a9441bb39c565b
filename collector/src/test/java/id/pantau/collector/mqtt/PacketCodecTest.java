package id.pantau.collector.mqtt;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The examples are packets as mosquitto 2.0.11 sends them, or as MQTT 5.0 has them. */
class PacketCodecTest {
  private static ByteBuffer hex(String packet) {
    return ByteBuffer.wrap(HexFormat.of().parseHex(packet.replace(" ", "")));
  }

  private static Packet one(String packet) throws BadPacket {
    ByteBuffer in = hex(packet);
    Packet read = PacketCodec.read(in).orElseThrow();
    assertEquals(0, in.remaining());
    return read;
  }

  private static byte[] published(String topic, byte[] payload, int id) {
    byte[] name = topic.getBytes(StandardCharsets.UTF_8);
    ByteBuffer out = ByteBuffer.allocate(PacketCodec.maxBytes(name.length, payload.length));
    PacketCodec.publish(out, name, payload, id, false);
    byte[] bytes = new byte[out.flip().remaining()];
    out.get(bytes);
    return bytes;
  }

  @Test
  void aWelcomeSaysWhatTheBrokerTakesAtOnce() throws BadPacket {
    // topic alias maximum 10, assigned name "ab", receive maximum 2000
    assertEquals(
        new Packet.Welcome(true, 0, 2_000), one("20 0e 01 00 0b 22000a 12 0002 6162 21 07d0"));
    assertEquals(new Packet.Welcome(false, 0, 0xffff), one("20 03 00 00 00"));
    assertEquals(new Packet.Welcome(false, 0x87, 0xffff), one("20 03 00 87 00"));
  }

  @Test
  void answersAreReadWithAndWithoutTheirReason() throws BadPacket {
    assertEquals(new Packet.Confirmed(0xfffe, 0), one("40 02 fffe"));
    assertEquals(new Packet.Confirmed(7, 0x10), one("40 03 0007 10"));
    assertEquals(new Packet.Confirmed(7, 0x97), one("40 04 0007 97 00"));
    assertEquals(new Packet.Subscribed(1, 1), one("90 04 0001 00 01"));
    assertEquals(new Packet.Farewell(0x8e), one("e0 01 8e"));
    assertEquals(new Packet.Farewell(0), one("e0 00"));
    assertEquals(new Packet.Pong(), one("d0 00"));
  }

  @Test
  void aMessageIsReadAsItWasPublished() throws BadPacket {
    for (int size : new int[] {0, 1, 100, 127, 128, 16_383, 16_384, 200_000}) {
      byte[] payload = new byte[size];
      new Random(size).nextBytes(payload);
      ByteBuffer in = ByteBuffer.wrap(published("pantau/v1/up/trk-1/track", payload, 0xfffe));
      var read = assertInstanceOf(Packet.Delivery.class, PacketCodec.read(in).orElseThrow());
      assertEquals("pantau/v1/up/trk-1/track", read.topic());
      assertEquals(0xfffe, read.id());
      assertArrayEquals(payload, read.payload());
      assertEquals(0, in.remaining());
    }
  }

  @Test
  void aMessageThatNobodyConfirmsHasNoNumberAndPropertiesArePassedOver() throws BadPacket {
    var once = assertInstanceOf(Packet.Delivery.class, one("30 06 0001 74 00 0102"));
    assertEquals(0, once.id());
    assertArrayEquals(new byte[] {1, 2}, once.payload());
    // again, with an expiry of 5 s and a property of a user
    var again =
        assertInstanceOf(
            Packet.Delivery.class, one("3a 13 0001 74 0009 0c 02 00000005 26 0001 61 0001 62 01"));
    assertEquals(9, again.id());
    assertArrayEquals(new byte[] {1}, again.payload());
  }

  @Test
  void whateverPiecesAStreamComesInItIsTheSamePackets() throws BadPacket {
    long seed = System.nanoTime();
    System.out.println("seed=" + seed);
    var random = new Random(seed);
    var stream = new java.io.ByteArrayOutputStream();
    int count = 200;
    for (int i = 1; i <= count; i++) {
      stream.writeBytes(published("t/" + i, new byte[random.nextInt(400)], i));
    }
    byte[] all = stream.toByteArray();
    ByteBuffer in = ByteBuffer.allocate(all.length);
    List<Integer> ids = new ArrayList<>();
    for (int at = 0; at < all.length; ) {
      int piece = Math.min(all.length - at, random.nextInt(300));
      in.put(all, at, piece);
      at += piece;
      in.flip();
      for (Optional<Packet> next = PacketCodec.read(in);
          next.isPresent();
          next = PacketCodec.read(in)) {
        ids.add(((Packet.Delivery) next.get()).id());
      }
      in.compact();
    }
    assertEquals(java.util.stream.IntStream.rangeClosed(1, count).boxed().toList(), ids);
    assertEquals(0, in.position());
  }

  @Test
  void whatIsNoPacketIsRefusedAndNothingElseIsThrown() {
    for (String bad :
        List.of(
            "30 ff ff ff ff 01", // a length of five bytes
            "30 ff ff ff 7f", // 256 MB
            "34 06 0001 74 0001 00", // quality 2
            "30 02 0009", // a topic that is longer than the packet
            "30 05 0001 74 05 00", // properties that are longer than it
            "40 01 00",
            "20 02 00 00",
            "20 05 00 00 02 77 00", // a property that does not exist
            "10 00", // what only a client says
            "f0 00")) {
      assertThrows(BadPacket.class, () -> PacketCodec.read(hex(bad)), bad);
    }
    long seed = System.nanoTime();
    System.out.println("seed=" + seed);
    var random = new Random(seed);
    int refused = 0;
    for (int i = 0; i < 5_000; i++) {
      byte[] noise = new byte[random.nextInt(60)];
      random.nextBytes(noise);
      try {
        PacketCodec.read(ByteBuffer.wrap(noise));
      } catch (BadPacket expected) {
        refused++;
      }
    }
    assertTrue(refused > 1_000, "refused " + refused);
  }

  @Test
  void whatIsNotThereYetIsLeft() throws BadPacket {
    byte[] whole = published("t", new byte[300], 1);
    for (int length = 0; length < whole.length; length++) {
      ByteBuffer in = ByteBuffer.wrap(whole, 0, length);
      assertTrue(PacketCodec.read(in).isEmpty());
      assertEquals(length, in.remaining());
    }
  }

  @Test
  void aGreetingIsThatOfMqtt5() {
    var greeting = new PacketCodec.Greeting("collector", false, 60, 86_400, 2_000);
    assertEquals(
        "1023" // CONNECT, 35 bytes
            + "00044d515454" // MQTT
            + "05" // version
            + "00" // the session goes on
            + "003c"
            + "0d" // properties: session expiry, receive maximum, maximum packet size
            + "1100015180"
            + "2107d0"
            + "2700100000"
            + "0009636f6c6c6563746f72",
        HexFormat.of().formatHex(PacketCodec.connect(greeting)));
    assertEquals(
        "8209ffff000003612f2301", HexFormat.of().formatHex(PacketCodec.subscribe(0xffff, "a/#")));
  }
}
