package id.pantau.agent.identity;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import id.pantau.agent.service.FolderLock;
import id.pantau.agent.tool.EnrolCommand;
import id.pantau.workbench.CertificateAuthority;
import id.pantau.workbench.Credentials;
import id.pantau.workbench.TestFolder;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringReader;
import java.io.StringWriter;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.pkcs.PKCS10CertificationRequest;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** What a technician reads, whatever the command centre answers or does not answer. */
class EnrolCommandIT {
  private static final Instant NOW = InstantSource.system().instant();

  private final Path folder = TestFolder.create("enrol");
  private final CertificateAuthority authority =
      CertificateAuthority.create(folder.resolve("ca"), InstantSource.system());
  private final Credentials office = authority.server("office");
  private final Path identity = folder.resolve("identity");
  private HttpsServer server;
  private Answering answering = request -> new Told(500, "{}");
  private String lastRequest = "";

  /** What the command centre answers to the text of a request. */
  private interface Answering {
    Told answer(String body) throws Exception;
  }

  private record Told(int status, String body) {}

  private record Said(int exit, String words) {}

  @BeforeEach
  void start() throws Exception {
    startOn("127.0.0.1");
  }

  private void startOn(String host) throws Exception {
    server = HttpsServer.create(new InetSocketAddress(host, 0), 0);
    server.setHttpsConfigurator(new HttpsConfigurator(tls()));
    server.createContext("/api/v1/enrolments", this::serve);
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private SSLContext tls() throws Exception {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    store.setKeyEntry(
        "own",
        office.key(),
        new char[0],
        new X509Certificate[] {office.certificate(), authorityCertificate()});
    var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(store, new char[0]);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), null, null);
    return context;
  }

  private X509Certificate authorityCertificate() throws Exception {
    return Pem.certificate(Files.readAllBytes(authority.certificateFile()));
  }

  private void serve(HttpExchange exchange) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    lastRequest = body;
    try {
      Told told = answering.answer(body);
      byte[] bytes = told.body().getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(told.status(), bytes.length);
      exchange.getResponseBody().write(bytes);
    } catch (Exception e) {
      throw new IOException(e);
    } finally {
      exchange.close();
    }
  }

  private String address() {
    return "https://" + server.getAddress().getHostString() + ":" + server.getAddress().getPort();
  }

  private Path config(String... more) throws IOException {
    return Files.writeString(
        folder.resolve("agent.yaml"),
        """
        mqtt:
          ca-file: %1$s/ca.pem
          certificate-file: %1$s/device.pem
          key-file: %1$s/device.key
        journal:
          folder: %2$s
        """
                .formatted(identity, folder.resolve("journal"))
            + String.join("\n", more)
            + "\n");
  }

  private Said run(InstantSource clock, String... arguments) throws IOException {
    if (!Files.exists(folder.resolve("agent.yaml"))) {
      config();
    }
    var words = new StringWriter();
    var all =
        Stream.concat(
                Stream.of("--config", folder.resolve("agent.yaml").toString()),
                Arrays.stream(arguments))
            .toArray(String[]::new);
    int exit = new CommandLine(new EnrolCommand(clock)).setOut(new PrintWriter(words)).execute(all);
    return new Said(exit, words.toString());
  }

  private Said enrol() throws Exception {
    return run(
        InstantSource.fixed(NOW), "ABCD-EFGH", "--server", address(), "--pin", fingerprint());
  }

  private String fingerprint() throws Exception {
    String hex =
        HexFormat.ofDelimiter(":")
            .withUpperCase()
            .formatHex(
                MessageDigest.getInstance("SHA-256").digest(authorityCertificate().getEncoded()));
    return hex; // as openssl prints it
  }

  private static void assertRefused(Said said, String indonesian, String english) {
    assertEquals(1, said.exit(), said.words());
    assertTrue(said.words().contains(indonesian), said.words());
    assertTrue(said.words().contains(english), said.words());
    assertTrue(said.words().contains("-> "), "what to do: " + said.words());
  }

  private static Told problem(int status, String code) {
    return new Told(
        status, "{\"status\":%d,\"code\":\"%s\",\"detail\":\"rinci\"}".formatted(status, code));
  }

  private Told certified(String body, String name, String subject, PrivateKey signer)
      throws Exception {
    PKCS10CertificationRequest request;
    try (var parser =
        new PEMParser(new StringReader(FlatJson.find(body, "request").orElseThrow()))) {
      request = (PKCS10CertificationRequest) parser.readObject();
    }
    var holder =
        new JcaX509v3CertificateBuilder(
                X500Name.getInstance(authorityCertificate().getSubjectX500Principal().getEncoded()),
                java.math.BigInteger.TWO,
                java.util.Date.from(NOW.minus(Duration.ofDays(1))),
                java.util.Date.from(NOW.plus(Duration.ofDays(90))),
                new X500Name("CN=" + subject),
                new JcaPKCS10CertificationRequest(request).getPublicKey())
            .build(new JcaContentSignerBuilder("SHA256withECDSA").build(signer));
    return new Told(
        201,
        "{\"deviceId\":%s,\"certificate\":%s,\"authority\":%s,\"brokerUri\":\"ssl://127.0.0.1:8883\"}"
            .formatted(
                FlatJson.quoted(name),
                FlatJson.quoted(Pem.of("CERTIFICATE", holder.getEncoded())),
                FlatJson.quoted(Files.readString(authority.certificateFile()))));
  }

  private PrivateKey authorityKey() throws Exception {
    return Pem.key(Files.readAllBytes(authority.keyFile()));
  }

  @Test
  void aCodeBecomesAnIdentityAndTheKeyStaysHere() throws Exception {
    answering = body -> certified(body, "trk-7", "trk-7", authorityKey());
    Said said = enrol();
    assertEquals(0, said.exit(), said.words());
    assertTrue(said.words().contains("Pelacak ini sekarang trk-7"), said.words());
    assertTrue(said.words().contains("This tracker is trk-7 now"), said.words());
    assertTrue(lastRequest.contains("\"code\":\"ABCD-EFGH\""), lastRequest);
    assertFalse(lastRequest.contains("PRIVATE"), lastRequest);
    PrivateKey key = Pem.key(Files.readAllBytes(identity.resolve("device.key")));
    X509Certificate own = Pem.certificate(Files.readAllBytes(identity.resolve("device.pem")));
    assertTrue(Pem.fits(own.getPublicKey(), key));
    assertEquals(
        "device=trk-7\nmqtt.uri=ssl://127.0.0.1:8883\n",
        Files.readString(identity.resolve(Identity.ENROLLED)));
    try (Stream<Path> files = Files.list(identity)) {
      assertEquals(4, files.count(), "nothing is left over");
    }
  }

  @Test
  void everyRefusalOfTheCommandCentreHasItsWordsInBothLanguages() throws Exception {
    List<List<String>> all =
        List.of(
            List.of("code-unknown", "Kode tidak dikenal.", "The code is not known."),
            List.of("code-used", "Kode sudah dipakai. (rinci)", "used already. (rinci)"),
            List.of("code-expired", "sudah habis", "time of the code is over"),
            List.of("code-cancelled", "sudah ditarik", "was withdrawn"),
            List.of("code-exhausted", "terlalu sering dicoba", "tried too often"),
            List.of("too-many-attempts", "Terlalu banyak kode salah", "Too many wrong codes"),
            List.of(
                "device-clock-wrong", "Jam pelacak ini salah", "clock of this tracker is wrong"),
            List.of("device-name-taken", "Sudah ada pelacak", "a tracker of this name already"),
            List.of("request-other-name", "Nama pelacak ini", "has another name"),
            List.of("request-weak-key", "terlalu lemah", "too weak"),
            List.of("request-broken-signature", "keadaan rusak", "arrived damaged"),
            List.of("request-unreadable", "tidak dapat membaca", "cannot read the request"),
            List.of("request-old-key", "sudah dikenal", "knows the key"),
            List.of("enrolment-off", "tidak mendaftarkan", "does not enrol"),
            List.of("of-a-newer-version", "Ditolak: rinci", "Refused: rinci"));
    for (List<String> each : all) {
      answering = body -> problem(422, each.get(0));
      Said said = enrol();
      assertEquals(1, said.exit(), said.words());
      assertTrue(said.words().contains(each.get(1)), said.words());
      assertTrue(said.words().contains(each.get(2)), said.words());
      assertFalse(Files.exists(identity.resolve("device.key")), "nothing is in use");
    }
  }

  @Test
  void whoHasNotOurAuthorityIsNoCommandCentre() throws Exception {
    assertRefused(
        run(InstantSource.fixed(NOW), "ABCD-EFGH", "--server", address(), "--pin", "0".repeat(64)),
        "bukan pusat komando kita",
        "is not our command centre");
    assertEquals("", lastRequest, "the code was not told");
    // The right authority, but a certificate for another name.
    server.stop(0);
    startOn("127.0.0.2");
    assertRefused(enrol(), "bukan pusat komando kita", "is not our command centre");
    assertEquals("", lastRequest);
  }

  @Test
  void aCardThatBringsTheAuthorityNeedsNoFingerprint() throws Exception {
    Files.createDirectories(identity);
    Files.copy(authority.certificateFile(), identity.resolve("ca.pem"));
    answering = body -> certified(body, "trk-7", "trk-7", authorityKey());
    config("enrolment:", "  server: " + address());
    Said said = run(InstantSource.fixed(NOW), "abcd efgh");
    assertEquals(0, said.exit(), said.words());
  }

  @Test
  void aClockThatIsWrongIsSaidBeforeAnythingIsTold() throws Exception {
    for (Instant wrong : List.of(Instant.EPOCH, NOW.plus(Duration.ofDays(11 * 365)))) {
      assertRefused(
          run(
              InstantSource.fixed(wrong),
              "ABCD-EFGH",
              "--server",
              address(),
              "--pin",
              fingerprint()),
          "jamnya salah",
          "the clock is wrong");
    }
    assertEquals("", lastRequest);
  }

  @Test
  void whatIsMissingOrSenselessIsSaid() throws Exception {
    assertRefused(run(InstantSource.fixed(NOW), "ABCD-EFGH"), "belum diketahui", "is not known");
    assertRefused(
        run(InstantSource.fixed(NOW), "ABCD-EFGH", "--server", "http://127.0.0.1:1"),
        "Ini bukan alamat",
        "no address");
    assertRefused(
        run(InstantSource.fixed(NOW), "ABCD-EFGH", "--server", address()),
        "belum tahu dari apa",
        "does not know by what");
    assertRefused(
        run(InstantSource.fixed(NOW), "ABCD-EFGH", "--server", address(), "--pin", "12"),
        "Ini bukan sidik jari",
        "no fingerprint");
    config("device: Huruf-Besar");
    assertRefused(run(InstantSource.fixed(NOW), "ABCD-EFGH"), "device", "device");
  }

  @Test
  void aTrackerThatRunsIsNotGivenAnotherIdentityUnderItsHands() throws Exception {
    try (FolderLock running = FolderLock.take(folder.resolve("journal"))) {
      assertRefused(enrol(), "sedang berjalan", "is running");
    }
  }

  @Test
  void nobodyThereIsSaid() throws Exception {
    String nowhere = address();
    server.stop(0);
    assertRefused(
        run(InstantSource.fixed(NOW), "ABCD-EFGH", "--server", nowhere, "--pin", fingerprint()),
        "tidak dapat dihubungi",
        "cannot be reached");
  }

  @Test
  void anAnswerThatDoesNotFitIsNotKept() throws Exception {
    CertificateAuthority other =
        CertificateAuthority.create(folder.resolve("other"), InstantSource.system());
    PrivateKey foreign = Pem.key(Files.readAllBytes(other.keyFile()));
    List<Answering> wrong =
        List.of(
            body -> new Told(201, "{}"),
            body -> certified(body, "trk-7", "trk-8", authorityKey()),
            body -> certified(body, "trk-7", "trk-7", foreign),
            body ->
                new Told(
                    201,
                    certified(body, "trk-7", "trk-7", authorityKey())
                        .body()
                        .replace("ssl://", "tcp://")));
    for (Answering each : wrong) {
      answering = each;
      assertRefused(enrol(), "tidak cocok dengan pelacak ini", "does not fit this tracker");
      assertFalse(Files.exists(identity.resolve("device.key")));
      assertFalse(Files.exists(identity.resolve("device.pem")));
    }
  }

  @Test
  void afterAnAnswerThatWasLostTheSameKeyIsAskedForAgain() throws Exception {
    answering = body -> problem(503, "database-away");
    enrol();
    byte[] key = Files.readAllBytes(identity.resolve("next-device.key"));
    String request = FlatJson.find(lastRequest, "request").orElseThrow();
    answering = body -> certified(body, "trk-7", "trk-7", authorityKey());
    assertEquals(0, enrol().exit());
    assertEquals(request, FlatJson.find(lastRequest, "request").orElseThrow());
    assertArrayEquals(key, Files.readAllBytes(identity.resolve("device.key")));
    // Once more with a new code: a new key.
    assertEquals(0, enrol().exit());
    assertNotEquals(request, FlatJson.find(lastRequest, "request").orElseThrow());
  }

  @Test
  void aKeyThatTheCommandCentreKnowsFromALostAnswerIsReplaced() throws Exception {
    answering = body -> problem(503, "database-away");
    enrol();
    String known = FlatJson.find(lastRequest, "request").orElseThrow();
    answering =
        body ->
            FlatJson.find(body, "request").orElseThrow().equals(known)
                ? problem(422, "request-old-key")
                : certified(body, "trk-7", "trk-7", authorityKey());
    assertEquals(0, enrol().exit());
  }
}
