package id.pantau.agent.selftest;

import id.pantau.agent.TlsFiles;
import id.pantau.wire.DeviceId;
import id.pantau.wire.MutualTls;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateException;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;

/**
 * Goes to the broker step by step, so that it can say which step failed: name, line, TLS, MQTT 5.
 *
 * <p>While the tracker is running, the last step is left out: the broker would take us for it, and
 * end its connection.
 */
final class BrokerCheck {
  private static final Duration LIMIT = Duration.ofSeconds(10);

  /** In TLS 1.3 a refused certificate shows only after our side is done. */
  private static final Duration FOR_A_REFUSAL = Duration.ofSeconds(1);

  private static final int TLS_PORT = 8_883;
  private static final int PLAIN_PORT = 1_883;
  private static final int CONNACK = 0x20;
  private static final int MIN_CONNACK_BYTES = 4;
  private static final byte[] DISCONNECT = {(byte) 0xe0, 0};

  private final DeviceId device;
  private final String uri;
  private final Optional<TlsFiles> tls;
  private final boolean speaks;

  /**
   * @param speaks false = only TLS, no MQTT
   */
  BrokerCheck(DeviceId device, String uri, Optional<TlsFiles> tls, boolean speaks) {
    this.device = device;
    this.uri = uri;
    this.tls = tls;
    this.speaks = speaks;
  }

  Finding judge() {
    URI address;
    try {
      address = URI.create(uri);
    } catch (IllegalArgumentException e) {
      return Finding.of(Saying.BROKER_ADDRESS, uri);
    }
    if (address.getHost() == null) {
      return Finding.of(Saying.BROKER_ADDRESS, uri);
    }
    int otherwise = tls.isPresent() ? TLS_PORT : PLAIN_PORT;
    int port = address.getPort() < 0 ? otherwise : address.getPort();
    try {
      return judge(InetAddress.getByName(address.getHost()), address.getHost(), port);
    } catch (UnknownHostException e) {
      return Finding.of(Saying.BROKER_UNKNOWN, address.getHost());
    }
  }

  private Finding judge(InetAddress at, String host, int port) {
    try (Socket line = new Socket()) {
      line.connect(new InetSocketAddress(at, port), (int) LIMIT.toMillis());
      line.setSoTimeout((int) LIMIT.toMillis());
      return tls.isPresent() ? secured(line, host, port) : spoken(line, host, port);
    } catch (IOException e) {
      return Finding.of(Saying.BROKER_UNREACHABLE, host, port, e.getMessage());
    }
  }

  private Finding secured(Socket line, String host, int port) throws IOException {
    TlsFiles files = tls.orElseThrow();
    SSLContext context =
        MutualTls.context(files.caFile(), files.certificateFile(), files.keyFile());
    try (SSLSocket secure =
        (SSLSocket) context.getSocketFactory().createSocket(line, host, port, true)) {
      SSLParameters parameters = secure.getSSLParameters();
      parameters.setEndpointIdentificationAlgorithm("HTTPS");
      secure.setSSLParameters(parameters);
      try {
        secure.startHandshake();
      } catch (IOException e) {
        return unsecured(e, host, port);
      }
      return speaks ? spoken(secure, host, port) : greeted(secure, host, port);
    }
  }

  private static Finding unsecured(IOException e, String host, int port) {
    if (isCausedBy(e, CertificateException.class)) {
      return Finding.of(Saying.BROKER_NOT_OURS, host, reason(e));
    }
    // A broker that has refused us closes at once, and its alert may be lost with the line.
    boolean cut = isCausedBy(e, SocketException.class);
    return cut || String.valueOf(e.getMessage()).contains("Received fatal alert")
        ? Finding.of(Saying.BROKER_REFUSES, reason(e))
        : Finding.of(Saying.BROKER_SILENT, host, port, reason(e));
  }

  /** Silence is good: no alert. */
  private static Finding greeted(SSLSocket secure, String host, int port) throws IOException {
    secure.setSoTimeout((int) FOR_A_REFUSAL.toMillis());
    try {
      secure.getInputStream().read();
      return Finding.of(Saying.BROKER_REFUSES, "closed");
    } catch (SocketTimeoutException good) {
      return Finding.of(Saying.BROKER_GREETED, host, port);
    } catch (IOException e) {
      return Finding.of(Saying.BROKER_REFUSES, reason(e));
    }
  }

  private Finding spoken(Socket line, String host, int port) {
    try {
      line.getOutputStream().write(connect());
      line.getOutputStream().flush();
      InputStream in = line.getInputStream();
      byte[] answer = in.readNBytes(MIN_CONNACK_BYTES);
      if (answer.length < MIN_CONNACK_BYTES) {
        return Finding.of(Saying.BROKER_REFUSES, "closed");
      }
      // The length of a CONNACK fits into one byte unless the broker has very much to say.
      int reasonAt = answer[1] >= 0 ? 3 : 4;
      int reason = reasonAt < answer.length ? answer[reasonAt] & 0xff : in.read();
      if ((answer[0] & 0xff) != CONNACK) {
        return Finding.of(Saying.BROKER_SILENT, host, port, "no MQTT");
      }
      line.getOutputStream().write(DISCONNECT);
      return reason == 0
          ? Finding.of(Saying.BROKER_GOOD, host, port)
          : Finding.of(Saying.BROKER_SAYS_NO, "0x" + Integer.toHexString(reason));
    } catch (SocketTimeoutException e) {
      return Finding.of(Saying.BROKER_SILENT, host, port, reason(e));
    } catch (IOException e) {
      return Finding.of(Saying.BROKER_REFUSES, reason(e));
    }
  }

  /** MQTT 5.0, 3.1: clean start, nothing to be kept for us, our name. */
  private byte[] connect() throws IOException {
    byte[] name = device.value().getBytes(StandardCharsets.UTF_8);
    var body = new ByteArrayOutputStream();
    body.write(new byte[] {0, 4, 'M', 'Q', 'T', 'T', 5, 2, 0, 30, 0});
    body.write(name.length >> 8);
    body.write(name.length);
    body.write(name);
    if (body.size() > Byte.MAX_VALUE) {
      throw new IllegalStateException("the name is too long for one byte of length: " + device);
    }
    var packet = new ByteArrayOutputStream();
    packet.write(0x10);
    packet.write(body.size());
    packet.write(body.toByteArray());
    return packet.toByteArray();
  }

  private static boolean isCausedBy(Throwable e, Class<?> kind) {
    for (Throwable each = e; each != null; each = each.getCause()) {
      if (kind.isInstance(each)) {
        return true;
      }
    }
    return false;
  }

  private static String reason(IOException e) {
    Throwable deepest = e;
    while (deepest.getCause() != null) {
      deepest = deepest.getCause();
    }
    return deepest.getMessage() == null ? deepest.toString() : deepest.getMessage();
  }
}
