package id.pantau.agent.uplink;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.Arrays;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/**
 * TLS in the form that adds least to a message of a few bytes: TLS 1.2 with ChaCha20-Poly1305, 21
 * bytes a record. Java's TLS 1.3 adds 38, because it pads each record with 16 zeros
 * (sun.security.ssl.OutputRecord, T13PaddingHolder; no setting), and AES-GCM in TLS 1.2 29.
 *
 * <p>A broker that takes nothing below TLS 1.3 gets that at the next attempt. Only suites with
 * forward secrecy and authenticated encryption are offered, as RFC 9325 asks.
 */
final class SparingSockets extends SSLSocketFactory {
  private static final String[] PROTOCOLS = {"TLSv1.2"};

  /** Broker keys are EC or RSA; the AES ones for a broker that does not have the others. */
  private static final String[] SUITES = {
    "TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256",
    "TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256",
    "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256",
    "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256"
  };

  /**
   * The one for which our own signature and that of the broker warm up the JVM already; each other
   * curve would be interpreted from the beginning.
   */
  private static final String[] GROUPS = {"secp256r1"};

  private final SSLSocketFactory usual;

  SparingSockets(SSLSocketFactory usual) {
    this.usual = usual;
  }

  private static Socket sparing(Socket socket) {
    if (socket instanceof SSLSocket tls) {
      tls.setEnabledProtocols(PROTOCOLS);
      tls.setEnabledCipherSuites(SUITES);
      SSLParameters parameters = tls.getSSLParameters();
      parameters.setNamedGroups(GROUPS);
      tls.setSSLParameters(parameters);
    }
    return socket;
  }

  @Override
  public String[] getDefaultCipherSuites() {
    return Arrays.copyOf(SUITES, SUITES.length);
  }

  @Override
  public String[] getSupportedCipherSuites() {
    return Arrays.copyOf(SUITES, SUITES.length);
  }

  @Override
  public Socket createSocket() throws IOException {
    return sparing(usual.createSocket());
  }

  @Override
  public Socket createSocket(Socket under, String host, int port, boolean autoClose)
      throws IOException {
    return sparing(usual.createSocket(under, host, port, autoClose));
  }

  @Override
  public Socket createSocket(String host, int port) throws IOException {
    return sparing(usual.createSocket(host, port));
  }

  @Override
  public Socket createSocket(String host, int port, InetAddress localHost, int localPort)
      throws IOException {
    return sparing(usual.createSocket(host, port, localHost, localPort));
  }

  @Override
  public Socket createSocket(InetAddress host, int port) throws IOException {
    return sparing(usual.createSocket(host, port));
  }

  @Override
  public Socket createSocket(InetAddress address, int port, InetAddress localHost, int localPort)
      throws IOException {
    return sparing(usual.createSocket(address, port, localHost, localPort));
  }
}
