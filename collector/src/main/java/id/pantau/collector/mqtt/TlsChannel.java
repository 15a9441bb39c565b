package id.pantau.collector.mqtt;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.concurrent.locks.ReentrantLock;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;

/**
 * A TLS connection that reads all there is in one system call, and writes all it is given in one.
 * One thread reads; any may write and close.
 */
public final class TlsChannel implements AutoCloseable {
  /** As large as a busy socket's piece. */
  private static final int READ_BYTES = 256 * 1024;

  private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

  private final SocketChannel socket;
  private final SSLEngine engine;
  private final ReentrantLock writing = new ReentrantLock();
  private ByteBuffer sealedIn =
      ByteBuffer.allocate(READ_BYTES).limit(0); // to be opened; the reader
  private ByteBuffer plainIn; // to be taken; the reader
  private ByteBuffer sealedOut; // not written yet, being filled; under the lock

  private TlsChannel(SocketChannel socket, SSLEngine engine) {
    this.socket = socket;
    this.engine = engine;
    this.plainIn = ByteBuffer.allocate(2 * plainBytes()).limit(0);
    this.sealedOut = ByteBuffer.allocate(sealedBytes());
  }

  /**
   * Connects, and checks that the other side is the host that its certificate names.
   *
   * @param limit for all of it
   * @throws IOException when nobody is there, or either side refuses the other
   */
  public static TlsChannel connect(InetSocketAddress address, SSLContext tls, Duration limit)
      throws IOException {
    long untilNanos = System.nanoTime() + limit.toNanos();
    var socket = SocketChannel.open();
    try {
      socket.setOption(StandardSocketOptions.TCP_NODELAY, true);
      socket.setOption(StandardSocketOptions.SO_KEEPALIVE, true);
      socket.socket().connect(address, Math.toIntExact(Math.max(1, limit.toMillis())));
      SSLEngine engine = tls.createSSLEngine(address.getHostString(), address.getPort());
      engine.setUseClientMode(true);
      var parameters = engine.getSSLParameters();
      parameters.setEndpointIdentificationAlgorithm("HTTPS");
      engine.setSSLParameters(parameters);
      var channel = new TlsChannel(socket, engine);
      channel.shakeHands(untilNanos);
      return channel;
    } catch (IOException | RuntimeException failure) {
      socket.close();
      throw failure;
    }
  }

  /**
   * Registers with a selector: from now on neither {@link #read} nor {@link #write} waits.
   *
   * @param attachment as {@link SelectionKey#attachment} gives it back
   */
  public SelectionKey register(Selector selector, Object attachment) throws IOException {
    socket.configureBlocking(false);
    return socket.register(selector, SelectionKey.OP_READ, attachment);
  }

  /**
   * What has come and was not taken yet, with more of it if there is more; waits for some unless it
   * is registered with a selector. What the caller leaves in the buffer is there the next time.
   *
   * @throws EOFException when the other side has ended the connection
   */
  public ByteBuffer read() throws IOException {
    plainIn.compact();
    int before = plainIn.position();
    open();
    while (plainIn.position() == before) {
      if (fill() == 0) {
        break; // not blocking, and nothing there
      }
      open();
    }
    plainIn.flip();
    return plainIn;
  }

  /**
   * Writes all of it, or, when it is registered with a selector, as much as the socket takes; what
   * is left goes with the next write, which may be of nothing.
   *
   * @return whether nothing is left
   */
  public boolean write(ByteBuffer plain) throws IOException {
    writing.lock();
    try {
      while (plain.hasRemaining()
          || engine.getHandshakeStatus() == SSLEngineResult.HandshakeStatus.NEED_WRAP) {
        seal(plain);
      }
      return drain();
    } finally {
      writing.unlock();
    }
  }

  /** Also out of a read or a write that another thread waits in. */
  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException("a socket does not close", e);
    }
  }

  private int plainBytes() {
    return engine.getSession().getApplicationBufferSize();
  }

  private int sealedBytes() {
    return engine.getSession().getPacketBufferSize();
  }

  /** Waits with a limit, which a blocking read of a channel cannot. */
  private void shakeHands(long untilNanos) throws IOException {
    try (Selector selector = Selector.open()) {
      SelectionKey key = register(selector, this);
      engine.beginHandshake();
      while (true) {
        switch (engine.getHandshakeStatus()) {
          case NEED_WRAP -> write(NOTHING);
          case NEED_TASK -> runTasks();
          case NEED_UNWRAP, NEED_UNWRAP_AGAIN -> {
            plainIn.compact();
            boolean moved = open();
            plainIn.flip();
            if (!moved && fill() == 0) {
              await(selector, untilNanos);
            }
          }
          case FINISHED, NOT_HANDSHAKING -> {
            key.cancel();
            selector.selectNow(); // or the key would still forbid to block
            socket.configureBlocking(true);
            return;
          }
        }
      }
    }
  }

  private static void await(Selector selector, long untilNanos) throws IOException {
    long leftMs = (untilNanos - System.nanoTime()) / 1_000_000;
    if (leftMs <= 0) {
      throw new SocketTimeoutException("no answer to our greeting");
    }
    selector.select(leftMs);
    selector.selectedKeys().clear();
  }

  private void runTasks() {
    for (Runnable task = engine.getDelegatedTask(); task != null; ) {
      task.run();
      task = engine.getDelegatedTask();
    }
  }

  /** Reads from the socket; how many bytes. */
  private int fill() throws IOException {
    sealedIn.compact();
    int count = socket.read(sealedIn);
    sealedIn.flip();
    if (count < 0) {
      throw new EOFException("the other side has ended the connection");
    }
    return count;
  }

  /**
   * Opens the records that are whole, as long as there is room.
   *
   * @return whether there was one
   */
  private boolean open() throws IOException {
    boolean moved = false;
    while (sealedIn.hasRemaining()) {
      SSLEngineResult result = engine.unwrap(sealedIn, plainIn);
      moved |= result.bytesConsumed() > 0;
      switch (result.getStatus()) {
        case OK -> {
          switch (result.getHandshakeStatus()) {
            case NEED_TASK -> runTasks();
            // After the handshake it is the answer to a change of keys.
            case NEED_WRAP -> write(NOTHING);
            case FINISHED, NOT_HANDSHAKING, NEED_UNWRAP, NEED_UNWRAP_AGAIN -> {}
          }
        }
        case BUFFER_UNDERFLOW -> {
          return moved;
        }
        case BUFFER_OVERFLOW -> {
          if (moved) {
            return true; // to be taken first
          }
          plainIn = larger(plainIn);
        }
        case CLOSED -> throw new EOFException("the other side has ended the connection");
      }
    }
    return moved;
  }

  private void seal(ByteBuffer plain) throws IOException {
    SSLEngineResult result = engine.wrap(plain, sealedOut);
    switch (result.getStatus()) {
      case OK -> {
        if (result.getHandshakeStatus() == SSLEngineResult.HandshakeStatus.NEED_TASK) {
          runTasks();
        }
      }
      case BUFFER_OVERFLOW -> sealedOut = larger(sealedOut);
      case BUFFER_UNDERFLOW -> throw new IllegalStateException("sealing needs no more input");
      case CLOSED -> throw new EOFException("the connection is closed");
    }
  }

  private boolean drain() throws IOException {
    sealedOut.flip();
    try {
      int written;
      do {
        written = socket.write(sealedOut);
      } while (sealedOut.hasRemaining() && (written > 0 || socket.isBlocking()));
      return !sealedOut.hasRemaining();
    } finally {
      sealedOut.compact();
    }
  }

  private static ByteBuffer larger(ByteBuffer full) {
    return ByteBuffer.allocate(2 * full.capacity()).put(full.flip());
  }
}
