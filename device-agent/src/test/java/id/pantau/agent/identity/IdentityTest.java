package id.pantau.agent.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import id.pantau.agent.TlsFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class IdentityTest {
  private static final Path FOLDER = Path.of("/identity");
  private static final TlsFiles FILES =
      new TlsFiles(
          FOLDER.resolve("ca.pem"), FOLDER.resolve("device.pem"), FOLDER.resolve("device.key"));
  private static final List<String> NAMES =
      List.of("ca.pem", "device.key", "device.pem", "enrolled.properties");

  private interface Work {
    void run(Identity identity) throws IOException;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  private static BreakingDisk diskWith(String generation) {
    var disk = new BreakingDisk();
    for (String name : NAMES) {
      disk.files().put(name, bytes(generation + " " + name));
    }
    return disk;
  }

  /** What is in use, in the words of {@link #diskWith}. */
  private static Map<String, String> inUse(BreakingDisk disk) {
    var all = new TreeMap<String, String>();
    for (String name : NAMES) {
      all.put(name, new String(disk.files().get(name), StandardCharsets.US_ASCII));
    }
    return all;
  }

  private static Map<String, String> all(String generation) {
    return inUse(diskWith(generation));
  }

  private static void enrolAgain(Identity identity) throws IOException {
    identity.stage(Identity.Part.KEY, bytes("new device.key"));
    identity.stage(Identity.Part.REQUEST, bytes("new request"));
    identity.stage(Identity.Part.AUTHORITY, bytes("new ca.pem"));
    identity.stage(Identity.Part.ENROLLED, bytes("new enrolled.properties"));
    identity.stage(Identity.Part.CERTIFICATE, bytes("new device.pem"));
    identity.promote();
  }

  /** How many changes the work makes on a healthy disk. */
  private static int changesOf(Work work) throws IOException {
    BreakingDisk disk = diskWith("old");
    disk.breakAt(Integer.MAX_VALUE, false);
    work.run(new Identity(disk, FILES));
    return disk.changes();
  }

  private static BreakingDisk broken(Work work, int change, boolean alsoDone) {
    BreakingDisk disk = diskWith("old");
    disk.breakAt(change, alsoDone);
    assertThrows(BreakingDisk.Broken.class, () -> work.run(new Identity(disk, FILES)));
    disk.heal();
    return disk;
  }

  @Test
  void whateverChangeThePowerGoesAtAllIsOldOrAllIsNew() throws IOException {
    int changes = changesOf(IdentityTest::enrolAgain);
    assertEquals(15, changes, "5 parts of 2 changes, 4 renames and the request is taken away");
    int news = 0;
    for (int change = 0; change < changes; change++) {
      for (boolean alsoDone : new boolean[] {false, true}) {
        BreakingDisk disk = broken(IdentityTest::enrolAgain, change, alsoDone);
        new Identity(disk, FILES).repair();
        boolean isNew = inUse(disk).equals(all("new"));
        news += isNew ? 1 : 0;
        assertTrue(
            isNew || inUse(disk).equals(all("old")),
            "change " + change + " " + alsoDone + ": " + inUse(disk));
      }
    }
    assertTrue(news > 0 && news < 2 * changes, news + " ended new");
  }

  /** A renewal: only key and certificate are new. */
  @Test
  void whateverChangeThePowerGoesAtKeyAndCertificateAreOfOnePair() throws IOException {
    Work renewal =
        identity -> {
          identity.stage(Identity.Part.KEY, bytes("new device.key"));
          identity.stage(Identity.Part.REQUEST, bytes("new request"));
          identity.stage(Identity.Part.CERTIFICATE, bytes("new device.pem"));
          identity.promote();
        };
    int changes = changesOf(renewal);
    for (int change = 0; change < changes; change++) {
      for (boolean alsoDone : new boolean[] {false, true}) {
        BreakingDisk disk = broken(renewal, change, alsoDone);
        new Identity(disk, FILES).repair();
        Map<String, String> now = inUse(disk);
        String generation = now.get("device.key").substring(0, 3);
        assertEquals(generation + " device.pem", now.get("device.pem"), "change " + change);
        assertEquals("old ca.pem", now.get("ca.pem"));
      }
    }
  }

  @Test
  void aRepairThatIsInterruptedIsFinishedByTheNext() throws IOException {
    int changes = changesOf(IdentityTest::enrolAgain);
    for (int change = 0; change < changes; change++) {
      for (int second = 0; second < 5; second++) {
        BreakingDisk disk = broken(IdentityTest::enrolAgain, change, true);
        disk.breakAt(second, second % 2 == 0);
        try {
          new Identity(disk, FILES).repair();
        } catch (BreakingDisk.Broken again) {
          disk.heal();
        }
        disk.heal();
        new Identity(disk, FILES).repair();
        assertTrue(
            inUse(disk).equals(all("new")) || inUse(disk).equals(all("old")),
            change + " " + second + ": " + inUse(disk));
      }
    }
  }

  @Test
  void whatIsDiscardedLeavesTheOldWheneverThePowerGoes() throws IOException {
    Work work =
        identity -> {
          identity.stage(Identity.Part.KEY, bytes("new device.key"));
          identity.stage(Identity.Part.REQUEST, bytes("new request"));
          identity.stage(Identity.Part.CERTIFICATE, bytes("new device.pem"));
          identity.discard();
        };
    int changes = changesOf(work);
    for (int change = 0; change < changes; change++) {
      for (boolean alsoDone : new boolean[] {false, true}) {
        BreakingDisk disk = broken(work, change, alsoDone);
        new Identity(disk, FILES).repair();
        assertEquals(all("old"), inUse(disk), "change " + change);
        new Identity(disk, FILES).discard();
        assertEquals(NAMES, List.copyOf(disk.files().keySet()));
      }
    }
  }

  @Test
  void aFirstEnrolmentThatWasCutOffIsNoIdentity() throws IOException {
    var disk = new BreakingDisk();
    var identity = new Identity(disk, FILES);
    identity.stage(Identity.Part.KEY, bytes("new device.key"));
    identity.repair();
    assertTrue(identity.find(Identity.Part.KEY).isEmpty());
    assertTrue(identity.findStaged(Identity.Part.KEY).isPresent(), "it is asked for again");
  }

  @Test
  void nothingIsStagedBeforeTheKeyNorPromotedWithoutACertificate() throws IOException {
    var identity = new Identity(diskWith("old"), FILES);
    assertThrows(
        IllegalStateException.class,
        () -> identity.stage(Identity.Part.CERTIFICATE, bytes("new device.pem")));
    identity.stage(Identity.Part.KEY, bytes("new device.key"));
    assertThrows(IllegalStateException.class, identity::promote);
  }

  @Test
  void filesInSeveralFoldersCannotBeReplacedTogether() {
    var scattered =
        new TlsFiles(
            Path.of("/etc/ca.pem"), FOLDER.resolve("device.pem"), FOLDER.resolve("device.key"));
    assertThrows(IllegalArgumentException.class, () -> Identity.folder(scattered));
  }
}
