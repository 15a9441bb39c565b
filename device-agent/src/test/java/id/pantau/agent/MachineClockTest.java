package id.pantau.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import id.pantau.workbench.TestFolder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** When the machine's clock is to be set, and what root does with the request. */
class MachineClockTest {
  private static final Instant BUILT = Instant.parse("2026-11-01T00:00:00Z");
  private static final Instant TRUE_TIME = Instant.parse("2026-11-30T01:00:00Z");

  private final Path folder = TestFolder.create("clock");
  private final Path request = folder.resolve("clock");
  private Instant machine = TRUE_TIME;
  private long seconds;
  private final MachineClock clock = clock(new ClockSettings(true, request));

  private MachineClock clock(ClockSettings settings) {
    try {
      Path uptime = Files.writeString(folder.resolve("uptime"), "1234.56 999.00\n");
      return new MachineClock(settings, BUILT, () -> machine.plusSeconds(seconds), uptime);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static Optional<Instant> at(Instant start, long second) {
    return Optional.of(start.plusSeconds(second));
  }

  /** Both clocks run on for so long. */
  private void pass(int time, Instant satellites, boolean hasFix, MachineClock judge) {
    for (int i = 0; i < time; i++) {
      judge.look(at(satellites, seconds), hasFix, seconds * 1_000_000_000L);
      seconds++;
    }
  }

  private boolean isAsked() {
    return Files.exists(request);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1970-01-01T00:00:20Z",
        "2037-12-31T00:00:00Z",
        "2026-11-29T22:00:00Z",
        "2026-11-30T01:01:30Z"
      })
  void aClockThatIsFarOffIsSetWhenTheSatellitesAreSure(String wrong) throws IOException {
    machine = Instant.parse(wrong);
    pass(9, TRUE_TIME, true, clock);
    assertFalse(isAsked(), "not by a few sentences");
    pass(1, TRUE_TIME, true, clock);
    assertEquals(
        "1795914009.000 1234.56\n".replace("1795914009", "" + (TRUE_TIME.getEpochSecond() + 9)),
        Files.readString(request));
  }

  @Test
  void aClockThatIsNearlyRightIsLeftToTheNetwork() {
    machine = TRUE_TIME.plusSeconds(58);
    pass(100, TRUE_TIME, true, clock);
    assertFalse(isAsked());
  }

  @Test
  void timeWithoutAPositionIsTheReceiversOwn() {
    machine = Instant.EPOCH;
    pass(100, TRUE_TIME, false, clock);
    clock.look(Optional.empty(), true, 0);
    assertFalse(isAsked());
  }

  @ParameterizedTest
  @ValueSource(strings = {"2007-04-15T00:00:00Z", "1980-01-06T00:00:00Z", "2047-01-01T00:00:00Z"})
  void aReceiverThatDreamsSetsNothing(String dream) {
    pass(100, Instant.parse(dream), true, clock);
    assertFalse(isAsked());
  }

  @Test
  void datesThatJumpSetNothing() {
    for (int i = 0; i < 100; i++) {
      Instant jumping = TRUE_TIME.plus(Duration.ofDays(i % 7));
      clock.look(Optional.of(jumping), true, i * 1_000_000_000L);
    }
    assertFalse(isAsked());
  }

  @Test
  void asksAgainAfterAWhileAndNotAllTheTime() throws IOException {
    machine = Instant.EPOCH;
    pass(10, TRUE_TIME, true, clock);
    Files.delete(request);
    pass(590, TRUE_TIME, true, clock);
    assertFalse(isAsked());
    pass(20, TRUE_TIME, true, clock);
    assertTrue(isAsked());
  }

  @Test
  void aClockThatWasSetIsAskedForAgainAtOnceWhenItGoesWrongAgain() throws IOException {
    machine = Instant.EPOCH;
    pass(10, TRUE_TIME, true, clock);
    Files.delete(request);
    machine = TRUE_TIME;
    pass(5, TRUE_TIME, true, clock);
    machine = TRUE_TIME.minusSeconds(86_400);
    pass(10, TRUE_TIME, true, clock);
    assertTrue(isAsked());
  }

  @Test
  void whoWantsItLeftAloneIsObeyed() {
    machine = Instant.EPOCH;
    pass(100, TRUE_TIME, true, clock(new ClockSettings(false, request)));
    assertFalse(isAsked());
  }

  /** A laboratory, the demo: there is no folder of the service. */
  @Test
  void whereNobodyWouldSetItNothingIsMade() {
    machine = Instant.EPOCH;
    Path nowhere = folder.resolve("run/clock");
    pass(100, TRUE_TIME, true, clock(new ClockSettings(true, nowhere)));
    assertFalse(Files.exists(nowhere.getParent()));
  }

  /** Only the setting itself is not done: there is a {@code date} that notes what it was told. */
  private String rootSets(String text) throws IOException, InterruptedException {
    Path tools = Files.createDirectories(folder.resolve("tools"));
    Path noted = folder.resolve("noted");
    Files.deleteIfExists(noted);
    for (String name : new String[] {"date", "hwclock"}) {
      Path tool = tools.resolve(name);
      Files.writeString(
          tool, "#!/bin/sh\n[ \"$1 $2\" != '-u -s' ] || echo \"$3\" >>'" + noted + "'\n");
      assertTrue(tool.toFile().setExecutable(true));
    }
    Files.writeString(request, text);
    Path script =
        SharedData.repository().resolve("packaging/deb/root/usr/lib/pantau-agent/set-clock");
    var builder = new ProcessBuilder("sh", script.toString(), request.toString());
    builder.environment().merge("PATH", tools.toString(), (old, own) -> own + ":" + old);
    Process process = builder.redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertTrue(process.waitFor(20, TimeUnit.SECONDS));
    assertEquals(0, process.exitValue(), said);
    assertFalse(Files.exists(request), "the next request is a new file");
    return Files.exists(noted) ? Files.readString(noted).strip() : "";
  }

  private static double uptime() throws IOException {
    return Double.parseDouble(Files.readString(Path.of("/proc/uptime")).split(" ")[0]);
  }

  @Test
  void rootSetsWhatWasAskedForAndWhatHasPassedSince() throws Exception {
    String set = rootSets("1795914009.250 %.2f%n".formatted(uptime() - 5));
    double late = Double.parseDouble(set.substring(1)) - 1_795_914_014.25;
    assertTrue(set.startsWith("@") && late >= -0.1 && late < 15, set);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "1795914009",
        "0 UP",
        "9999999999 UP",
        "1795914009.0 1.0",
        "1795914009.0 99999999999",
        "-1795914009 UP",
        "$(reboot) UP",
        "1795914009 UP UP",
        "now UP",
      })
  void rootRefusesNonsense(String text) throws Exception {
    assertEquals("", rootSets(text.replace("UP", "%.2f".formatted(uptime() - 1))));
  }

  @Test
  void rootFollowsNoLink() throws Exception {
    Path elsewhere =
        Files.writeString(
            folder.resolve("elsewhere"), "1795914009.0 %.2f%n".formatted(uptime() - 1));
    Files.createSymbolicLink(request, elsewhere);
    Path script =
        SharedData.repository().resolve("packaging/deb/root/usr/lib/pantau-agent/set-clock");
    Process process =
        new ProcessBuilder("sh", script.toString(), request.toString())
            .redirectErrorStream(true)
            .start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertTrue(said.contains("is not set"), said);
    assertTrue(Files.exists(elsewhere) && !Files.isSymbolicLink(request));
  }
}
