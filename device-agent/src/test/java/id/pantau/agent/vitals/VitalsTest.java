package id.pantau.agent.vitals;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import id.pantau.workbench.Await;
import id.pantau.workbench.TestFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** The root of a Raspberry Pi is a folder here, with the texts that its kernel writes. */
class VitalsTest {
  private static final Duration LIMIT = Duration.ofSeconds(20);
  private static final Instant NOW = Instant.parse("2026-11-25T01:00:00Z");

  private final Path root = TestFolder.create("vitals");
  private final SystemFiles files = new SystemFiles(root);
  private final Programs programs =
      new Programs(List.of(root.resolve("usr/bin")), Duration.ofSeconds(10));

  private void has(String path, String text) throws IOException {
    Path file = root.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private void hasProgram(String name, String script) throws IOException {
    has("usr/bin/" + name, "#!/bin/sh\n" + script);
    Files.setPosixFilePermissions(
        root.resolve("usr/bin/" + name), PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private Map<String, String> power() {
    return new Power(files, programs).read();
  }

  @Test
  void aMachineThatSaysNothingLeavesEverythingOut() {
    assertEquals(Map.of(), power());
    assertEquals(Map.of(), new Load(files).read());
    assertEquals(Map.of(), new Modem(programs).read());
    assertEquals(Map.of(), new Storage(files, root.resolve("none")).read());
  }

  @Test
  void tellsTooLittleVoltageNowAndEarlier() throws IOException {
    has("sys/devices/platform/soc/soc:firmware/get_throttled", "50005\n");
    assertEquals(
        Map.of("throttled-bits", "0x50005", "under-voltage", "now", "slowed", "now"), power());
    has("sys/devices/platform/soc/soc:firmware/get_throttled", "50000\n");
    assertEquals(
        Map.of("throttled-bits", "0x50000", "under-voltage", "earlier", "slowed", "earlier"),
        power());
    has("sys/devices/platform/soc/soc:firmware/get_throttled", "0\n");
    assertEquals(Map.of("throttled-bits", "0x0", "under-voltage", "no", "slowed", "no"), power());
  }

  @Test
  void findsTheBitsOfAPi5AndOfTheProgram() throws IOException {
    hasProgram("vcgencmd", "[ \"$1\" = get_throttled ] && echo throttled=0x20002");
    assertEquals(
        Map.of("throttled-bits", "0x20002", "under-voltage", "no", "slowed", "now"), power());
    has("sys/devices/platform/soc@107c000000/soc@107c000000:firmware/get_throttled", "1\n");
    assertEquals("now", power().get("under-voltage"), "the file is asked first");
  }

  @Test
  void nonsenseInsteadOfBitsIsLeftOut() throws IOException {
    has("sys/devices/platform/soc/soc:firmware/get_throttled", "error=1\n");
    assertEquals(Map.of(), power());
  }

  @Test
  void tellsTheVoltageWhereThereIsASensor() throws IOException {
    has("sys/class/hwmon/hwmon0/name", "cpu_thermal\n");
    has("sys/class/hwmon/hwmon0/in1_input", "99\n");
    has("sys/class/hwmon/hwmon1/name", "rpi_volt\n");
    has("sys/class/hwmon/hwmon1/in0_lcrit_alarm", "1\n");
    has("sys/class/hwmon/hwmon2/name", "ina219\n");
    has("sys/class/hwmon/hwmon2/in1_input", "4984\n");
    assertEquals(Map.of("under-voltage", "now", "supply-v", "4.98"), power());
  }

  @Test
  void tellsRoomAndWearOfTheCard() throws IOException {
    has(
        "sys/block/mmcblk0/stat",
        "   12010     4518  1001234     5123    90321    12000  4000000   80000  0  1 2\n");
    has("sys/block/mmcblk0/device/life_time", "0x02 0x07\n");
    has("sys/block/mmcblk0/device/pre_eol_info", "0x02\n");
    has("sys/block/loop0/stat", "1 1 1 1 1 1 9999999 1 1 1 1\n");
    Map<String, String> readings = new Storage(files, root).read();
    assertEquals("2048", readings.get("card-written-mb"));
    assertEquals("70", readings.get("card-life-used-pct"), "the worse of the two");
    assertEquals("low", readings.get("card-reserve"));
    long free = Long.parseLong(readings.get("storage-free-mb"));
    assertTrue(free <= Long.parseLong(readings.get("storage-total-mb")), readings::toString);
  }

  @Test
  void aCardThatDoesNotTellItsWearHasNone() throws IOException {
    has("sys/block/mmcblk0/stat", "short\n");
    has("sys/block/mmcblk0/device/pre_eol_info", "0x00\n");
    Map<String, String> readings = new Storage(files, root.resolve("none")).read();
    assertEquals(Map.of(), readings);
  }

  @Test
  void tellsMemoryLoadAndUptime() throws IOException {
    has("proc/uptime", "90061.27 350000.00\n");
    has("proc/loadavg", "0.35 0.20 0.10 1/123 4567\n");
    has("proc/meminfo", "MemTotal:  441384 kB\nMemFree:  90000 kB\nMemAvailable:  250000 kB\n");
    has("proc/self/status", "Name:\tjava\nVmHWM:\t 70000 kB\nVmRSS:\t   61000 kB\n");
    assertEquals(
        Map.of(
            "uptime-s", "90061",
            "load-1min", "0.35",
            "memory-free-mb", "256",
            "agent-memory-mb", "62"),
        new Load(files).read());
  }

  /** As mmcli 1.20 prints it; what is not known is two dashes. */
  @Test
  void tellsSignalAndOperatorOfTheModem() throws IOException {
    hasProgram(
        "mmcli",
        """
        cat <<'SAID'
        modem.dbus-path                                 : /org/freedesktop/ModemManager1/Modem/0
        modem.generic.state                             : connected
        modem.generic.state-failed-reason               : --
        modem.generic.access-technologies.length        : 1
        modem.generic.access-technologies.value[1]      : lte
        modem.generic.signal-quality.value              : 67
        modem.generic.signal-quality.recent             : yes
        modem.3gpp.imei                                 : 860000000000000
        modem.3gpp.operator-code                        : 51010
        modem.3gpp.operator-name                        : TELKOMSEL
        modem.3gpp.registration-state                   : --
        SAID
        """);
    assertEquals(
        Map.of(
            "modem-state", "connected",
            "modem-signal-pct", "67",
            "modem-radio", "lte",
            "modem-operator", "TELKOMSEL"),
        new Modem(programs).read());
  }

  @Test
  void aModemManagerThatHangsOrFailsIsGivenUp() throws IOException {
    hasProgram("mmcli", "echo 'modem.generic.state : connected'; sleep 600");
    var impatient = new Programs(programs.folders(), Duration.ofMillis(300));
    long start = System.nanoTime();
    assertEquals(Map.of(), new Modem(impatient).read());
    assertTrue(System.nanoTime() - start < Duration.ofSeconds(5).toNanos());
    hasProgram("mmcli", "echo 'modem.generic.state : connected'; exit 1");
    assertEquals(Map.of(), new Modem(programs).read());
  }

  @Test
  void tellsHowFarTheClockIsOff() {
    InstantSource machine = InstantSource.fixed(NOW.minusSeconds(90));
    assertEquals(Map.of(), new PiClock(Optional::empty, machine).read());
    assertEquals(Map.of("clock-off-s", "-90"), new PiClock(() -> Optional.of(NOW), machine).read());
  }

  @Test
  void aSourceThatHangsHoldsUpNobodyAndOldReadingsAreNotTold() throws Exception {
    var hang = new CountDownLatch(1);
    var reads = new java.util.concurrent.atomic.AtomicInteger();
    Source source =
        () -> {
          if (reads.incrementAndGet() > 1) {
            try {
              hang.await();
            } catch (InterruptedException e) {
              Thread.currentThread().interrupt();
            }
          }
          return Map.of("uptime-s", "1");
        };
    Source broken =
        () -> {
          throw new IllegalStateException("broken");
        };
    try (Vitals vitals = new Vitals(List.of(broken, source))) {
      assertTrue(vitals.latest().isEmpty());
      vitals.start(Duration.ofMillis(200));
      Await.until("it is read", LIMIT, () -> vitals.latest().containsKey("uptime-s"));
      Await.until("it is too old", LIMIT, () -> vitals.latest().isEmpty());
      assertFalse(reads.get() < 2);
    }
  }
}
