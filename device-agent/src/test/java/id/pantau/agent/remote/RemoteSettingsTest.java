package id.pantau.agent.remote;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import id.pantau.wire.DesiredConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RemoteSettingsTest {
  private static final Map<String, String> SLOW = Map.of("driving.overspeed-kmh", "80");
  private static final Map<String, String> FAST = Map.of("driving.overspeed-kmh", "110");

  @TempDir Path folder;

  private RemoteSettings open() {
    return RemoteSettings.open(folder.resolve("settings"));
  }

  private static boolean offer(RemoteSettings settings, int version, Map<String, String> values) {
    return settings.offer(new DesiredConfig(version, values), map -> Optional.empty());
  }

  /** A restart of the program that then runs. */
  private RemoteSettings restartAndRun() {
    RemoteSettings settings = open();
    settings.starting();
    settings.proven();
    return settings;
  }

  @Test
  void whatRunsIsKept() {
    RemoteSettings settings = open();
    assertEquals(Map.of(), settings.report());
    assertTrue(offer(settings, 1, SLOW));
    assertEquals("trial", settings.report().get("config-state"));
    RemoteSettings again = restartAndRun();
    assertEquals(SLOW, again.inUse());
    assertEquals(Map.of("config-version", "1", "config-state", "applied"), again.report());
    assertFalse(offer(open(), 1, FAST), "the same version is no news");
    assertEquals(SLOW, open().inUse());
  }

  @Test
  void whatDoesNotRunIsTakenBackAfterThreeStarts() {
    offer(open(), 1, SLOW);
    restartAndRun();
    offer(open(), 2, FAST);
    for (int start = 0; start < 3; start++) {
      RemoteSettings crashing = open();
      crashing.starting();
      assertEquals(FAST, crashing.inUse());
    }
    RemoteSettings fourth = open();
    fourth.starting();
    assertEquals(SLOW, fourth.inUse(), "those that ran");
    assertEquals("rolled-back", fourth.report().get("config-state"));
    assertEquals("2", fourth.report().get("config-version"));
    assertFalse(offer(fourth, 2, FAST), "it is not tried for ever");
    assertTrue(offer(fourth, 3, FAST), "another attempt is one");
  }

  @Test
  void nonsenseIsRefusedWithItsReasonAndTheOldIsKept() {
    offer(open(), 1, SLOW);
    restartAndRun();
    RemoteSettings settings = open();
    assertFalse(
        settings.offer(
            new DesiredConfig(2, FAST), values -> Optional.of("110 tidak dapat dipakai")));
    assertEquals(SLOW, settings.inUse());
    assertEquals("refused", settings.report().get("config-state"));
    assertEquals("110 tidak dapat dipakai", settings.report().get("config-reason"));
    assertEquals(SLOW, open().inUse());
  }

  @Test
  void nobodyInTheOfficeCanSendATrackerAway() {
    for (String key : new String[] {"device", "mqtt.uri", "mqtt.key-file", "gnss.port", "gpio"}) {
      RemoteSettings settings = open();
      int version = Integer.parseInt(settings.report().getOrDefault("config-version", "0")) + 1;
      assertFalse(offer(settings, version, Map.of(key, "x")), key);
      assertEquals(Map.of(), settings.inUse());
      assertTrue(settings.report().get("config-reason").startsWith(key));
    }
  }

  @Test
  void aDamagedFileCostsTheSettingsOfTheOfficeOnly() throws IOException {
    offer(open(), 7, SLOW);
    Files.writeString(folder.resolve("settings"), "version=seven\n");
    assertEquals(Map.of(), open().inUse());
    assertTrue(offer(open(), 7, SLOW));
  }
}
