package id.pantau.agent;

import id.pantau.agent.serial.NmeaPort;
import id.pantau.agent.serial.PortListener;
import id.pantau.agent.serial.PortSettings;
import id.pantau.agent.serial.PortWriter;
import id.pantau.wire.DeviceId;
import id.pantau.wire.MutualTls;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;

/**
 * The tracker lives a minute of its life in a few seconds: fixes, journal, TLS, acknowledgements.
 * The JVM writes down which classes that took ({@code -XX:AOTCacheOutput}, {@code
 * -XX:ArchiveClassesAtExit}), and the next start is faster. Needs no receiver and no network.
 */
public final class Rehearsal {
  private static final DeviceId DEVICE = new DeviceId("rehearsal");
  private static final int EVERY_MS = 100;

  /** Some positions, and the event of the start. */
  private static final int RECORDS = 8;

  /** A Raspberry Pi Zero under load. */
  private static final int LIMIT_S = 60;

  private Rehearsal() {}

  /**
   * Rehearses in a folder that holds what {@link RehearsalKeys} made, and which the caller removes.
   *
   * @param arguments the folder
   */
  public static void main(String[] arguments) throws Exception {
    if (arguments.length != 1) {
      System.err.println("Pemakaian | Usage: Rehearsal FOLDER");
      System.exit(2);
    }
    Path folder = Path.of(arguments[0]).toAbsolutePath();
    System.exit(run(folder) ? 0 : 1);
  }

  /** Whether the tracker came to its end: everything was sent and named. */
  static boolean run(Path folder) throws IOException, InterruptedException {
    SSLContext tls =
        MutualTls.context(
            folder.resolve("ca.pem"), folder.resolve("own.pem"), folder.resolve("own.key"));
    try (RehearsalBroker broker = RehearsalBroker.open(tls, DEVICE, RECORDS)) {
      Path config = writeConfig(folder, broker.port());
      // Nobody listens there: what it takes to tell systemd is in the archive all the same.
      Map<String, String> systemd =
          Map.of("NOTIFY_SOCKET", folder.resolve("nobody").toString(), "WATCHDOG_USEC", "600000");
      var unplugged =
          new NmeaPort(
              new PortSettings(folder.resolve("no-receiver").toString(), 9_600), new Deaf());
      try (unplugged;
          Agent.Service service =
              Agent.Service.start(config, systemd, (settings, listener) -> Drive.begin(listener))) {
        unplugged.start(); // Only for its classes.
        return broker.awaitRecords(LIMIT_S);
      }
    }
  }

  /** A receiver in a moving car, ten times as fast as life: the live lane has its turn as well. */
  private static final class Drive {
    private final CountDownLatch stop = new CountDownLatch(1);
    private final Thread thread;

    private Drive(PortListener listener) {
      thread = new Thread(() -> run(listener), "rehearsal-drive");
      thread.setDaemon(true);
    }

    static Agent.Line begin(PortListener listener) {
      var drive = new Drive(listener);
      drive.thread.start();
      return drive::end;
    }

    private void run(PortListener listener) {
      listener.opened(bytes -> {});
      try {
        for (int second = 0; !stop.await(EVERY_MS, TimeUnit.MILLISECONDS); second++) {
          byte[] bytes = sentences(second % 3_600).getBytes(StandardCharsets.US_ASCII);
          listener.received(bytes, bytes.length, System.nanoTime());
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }

    private void end() {
      stop.countDown();
      try {
        thread.join(Duration.ofSeconds(5));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private record Deaf() implements PortListener {
    @Override
    public void opened(PortWriter line) {}

    @Override
    public void received(byte[] bytes, int count, long nanos) {}

    @Override
    public void silent(long nanos) {}

    @Override
    public void lost(String why) {}
  }

  /** North-east at 40 km/h, as a receiver of the u-blox kind says it. */
  private static String sentences(int second) {
    double minutes = 39 - second * 0.005;
    String time = "%02d%02d%02d.00".formatted(1, second / 60, second % 60);
    String place =
        String.format(Locale.ROOT, "08%08.5f,S,116%08.5f,E", minutes, 32 + second * 0.005);
    return sentence("GNRMC," + time + ",A," + place + ",21.6,45.0,231126,,,A")
        + sentence("GNVTG,45.0,T,,M,21.6,N,40.0,K,A")
        + sentence("GNGGA," + time + "," + place + ",1,09,0.9,120.0,M,45.0,M,,")
        + sentence("GNGSA,A,3,03,06,09,12,17,19,,,,,,,1.7,0.9,1.4")
        + sentence("GPGSV,1,1,04,03,40,083,41,06,21,164,38,09,67,301,44,12,12,045,30")
        + sentence("GNGLL," + place + "," + time + ",A,A");
  }

  private static String sentence(String body) {
    int sum = 0;
    for (int i = 0; i < body.length(); i++) {
      sum ^= body.charAt(i);
    }
    return "$%s*%02X\r\n".formatted(body, sum);
  }

  private static Path writeConfig(Path folder, int port) throws IOException {
    return Files.writeString(
        folder.resolve("agent.yaml"),
        """
        device: %s
        gnss:
          port: %s
          week-rollover: keep
        mqtt:
          uri: ssl://127.0.0.1:%d
          ca-file: ca.pem
          certificate-file: own.pem
          key-file: own.key
        journal:
          folder: journal
          quota-mb: 1
        reporting:
          live-every: 500ms
          batch-after: 1s
          health-every: 1s
        """
            .formatted(DEVICE, folder.resolve("no-receiver"), port));
  }
}
