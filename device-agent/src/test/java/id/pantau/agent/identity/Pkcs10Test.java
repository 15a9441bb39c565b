package id.pantau.agent.identity;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyPair;
import java.util.Optional;
import org.bouncycastle.operator.jcajce.JcaContentVerifierProviderBuilder;
import org.bouncycastle.pkcs.PKCS10CertificationRequest;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class Pkcs10Test {
  @TempDir private Path folder;

  /** By another program's reading. */
  @Test
  void aRequestIsReadAndItsSignatureHolds() throws Exception {
    for (String name : new String[] {"", "trk-1", "a".repeat(32)}) {
      KeyPair keys = Pem.newKeys();
      var read = new PKCS10CertificationRequest(Pkcs10.write(keys, name));
      assertTrue(
          read.isSignatureValid(new JcaContentVerifierProviderBuilder().build(keys.getPublic())));
      assertEquals(keys.getPublic(), new JcaPKCS10CertificationRequest(read).getPublicKey());
      assertEquals(name.isEmpty() ? "" : "CN=" + name, read.getSubject().toString());
    }
  }

  @Test
  void aKeyIsReadAgainAndKnowsItsOtherHalf() throws Exception {
    KeyPair keys = Pem.newKeys();
    assertArrayEquals(
        keys.getPrivate().getEncoded(), Pem.key(Pem.key(keys.getPrivate())).getEncoded());
    assertTrue(Pem.fits(keys.getPublic(), keys.getPrivate()));
    assertFalse(Pem.fits(Pem.newKeys().getPublic(), keys.getPrivate()));
  }

  @Test
  void textsOfAnAnswerAreReadAsTheyWereMeant() {
    String json = "{\"code\" : \"a-b\",\"detail\":\"Jam \\\"salah\\\"\\n\\u00e9 \\\\ \",\"n\":5}";
    assertEquals(Optional.of("a-b"), FlatJson.find(json, "code"));
    assertEquals(Optional.of("Jam \"salah\"\né \\ "), FlatJson.find(json, "detail"));
    assertEquals(Optional.empty(), FlatJson.find(json, "n"));
    assertEquals(Optional.empty(), FlatJson.find("{\"code\":\"never ends", "code"));
    assertEquals("\"a\\\"\\\\\\u000a\"", FlatJson.quoted("a\"\\\n"));
  }

  @Test
  void aKeyOnTheCardIsItsOwnersAlone() throws Exception {
    var disk = new RealIdentityDisk(folder.resolve("identity"));
    disk.write("device.key.tmp", new byte[] {1});
    disk.rename("device.key.tmp", "device.key");
    assertEquals(
        "rw-------",
        PosixFilePermissions.toString(
            Files.getPosixFilePermissions(folder.resolve("identity/device.key"))));
    disk.write("device.key.tmp", new byte[] {2});
    disk.rename("device.key.tmp", "device.key");
    assertArrayEquals(new byte[] {2}, disk.read("device.key").orElseThrow());
    disk.delete("device.key");
    assertTrue(disk.read("device.key").isEmpty());
    assertTrue(disk.list().isEmpty());
  }
}
