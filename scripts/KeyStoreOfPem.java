import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;

/** Makes the key store of trusted certificates that an unpacked JDK of Debian looks for: PEM file in, key store out. */
class KeyStoreOfPem {
  public static void main(String[] files) throws Exception {
    KeyStore store = KeyStore.getInstance("JKS");
    store.load(null, null);
    try (InputStream in = Files.newInputStream(Path.of(files[0]))) {
      int count = 0;
      for (Certificate each : CertificateFactory.getInstance("X.509").generateCertificates(in)) {
        store.setCertificateEntry("ca-" + count++, each);
      }
    }
    try (OutputStream out = Files.newOutputStream(Path.of(files[1]))) {
      store.store(out, "changeit".toCharArray()); // the password that every JDK expects; the content is public
    }
  }
}
