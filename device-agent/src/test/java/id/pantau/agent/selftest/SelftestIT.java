package id.pantau.agent.selftest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import id.pantau.agent.TlsFiles;
import id.pantau.agent.board.Board;
import id.pantau.agent.board.Lamp;
import id.pantau.agent.board.Signal;
import id.pantau.agent.service.FolderLock;
import id.pantau.agent.tool.SelftestCommand;
import id.pantau.wire.DeviceId;
import id.pantau.workbench.CertificateAuthority;
import id.pantau.workbench.Credentials;
import id.pantau.workbench.PrivateBroker;
import id.pantau.workbench.PseudoSerial;
import id.pantau.workbench.TestFolder;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** Real parts, each broken in turn, and what the technician is told. */
class SelftestIT {
  private static final DeviceId DEVICE = new DeviceId("ambulans-1");
  private static final Instant NOW = Instant.now();

  private static Path shared;
  private static CertificateAuthority authority;
  private static PrivateBroker broker;
  private static Credentials own;

  private final Path folder = TestFolder.create("selftest");

  @BeforeAll
  static void startBroker() {
    shared = TestFolder.create("selftest-broker");
    authority = CertificateAuthority.create(shared.resolve("ca"), InstantSource.system());
    own = authority.device(DEVICE);
    broker = PrivateBroker.start(shared.resolve("broker"), authority);
  }

  @AfterAll
  static void stopBroker() {
    broker.close();
  }

  private record Result(int exitCode, String text) {
    boolean says(String code) {
      return text.contains("\"code\":\"" + code + "\"");
    }
  }

  private static Result run(Path config, String... options) {
    var text = new StringWriter();
    List<String> arguments = new ArrayList<>(List.of(options));
    arguments.add(config.toString());
    int code =
        new CommandLine(new SelftestCommand())
            .setOut(new PrintWriter(text))
            .execute(arguments.toArray(String[]::new));
    return new Result(code, text.toString());
  }

  private Path config(Path port) throws IOException {
    return Files.writeString(
        folder.resolve("agent.yaml"),
        """
        device: %s
        gnss:
          port: %s
          baud: 9600
        mqtt:
          uri: %s
          ca-file: %s
          certificate-file: %s
          key-file: %s
        journal:
          folder: journal
          quota-mb: 4
        """
            .formatted(
                DEVICE,
                port,
                broker.uri(),
                authority.certificateFile(),
                own.certificateFile(),
                own.keyFile()));
  }

  /** A receiver in the open; each second of its life is a fifth of ours. */
  private static final class Receiver implements AutoCloseable {
    private final ScheduledExecutorService executor = Executors.newSingleThreadScheduledExecutor();

    Receiver(PseudoSerial line, boolean garbled) {
      executor.scheduleWithFixedDelay(
          () -> line.write(garbled ? "\u00f8\u0080x".repeat(40) : sentences()),
          0,
          200,
          TimeUnit.MILLISECONDS);
    }

    private static String sentences() {
      var now = Instant.now().atOffset(ZoneOffset.UTC);
      String time = DateTimeFormatter.ofPattern("HHmmss.SS").format(now);
      String date = DateTimeFormatter.ofPattern("ddMMyy").format(now);
      String place = "0839.00000,S,11632.00000,E";
      return sentence("GNRMC," + time + ",A," + place + ",0.0,,%s,,,A".formatted(date))
          + sentence("GNGGA," + time + "," + place + ",1,09,0.9,120.0,M,45.0,M,,")
          + sentence("GPGSV,2,1,05,03,40,083,41,06,21,164,38,09,67,301,44,12,12,045,30")
          + sentence("GPGSV,2,2,05,17,30,200,")
          + sentence("GLGSV,1,1,02,70,40,083,36,71,21,164,");
    }

    private static String sentence(String body) {
      int sum = 0;
      for (char c : body.toCharArray()) {
        sum ^= c;
      }
      return "$%s*%02X\r\n".formatted(body, sum);
    }

    @Override
    public void close() {
      executor.shutdownNow();
    }
  }

  @Test
  void aTrackerThatWorksIsSaidToWorkInBothLanguages() throws Exception {
    try (PseudoSerial line = PseudoSerial.open(folder, "gps0");
        Receiver receiver = new Receiver(line, false)) {
      Result result = run(config(line.devicePath()), "--seconds", "20");
      assertEquals(0, result.exitCode(), result::text);
      assertFalse(result.text().contains("GAGAL"), result::text);
      for (String each :
          List.of(
              "7 in view, the strongest with 44 dB-Hz",
              "9 satelit dipakai",
              "9600 baud",
              "answers and lets this device in",
              "ambulans-1, valid until",
              "[OK] Kartu | Card",
              "Semua bekerja.",
              "Everything works.")) {
        assertTrue(result.text().contains(each), () -> each + " in " + result.text());
      }
    }
    assertFalse(Files.exists(folder.resolve("journal")), "nothing is left behind");
  }

  @Test
  void aPortThatIsNotThereFailsWithWhatToDo() throws IOException {
    Result result = run(config(folder.resolve("none")), "--language", "en");
    assertEquals(1, result.exitCode());
    assertTrue(result.text().contains("[FAILED] Port of the receiver"), result::text);
    assertTrue(result.text().contains("-> USB: unplug and plug in"), result::text);
    assertTrue(result.text().contains("answers and lets"), "the rest is tested all the same");
    assertFalse(result.text().contains("GAGAL"), "one language was asked for");
  }

  @Test
  void aFileInsteadOfAPortAndASilentPortAreToldApart() throws Exception {
    Path file = Files.writeString(folder.resolve("file"), "no port");
    assertTrue(run(config(file), "--json").says("port-busy"));
    try (PseudoSerial line = PseudoSerial.open(folder, "gps1")) {
      Result result = run(config(line.devicePath()), "--json");
      assertEquals(1, result.exitCode());
      assertTrue(result.says("port-silent"), result::text);
      assertTrue(result.text().startsWith("{\"outcome\":\"failed\""), result::text);
    }
  }

  @Test
  void aWrongRateIsNamed() throws Exception {
    try (PseudoSerial line = PseudoSerial.open(folder, "gps2");
        Receiver receiver = new Receiver(line, true)) {
      Result result = run(config(line.devicePath()), "--json");
      assertEquals(1, result.exitCode());
      assertTrue(result.says("baud-wrong"), result::text);
      assertTrue(result.text().contains("gnss.baud: auto"), result::text);
    }
  }

  @Test
  void aRunningTrackerIsNotDisturbedAndSaysHowToStopIt() throws IOException {
    Path config = config(folder.resolve("none"));
    try (FolderLock running = FolderLock.take(folder.resolve("journal"))) {
      Result result = run(config, "--json");
      assertEquals(0, result.exitCode(), result::text);
      assertTrue(result.says("service-running"), result::text);
      assertTrue(result.text().contains("sudo systemctl stop pantau-agent"), result::text);
      assertTrue(result.says("broker-greeted"), "it does not log in beside it");
      assertFalse(result.text().contains("\"item\":\"port\""), result::text);
    }
  }

  @Test
  void aConfigurationThatCannotBeUsedEndsTheTest() throws IOException {
    Path config = Files.writeString(folder.resolve("agent.yaml"), "device: x y\n");
    Result result = run(config, "--json");
    assertEquals(1, result.exitCode());
    assertTrue(result.says("config-wrong"), result::text);
    assertEquals(2, run(config, "--language", "fr").exitCode());
  }

  private static TlsFiles files(Credentials credentials) {
    return new TlsFiles(
        authority.certificateFile(), credentials.certificateFile(), credentials.keyFile());
  }

  private static List<String> certificate(TlsFiles files, Instant now) {
    List<String> codes = new ArrayList<>();
    new CertificateCheck(DEVICE, files, now).run(each -> codes.add(each.code()));
    return codes;
  }

  private static String broker(String uri, TlsFiles files) {
    Finding finding = new BrokerCheck(DEVICE, uri, Optional.of(files), true).judge();
    return finding.code();
  }

  @Test
  void anExpiredCertificateIsFoundHereAndRefusedThere() {
    TlsFiles expired = files(authority.expiredClient(DEVICE.value()));
    assertEquals(List.of("certificate-expired"), certificate(expired, NOW));
    assertEquals("broker-refuses", broker(broker.uri(), expired));
    assertEquals(
        List.of("certificate-ends-soon"), certificate(files(own), NOW.plus(Duration.ofDays(80))));
    assertEquals(
        List.of("certificate-too-early"), certificate(files(own), NOW.minus(Duration.ofDays(400))));
  }

  @Test
  void aCertificateOfAnotherDeviceKeyOrAuthorityIsFound() throws IOException {
    Credentials other = authority.device(new DeviceId("ambulans-2"));
    assertEquals(List.of("certificate-good"), certificate(files(own), NOW));
    assertEquals(List.of("certificate-other-name"), certificate(files(other), NOW));
    assertEquals(
        List.of("certificate-other-key"),
        certificate(
            new TlsFiles(authority.certificateFile(), own.certificateFile(), other.keyFile()),
            NOW));
    var stranger = CertificateAuthority.create(folder.resolve("other-ca"), InstantSource.system());
    var foreign = new TlsFiles(stranger.certificateFile(), own.certificateFile(), own.keyFile());
    assertEquals(List.of("certificate-foreign"), certificate(foreign, NOW));
    assertEquals("broker-not-ours", broker(broker.uri(), foreign));
    Credentials theirs = stranger.device(DEVICE);
    assertEquals(
        "broker-refuses",
        broker(
            broker.uri(),
            new TlsFiles(authority.certificateFile(), theirs.certificateFile(), theirs.keyFile())));
    assertEquals(
        List.of("certificate-absent"),
        certificate(
            new TlsFiles(authority.certificateFile(), folder.resolve("none"), own.keyFile()), NOW));
    Path nonsense = Files.writeString(folder.resolve("nonsense.pem"), "nonsense");
    assertEquals(
        List.of("certificate-unreadable"),
        certificate(
            new TlsFiles(authority.certificateFile(), own.certificateFile(), nonsense), NOW));
  }

  @Test
  void whatIsWrongOnTheWayToTheBrokerIsToldApart() throws Exception {
    TlsFiles good = files(own);
    assertEquals("broker-good", broker(broker.uri(), good));
    assertEquals("broker-address", broker("ssl://", good));
    assertEquals("broker-unknown", broker("ssl://pantau.invalid:8883", good));
    try (ServerSocket mute = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      int port = mute.getLocalPort();
      Thread closing =
          Thread.ofVirtual()
              .start(
                  () -> {
                    try {
                      mute.accept().close();
                    } catch (IOException e) {
                      throw new java.io.UncheckedIOException(e);
                    }
                  });
      assertEquals("broker-silent", broker("ssl://127.0.0.1:" + port, good));
      closing.join();
      mute.close();
      assertEquals("broker-unreachable", broker("ssl://127.0.0.1:" + port, good));
    }
  }

  private static List<String> disk(Path journal) {
    List<String> codes = new ArrayList<>();
    new DiskCheck(journal, 4 << 20).run(each -> codes.add(each.code()));
    return codes;
  }

  @Test
  void theFolderOfTheJournalIsLookedAt() throws IOException {
    assertEquals(List.of("disk-good", "journal-new"), disk(folder.resolve("to/be/made")));
    Path journal = Files.createDirectories(folder.resolve("journal"));
    Files.writeString(journal.resolve("1.segment"), "records");
    assertEquals(List.of("disk-good", "journal-found"), disk(journal));
    assertEquals(1, journal.toFile().list().length, "nothing is left behind");
    assertEquals(List.of("journal-no-folder"), disk(journal.resolve("1.segment/journal")));
  }

  @Test
  void aFullAndAReadOnlyCardAreToldApart() throws Exception {
    Path card = Files.createDirectories(folder.resolve("card"));
    assumeTrue(
        mount("-t", "tmpfs", "-o", "size=512k", "none", card.toString()),
        "only root can mount a card here");
    try {
      assertEquals(List.of("disk-full", "journal-new"), disk(card));
      assertTrue(mount("-o", "remount,ro,size=8m", card.toString()));
      assertEquals(List.of("disk-read-only", "journal-new"), disk(card));
      assertTrue(mount("-o", "remount,rw,size=2m", card.toString()));
      assertEquals(List.of("disk-small", "journal-new"), disk(card));
    } finally {
      assertEquals(0, new ProcessBuilder("umount", card.toString()).start().waitFor());
    }
  }

  private static boolean mount(String... arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of("mount"));
    command.addAll(List.of(arguments));
    try {
      return new ProcessBuilder(command).redirectErrorStream(true).start().waitFor() == 0;
    } catch (IOException noMount) {
      return false;
    }
  }

  private record Levels(Set<Signal> inputs, Set<Signal> on) implements Board {
    @Override
    public boolean isOn(Signal input) {
      return on.contains(input);
    }

    @Override
    public void light(Lamp lamp, boolean lit) {
      throw new IllegalStateException("the lamps are the tracker's");
    }

    @Override
    public void close() {}
  }

  private static List<String> board(Set<Signal> on) {
    List<String> found = new ArrayList<>();
    new BoardCheck(() -> new Levels(EnumSet.allOf(Signal.class), on))
        .run(each -> found.add(each.code()));
    return found;
  }

  @Test
  void theInputsAreReadAndWhatIsOddIsTold() {
    assertEquals(List.of("inputs-read"), board(EnumSet.of(Signal.POWER_GOOD, Signal.IGNITION)));
    assertEquals(
        List.of("inputs-read", "inputs-power-lost", "inputs-panic", "inputs-lid-open"),
        board(EnumSet.of(Signal.PANIC, Signal.TAMPER)));
    List<String> found = new ArrayList<>();
    new BoardCheck(
            () -> {
              throw new IllegalStateException("no Raspberry Pi");
            })
        .run(each -> found.add(each.code()));
    new BoardCheck(Board::none).run(each -> found.add(each.code()));
    assertEquals(List.of("inputs-refused", "inputs-none"), found);
  }

  @Test
  void clockSupplyAndModemAreJudged() {
    Instant built = NOW.minus(Duration.ofDays(10));
    assertEquals(
        "clock-right", ClockCheck.judge(NOW, Optional.of(NOW.plusSeconds(2)), built).code());
    assertEquals(
        "clock-off", ClockCheck.judge(NOW, Optional.of(NOW.plusSeconds(60)), built).code());
    assertEquals("clock-wrong", ClockCheck.judge(Instant.EPOCH, Optional.of(NOW), built).code());
    assertEquals("clock-unknown", ClockCheck.judge(NOW, Optional.empty(), built).code());
    assertEquals(
        "clock-impossible", ClockCheck.judge(Instant.EPOCH, Optional.empty(), built).code());
    assertEquals(Optional.empty(), MachineCheck.supply(Map.of()));
    assertEquals(
        "supply-low", MachineCheck.supply(Map.of("under-voltage", "now")).orElseThrow().code());
    assertEquals("modem-none", MachineCheck.modem(Map.of()).code());
    assertEquals(
        "modem-weak",
        MachineCheck.modem(Map.of("modem-state", "connected", "modem-signal-pct", "12")).code());
    assertEquals(
        "modem-unregistered", MachineCheck.modem(Map.of("modem-state", "searching")).code());
  }
}
