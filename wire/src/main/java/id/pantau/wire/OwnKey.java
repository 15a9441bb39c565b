package id.pantau.wire;

import java.net.Socket;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Supplier;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedKeyManager;
import org.jspecify.annotations.Nullable;

/**
 * The one key that we have, with its certificate. A key store in between would encrypt it first, in
 * ten thousand rounds: a tenth of a second of every start on a fast machine, and of no use in
 * memory.
 */
public final class OwnKey extends X509ExtendedKeyManager {
  private static final String NAME = "own";

  private final String algorithm;
  private final FutureTask<Shown> shown;

  private record Shown(PrivateKey key, X509Certificate[] chain) {}

  private OwnKey(String algorithm, FutureTask<Shown> shown) {
    this.algorithm = algorithm;
    this.shown = shown;
  }

  /**
   * @param chain the certificate of the key, then that of who signed it, and so on
   */
  public OwnKey(PrivateKey key, X509Certificate... chain) {
    this(key.getAlgorithm(), new FutureTask<>(() -> new Shown(key, chain.clone())));
  }

  /**
   * One that is made when somebody first wants to see it.
   *
   * @param algorithm of the key that will be made, {@code EC} or {@code RSA}
   */
  public static OwnKey later(String algorithm, Supplier<OwnKey> maker) {
    return new OwnKey(algorithm, new FutureTask<>(() -> maker.get().shown()));
  }

  private Shown shown() {
    shown.run(); // once, whoever comes first
    try {
      return shown.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("there is no key to show", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while the key was made", e);
    }
  }

  /**
   * Kinds are {@code EC}, {@code RSA}, and for a server of older TLS {@code EC_EC} and the like.
   */
  private @Nullable String nameFor(String... kinds) {
    return Arrays.stream(kinds)
            .anyMatch(kind -> kind.equals(algorithm) || kind.startsWith(algorithm + "_"))
        ? NAME
        : null;
  }

  @Override
  public String @Nullable [] getClientAliases(String kind, Principal[] issuers) {
    return nameFor(kind) == null ? null : new String[] {NAME};
  }

  @Override
  public @Nullable String chooseClientAlias(String[] kinds, Principal[] issuers, Socket socket) {
    return nameFor(kinds);
  }

  @Override
  public @Nullable String chooseEngineClientAlias(
      String[] kinds, Principal[] issuers, SSLEngine engine) {
    return nameFor(kinds);
  }

  @Override
  public String @Nullable [] getServerAliases(String kind, Principal[] issuers) {
    return getClientAliases(kind, issuers);
  }

  @Override
  public @Nullable String chooseServerAlias(String kind, Principal[] issuers, Socket socket) {
    return nameFor(kind);
  }

  @Override
  public @Nullable String chooseEngineServerAlias(
      String kind, Principal[] issuers, SSLEngine engine) {
    return nameFor(kind);
  }

  @Override
  public X509Certificate[] getCertificateChain(String name) {
    return shown().chain.clone();
  }

  @Override
  public PrivateKey getPrivateKey(String name) {
    return shown().key;
  }
}
