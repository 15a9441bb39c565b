package id.pantau.agent.ublox;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import id.pantau.agent.serial.NmeaPort;
import id.pantau.agent.serial.PortListener;
import id.pantau.agent.serial.PortSettings;
import id.pantau.agent.serial.PortWriter;
import id.pantau.workbench.Await;
import id.pantau.workbench.PseudoSerial;
import id.pantau.workbench.TestFolder;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** The set-up over a real serial line, before receivers that answer as u-blox documents it. */
class UbloxSetupIT {
  private static final Duration LIMIT = Duration.ofSeconds(30);
  private static final int CFG_NAV5 = 0x24;
  private static final int CFG_MSG = 0x01;
  private static final int CFG_VALSET = 0x8a;
  private static final int ACK_NAK = 0x00;

  private final Path folder = TestFolder.create("ublox");
  private final List<UbxFrame> asked = new CopyOnWriteArrayList<>();
  private final Understanding listener = new Understanding();

  /** Counts whole lines; the sentences of this test are nothing but lines. */
  private static final class Understanding implements PortListener {
    private final AtomicLong lines = new AtomicLong();

    @Override
    public void opened(PortWriter line) {}

    @Override
    public void received(byte[] bytes, int count, long nanos) {
      for (int i = 0; i < count; i++) {
        lines.addAndGet(bytes[i] == '\n' ? 1 : 0);
      }
    }

    @Override
    public void silent(long nanos) {}

    @Override
    public long understood() {
      return lines.get();
    }

    @Override
    public void lost(String why) {}
  }

  /** What a receiver says to a request; null = it has not understood. */
  private interface Answering {
    Boolean answer(UbxFrame frame);
  }

  private String setUp(Answering receiver) {
    var setup = new UbloxSetup(new UbloxSettings(2), listener);
    try (PseudoSerial line = PseudoSerial.open(folder, "gps0")) {
      Thread answering = new Thread(() -> answer(line, receiver));
      answering.setDaemon(true);
      answering.start();
      try (NmeaPort port =
          new NmeaPort(new PortSettings(line.devicePath().toString(), 9_600), setup)) {
        port.start();
        Await.until(
            "the set-up is over",
            LIMIT,
            () -> {
              line.write("$GNTXT,*00\r\n");
              return !setup.state().equals("waiting") && !setup.state().equals("running");
            });
      }
    }
    return setup.state();
  }

  private void answer(PseudoSerial line, Answering receiver) {
    var reader =
        new UbxReader(
            frame -> {
              asked.add(frame);
              Boolean yes = receiver.answer(frame);
              if (yes != null) {
                byte[] of = {(byte) frame.group(), (byte) frame.id()};
                int id = yes ? UbxFrame.ACK_ACK : ACK_NAK;
                line.write(new UbxFrame(UbxFrame.ACK, id, of).bytes());
              }
            });
    byte[] buffer = new byte[256];
    try (InputStream in = line.fromDevice()) {
      for (int count = in.read(buffer); count > 0; count = in.read(buffer)) {
        reader.accept(buffer, count);
      }
    } catch (IOException over) {
      // The line is closed.
    }
  }

  @Test
  void aReceiverOfTheEighthGenerationIsSetUpForACar() {
    assertEquals("done", setUp(frame -> true));
    UbxFrame model = asked.getFirst();
    assertEquals(CFG_NAV5, model.id());
    assertEquals(36, model.payload().length);
    assertArrayEquals(new byte[] {1, 0, 4}, java.util.Arrays.copyOf(model.payload(), 3));
    assertTrue(
        asked.stream()
            .anyMatch(
                frame ->
                    frame.id() == CFG_MSG
                        && java.util.Arrays.equals(
                            frame.payload(), new byte[] {(byte) 0xf0, 1, 0})),
        "GLL is switched off");
  }

  @Test
  void aReceiverThatKnowsKeysOnlyIsSpokenToInKeys() {
    assertEquals("done", setUp(frame -> frame.id() == CFG_VALSET));
    List<UbxFrame> keyed = asked.stream().filter(frame -> frame.id() == CFG_VALSET).toList();
    assertEquals(3, keyed.size());
    // version 0, RAM, two reserved, key little end first, automotive
    assertArrayEquals(
        HexFormat.of().parseHex("00010000" + "21001120" + "04"), keyed.getFirst().payload());
    // 2 Hz = 500 ms
    assertArrayEquals(
        HexFormat.of().parseHex("00010000" + "01002130" + "f401"), keyed.get(1).payload());
  }

  @Test
  void whatIsRefusedIsNamed() {
    assertEquals(
        "refused:msg-03", setUp(frame -> frame.payload().length != 3 || frame.payload()[1] != 3));
  }

  @Test
  void anotherReceiverIsLeftInPeace() {
    assertEquals("no-answer", setUp(frame -> null));
    assertTrue(asked.size() <= 6, asked.size() + " requests");
  }

  @Test
  void messagesAreFoundBetweenSentencesAndNoise() {
    long seed = System.nanoTime();
    System.out.println("seed=" + seed);
    var random = new Random(seed);
    var found = new CopyOnWriteArrayList<UbxFrame>();
    var reader = new UbxReader(found::add);
    var sent = new CopyOnWriteArrayList<UbxFrame>();
    for (int i = 0; i < 2_000; i++) {
      byte[] noise = new byte[random.nextInt(40)];
      random.nextBytes(noise);
      for (int at = 0; at < noise.length; at++) {
        // A noise that looks like a head may swallow what follows; that is not asked here.
        if (noise[at] == UbxFrame.SYNC_1) {
          noise[at] = '$';
        }
      }
      reader.accept(noise, noise.length);
      byte[] payload = new byte[random.nextInt(100)];
      random.nextBytes(payload);
      var frame = new UbxFrame(random.nextInt(256), random.nextInt(256), payload);
      sent.add(frame);
      for (byte each : frame.bytes()) {
        reader.accept(new byte[] {each}, 1);
      }
    }
    assertEquals(sent, found);
    byte[] damaged = new UbxFrame(5, 1, new byte[] {6, 0x24}).bytes();
    damaged[7] ^= 1;
    found.clear();
    reader.accept("x".getBytes(StandardCharsets.US_ASCII), 1);
    reader.accept(damaged, damaged.length);
    assertEquals(List.of(), found);
  }
}
