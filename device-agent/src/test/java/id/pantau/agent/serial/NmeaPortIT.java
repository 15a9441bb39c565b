package id.pantau.agent.serial;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import id.pantau.workbench.Await;
import id.pantau.workbench.PseudoSerial;
import id.pantau.workbench.TestFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class NmeaPortIT {
  private static final Duration LIMIT = Duration.ofSeconds(20);

  private final Path folder = TestFolder.create("nmea-port");
  private final Heard heard = new Heard();

  private static final class Heard implements PortListener {
    private final StringBuffer text = new StringBuffer();
    private final AtomicInteger pieces = new AtomicInteger();
    private final AtomicInteger openings = new AtomicInteger();
    private final AtomicInteger losses = new AtomicInteger();
    private final AtomicInteger silences = new AtomicInteger();

    @Override
    public void opened(PortWriter line) {
      openings.incrementAndGet();
    }

    @Override
    public void received(byte[] bytes, int count, long nanos) {
      pieces.incrementAndGet();
      text.append(new String(bytes, 0, count, StandardCharsets.ISO_8859_1));
    }

    @Override
    public void silent(long nanos) {
      silences.incrementAndGet();
    }

    @Override
    public void lost(String why) {
      losses.incrementAndGet();
    }
  }

  private NmeaPort portAt(Path device) {
    var port = new NmeaPort(new PortSettings(device.toString(), 9_600), heard);
    port.start();
    return port;
  }

  /** At 9600 baud ten bytes come in ten milliseconds: each time somebody woke would cost. */
  @Test
  void gathersWhatComesInsteadOfWakingForEachByte() {
    try (PseudoSerial line = PseudoSerial.open(folder, "slow");
        NmeaPort port = portAt(line.devicePath())) {
      Await.until("it is open", LIMIT, () -> heard.openings.get() == 1);
      byte[] second = "0123456789".repeat(96).getBytes(StandardCharsets.US_ASCII);
      line.writePaced(second, 9_600);
      Await.until("all of it is heard", LIMIT, () -> heard.text.length() == second.length);
      assertEquals(new String(second, StandardCharsets.US_ASCII), heard.text.toString());
      assertTrue(heard.pieces.get() <= 12, heard.pieces + " pieces in a second");
    }
  }

  @Test
  void waitsForADeviceThatIsNotThereYet() {
    try (NmeaPort port = portAt(folder.resolve("gps0"))) {
      Await.until("the absence is told", LIMIT, () -> heard.losses.get() > 0);
      try (PseudoSerial line = PseudoSerial.open(folder, "gps0")) {
        Await.until("it opens", LIMIT, () -> heard.openings.get() == 1);
        line.write("$hello");
        Await.until("it reads", LIMIT, () -> heard.text.toString().contains("$hello"));
      }
    }
  }

  @Test
  void readsOnAfterTheReceiverWasPulledAndPutBack() {
    try (PseudoSerial line = PseudoSerial.open(folder, "gps1");
        NmeaPort port = portAt(line.devicePath())) {
      Await.until("it opens", LIMIT, () -> heard.openings.get() == 1);
      line.write("before ");
      Await.until("it reads", LIMIT, () -> heard.text.toString().equals("before "));
      line.unplug();
      Await.until("the loss is told", LIMIT, () -> heard.losses.get() > 0);
      line.replug();
      Await.until("it opens again", LIMIT, () -> heard.openings.get() == 2);
      line.write("after");
      Await.until("it reads on", LIMIT, () -> heard.text.toString().equals("before after"));
    }
  }

  @Test
  void looksUpTheLinkAnewAtEachOpening() throws Exception {
    Path link = folder.resolve("link");
    try (PseudoSerial first = PseudoSerial.open(folder, "usb0");
        PseudoSerial second = PseudoSerial.open(folder, "usb1")) {
      Files.createSymbolicLink(link, first.devicePath());
      try (NmeaPort port = portAt(link)) {
        Await.until("it opens", LIMIT, () -> heard.openings.get() == 1);
        Files.delete(link);
        Files.createSymbolicLink(link, second.devicePath());
        first.unplug();
        Await.until("it opens again", LIMIT, () -> heard.openings.get() == 2);
        second.write("second");
        Await.until("it reads the other", LIMIT, () -> heard.text.toString().equals("second"));
      }
    }
  }

  @Test
  void tellsSilenceAndClosesAtOnce() {
    try (PseudoSerial line = PseudoSerial.open(folder, "gps2")) {
      NmeaPort port = portAt(line.devicePath());
      Await.until("silence is told", LIMIT, () -> heard.silences.get() > 2);
      long start = System.nanoTime();
      port.close();
      assertTrue(System.nanoTime() - start < Duration.ofSeconds(1).toNanos());
      assertEquals(1, heard.openings.get());
    }
  }

  /** A pseudo terminal carries any rate; so the sender looks at what the reader has set. */
  @Test
  void findsTheRateAtWhichSentencesMakeSense() throws Exception {
    try (PseudoSerial line = PseudoSerial.open(folder, "gps3");
        NmeaPort port =
            new NmeaPort(
                new PortSettings(line.devicePath().toString(), List.of(9_600, 4_800, 38_400)),
                new Understanding(heard))) {
      port.start();
      Await.until("it opens", LIMIT, () -> heard.openings.get() == 1);
      byte[] sentence = "$GNGGA,sense*00\r\n".getBytes(StandardCharsets.ISO_8859_1);
      byte[] garbage = new byte[sentence.length];
      Arrays.fill(garbage, (byte) 0xf8);
      Await.until(
          "it understands",
          LIMIT,
          () -> {
            line.write(rateOf(line.devicePath()) == 38_400 ? sentence : garbage);
            return heard.text.toString().contains("$GNGGA,sense*00");
          });
      assertEquals(1, heard.openings.get(), "the line was not closed for it");
      assertEquals(38_400, rateOf(line.devicePath()));
    }
  }

  private static int rateOf(Path device) {
    try {
      Process stty = new ProcessBuilder("stty", "-F", device.toString(), "speed").start();
      return Integer.parseInt(new String(stty.getInputStream().readAllBytes()).strip());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot ask for the rate of " + device, e);
    }
  }

  private record Understanding(Heard to) implements PortListener {
    @Override
    public void opened(PortWriter line) {
      to.opened(line);
    }

    @Override
    public void received(byte[] bytes, int count, long nanos) {
      to.received(bytes, count, nanos);
    }

    @Override
    public void silent(long nanos) {
      to.silent(nanos);
    }

    @Override
    public long understood() {
      return to.text.toString().split("GNGGA", -1).length - 1;
    }

    @Override
    public void lost(String why) {
      to.lost(why);
    }
  }
}
