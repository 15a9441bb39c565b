package id.pantau.agent.serial;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import id.pantau.workbench.Await;
import id.pantau.workbench.PseudoSerial;
import id.pantau.workbench.TestFolder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class NmeaPortIT {
  private static final Duration LIMIT = Duration.ofSeconds(20);

  private final Path folder = TestFolder.create("nmea-port");
  private final Heard heard = new Heard();

  private static final class Heard implements PortListener {
    private final StringBuffer text = new StringBuffer();
    private final AtomicInteger openings = new AtomicInteger();
    private final AtomicInteger losses = new AtomicInteger();
    private final AtomicInteger silences = new AtomicInteger();

    @Override
    public void opened() {
      openings.incrementAndGet();
    }

    @Override
    public void received(byte[] bytes, int count, long nanos) {
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
}
