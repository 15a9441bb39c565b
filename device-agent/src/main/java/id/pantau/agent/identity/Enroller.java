package id.pantau.agent.identity;

import id.pantau.wire.DeviceId;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;
import javax.naming.ldap.Rdn;

/**
 * Brings a code to the command centre and takes a certificate home. The key is made here and only
 * its public half leaves; it is staged before it is sent, so that an answer that was lost can be
 * asked for again.
 */
public final class Enroller {
  private static final Duration CONNECT_LIMIT = Duration.ofSeconds(15);
  private static final Duration ANSWER_LIMIT = Duration.ofSeconds(30);
  private static final int ANSWER_MAX = 64 * 1024;
  private static final int CREATED = 201;

  private final Identity identity;
  private final Optional<DeviceId> device;
  private final Trust trust;
  private final InstantSource clock;

  /**
   * Nothing is done yet.
   *
   * @param device what the configuration calls us; empty = we take the name of the code
   */
  public Enroller(Identity identity, Optional<DeviceId> device, Trust trust, InstantSource clock) {
    this.identity = identity;
    this.device = device;
    this.trust = trust;
    this.clock = clock;
  }

  /** Takes at most a minute. */
  public Outcome enrol(String code, URI server) throws InterruptedException {
    try {
      identity.repair();
      Answer answer = ask(code, server, request());
      if (answer.problem().equals("request-old-key")) {
        // Staged for another code, and certified: the answer to that one was lost for good.
        identity.discard();
        answer = ask(code, server, request());
      }
      return answer.status() == CREATED ? keep(answer) : refusal(answer);
    } catch (NoAnswer noAnswer) {
      return noAnswer.why;
    } catch (IOException e) {
      return Outcome.refused("cannot-write", String.valueOf(e));
    } catch (GeneralSecurityException e) {
      return Outcome.refused("answer-wrong", String.valueOf(e.getMessage()));
    }
  }

  private static Outcome refusal(Answer answer) {
    String detail = FlatJson.find(answer.body(), "detail").orElse("HTTP " + answer.status());
    return Outcome.refused(answer.problem().isEmpty() ? "no-answer" : answer.problem(), detail);
  }

  /** In DER; the same again after a power cut. */
  private byte[] request() throws IOException, GeneralSecurityException {
    Optional<byte[]> staged = identity.findStaged(Identity.Part.REQUEST);
    if (staged.isPresent() && identity.findStaged(Identity.Part.KEY).isPresent()) {
      return staged.get();
    }
    identity.discard();
    KeyPair keys = Pem.newKeys();
    byte[] request = Pkcs10.write(keys, device.map(DeviceId::value).orElse(""));
    identity.stage(Identity.Part.KEY, Pem.key(keys.getPrivate()));
    identity.stage(Identity.Part.REQUEST, request);
    return request;
  }

  /**
   * @param problem the code of the refusal; empty for none
   */
  private record Answer(int status, String problem, String body) {}

  /** There was none, and why. */
  private static final class NoAnswer extends Exception {
    private static final long serialVersionUID = 1;
    private final transient Outcome.Refused why;

    NoAnswer(Outcome.Refused why) {
      super(why.code(), null, false, false);
      this.why = why;
    }
  }

  private Answer ask(String code, URI server, byte[] request)
      throws NoAnswer, GeneralSecurityException, InterruptedException {
    String body =
        "{\"code\":%s,\"request\":%s,\"deviceTime\":%s}"
            .formatted(
                FlatJson.quoted(code),
                FlatJson.quoted(Pem.of("CERTIFICATE REQUEST", request)),
                FlatJson.quoted(clock.instant().truncatedTo(ChronoUnit.SECONDS).toString()));
    try (HttpClient http =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .sslContext(trust.tls())
            .connectTimeout(CONNECT_LIMIT)
            .build()) {
      HttpResponse<java.io.InputStream> response =
          http.send(
              HttpRequest.newBuilder(server.resolve("/api/v1/enrolments"))
                  .timeout(ANSWER_LIMIT)
                  .header("Content-Type", "application/json")
                  .POST(HttpRequest.BodyPublishers.ofString(body))
                  .build(),
              HttpResponse.BodyHandlers.ofInputStream());
      String text;
      try (java.io.InputStream in = response.body()) {
        text = new String(in.readNBytes(ANSWER_MAX), StandardCharsets.UTF_8);
      }
      boolean good = response.statusCode() == CREATED;
      String problem = good ? "" : FlatJson.find(text, "code").orElse("");
      return new Answer(response.statusCode(), problem, text);
    } catch (IOException e) {
      throw new NoAnswer(unreached(server, e));
    }
  }

  private Outcome.Refused unreached(URI server, IOException failure) {
    for (Throwable at = failure; at != null; at = at.getCause()) {
      switch (at) {
        case CertificateNotYetValidException early -> {
          return Outcome.refused("own-clock-wrong", now());
        }
        case CertificateExpiredException late -> {
          return Outcome.refused("own-clock-wrong", now());
        }
        case UnresolvedAddressException unknown -> {
          return Outcome.refused("unknown-name", server.getHost());
        }
        case HttpTimeoutException silent -> {
          return Outcome.refused("unreachable", server.getAuthority(), "timeout");
        }
        case Trust.Stranger stranger -> {
          return Outcome.refused("stranger", server.getAuthority());
        }
        case java.security.cert.CertificateException other -> {
          return Outcome.refused("stranger", server.getAuthority());
        }
        default -> {}
      }
    }
    return failure instanceof ConnectException
        ? Outcome.refused(
            "unreachable", server.getAuthority(), String.valueOf(failure.getMessage()))
        : Outcome.refused("no-answer", server.getAuthority() + ": " + failure.getMessage());
  }

  private String now() {
    return clock.instant().truncatedTo(ChronoUnit.SECONDS).toString();
  }

  /** Everything is looked at before anything is kept. */
  private Outcome keep(Answer answer) throws IOException, GeneralSecurityException {
    X509Certificate authority = Pem.certificate(bytes(answer, "authority"));
    X509Certificate own = Pem.certificate(bytes(answer, "certificate"));
    String name = text(answer, "deviceId");
    String broker = text(answer, "brokerUri");
    requireGood(authority, own, name);
    if (!broker.matches("ssl://[^/\\s]+:\\d{1,5}")) {
      throw new GeneralSecurityException("brokerUri " + broker);
    }
    identity.stage(Identity.Part.AUTHORITY, Pem.text(authority));
    identity.stage(
        Identity.Part.ENROLLED,
        ("device=" + name + "\nmqtt.uri=" + broker + "\n").getBytes(StandardCharsets.UTF_8));
    identity.stage(Identity.Part.CERTIFICATE, Pem.text(own));
    identity.promote();
    return new Outcome.Enrolled(new DeviceId(name), broker, own.getNotAfter().toInstant());
  }

  private void requireGood(X509Certificate authority, X509Certificate own, String name)
      throws IOException, GeneralSecurityException {
    if (!trust.authority().filter(authority::equals).isPresent()) {
      throw new GeneralSecurityException("another authority than the one that was asked");
    }
    own.verify(authority.getPublicKey());
    byte[] key = identity.findStaged(Identity.Part.KEY).orElseThrow();
    if (!Pem.fits(own.getPublicKey(), Pem.key(key))) {
      throw new GeneralSecurityException("a certificate of another key");
    }
    boolean named =
        commonName(own).equals(name) && device.map(id -> id.value().equals(name)).orElse(true);
    if (!named) {
      throw new GeneralSecurityException("a certificate of another name: " + commonName(own));
    }
  }

  private static byte[] bytes(Answer answer, String field) throws GeneralSecurityException {
    return text(answer, field).getBytes(StandardCharsets.UTF_8);
  }

  private static String text(Answer answer, String field) throws GeneralSecurityException {
    return FlatJson.find(answer.body(), field)
        .orElseThrow(() -> new GeneralSecurityException("no " + field));
  }

  static String commonName(X509Certificate certificate) {
    try {
      for (Rdn each : new LdapName(certificate.getSubjectX500Principal().getName()).getRdns()) {
        if (each.getType().equalsIgnoreCase("CN")) {
          return each.getValue().toString();
        }
      }
    } catch (InvalidNameException nameless) {
      return "?";
    }
    return "?";
  }
}
