package id.pantau.workbench;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A stretch of network between clients and a service of 127.0.0.1 that can be cut, fall silent, be
 * slow and lossy, and heal. Counts the bytes that pass.
 *
 * <p>Clients connect to {@link #port} instead of to the service. Its threads are virtual, two a
 * connection.
 */
public final class FaultyLink implements AutoCloseable {
  private static final int CONNECT_LIMIT_MS = 5_000;
  private static final int BUFFER_BYTES = 16 * 1024;

  /** The same pieces of a connection are lost in every run. */
  private static final int LOSSES = 30;

  private enum State {
    UP,
    CUT,
    SILENT
  }

  private final ServerSocket entrance;
  private final int target;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private final AtomicLong bytesUp = new AtomicLong();
  private final AtomicLong bytesDown = new AtomicLong();
  private final AtomicLong piecesUp = new AtomicLong();
  private final AtomicLong piecesDown = new AtomicLong();
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private State state = State.UP; // guarded by lock
  private volatile Optional<Slowness> slowness = Optional.empty();

  /**
   * What a bad mobile network does to a connection: TCP hides a loss and shows a delay.
   *
   * @param bytesPerSecond in each direction of each connection
   * @param lossShare of the pieces, 0 to 1
   * @param repeatedAfter how much later a lost piece comes
   */
  public record Slowness(int bytesPerSecond, double lossShare, Duration repeatedAfter) {}

  private FaultyLink(ServerSocket entrance, int target) {
    this.entrance = entrance;
    this.target = target;
  }

  /** A healthy link to a port of 127.0.0.1; the service need not be there yet. */
  public static FaultyLink to(int port) {
    FaultyLink link =
        FreePorts.launch(
            own -> {
              try {
                var socket = new ServerSocket();
                socket.setReuseAddress(true);
                socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), own));
                return new FaultyLink(socket, port);
              } catch (IOException e) {
                throw new IllegalStateException("cannot listen on " + own, e);
              }
            });
    Thread.ofVirtual().name("link to " + port).start(link::accept);
    return link;
  }

  public int port() {
    return entrance.getLocalPort();
  }

  /** Resets every connection; new ones are reset too, until {@link #heal}. */
  public void cut() {
    set(State.CUT);
    open.forEach(FaultyLink::reset);
  }

  /**
   * Nothing arrives any more, nobody is told; what was sent arrives after {@link #heal}, as far as
   * the senders' buffers hold it.
   */
  public void silence() {
    set(State.SILENT);
  }

  /** What passes from now on passes like this. */
  public void slow(Slowness how) {
    slowness = Optional.of(how);
  }

  public void heal() {
    slowness = Optional.empty();
    set(State.UP);
  }

  /** Bytes from clients to the service so far. */
  public long bytesUp() {
    return bytesUp.get();
  }

  /** Bytes from the service to clients so far. */
  public long bytesDown() {
    return bytesDown.get();
  }

  /**
   * In how many pieces the bytes of both directions came: about as many as there were packets with
   * content, when the senders write little and seldom.
   */
  public long pieces() {
    return piecesUp.get() + piecesDown.get();
  }

  @Override
  public void close() {
    set(State.CUT);
    try {
      entrance.close();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot close the link to " + target, e);
    }
    open.forEach(FaultyLink::reset);
  }

  private void set(State next) {
    lock.lock();
    try {
      state = next;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private State state() {
    lock.lock();
    try {
      return state;
    } finally {
      lock.unlock();
    }
  }

  private void accept() {
    while (!entrance.isClosed()) {
      try {
        Socket client = entrance.accept();
        Thread.ofVirtual().start(() -> serve(client));
      } catch (IOException closed) {
        return; // by close() only: the entrance is ours
      }
    }
  }

  private void serve(Socket client) {
    if (state() == State.CUT) {
      reset(client);
      return;
    }
    var service = new Socket();
    open.add(client);
    open.add(service);
    try {
      service.connect(
          new InetSocketAddress(InetAddress.getLoopbackAddress(), target), CONNECT_LIMIT_MS);
      service.setTcpNoDelay(true);
      client.setTcpNoDelay(true);
      Thread back = Thread.ofVirtual().start(() -> pump(service, client, bytesDown, piecesDown));
      pump(client, service, bytesUp, piecesUp);
      back.join();
    } catch (IOException notThere) {
      reset(client); // what a client of a stopped service sees
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      reset(service);
      reset(client);
      open.remove(client);
      open.remove(service);
    }
  }

  private void pump(Socket from, Socket to, AtomicLong counter, AtomicLong pieces) {
    var buffer = new byte[BUFFER_BYTES];
    var random = new Random(LOSSES);
    try {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        awaitSound();
        awaitPassage(read, random);
        pieces.incrementAndGet();
        counter.addAndGet(read); // first: who has read the bytes may count on the count
        out.write(buffer, 0, read);
      }
      to.shutdownOutput();
    } catch (IOException over) {
      // One side is gone: so is the other.
      reset(from);
      reset(to);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void awaitSound() throws InterruptedException {
    lock.lock();
    try {
      while (state == State.SILENT) {
        changed.await();
      }
    } finally {
      lock.unlock();
    }
  }

  private void awaitPassage(int bytes, Random random) throws InterruptedException {
    Optional<Slowness> how = slowness;
    if (how.isPresent()) {
      Duration passage =
          Duration.ofNanos((long) (bytes * 1e9 / how.get().bytesPerSecond()))
              .plus(
                  random.nextDouble() < how.get().lossShare()
                      ? how.get().repeatedAfter()
                      : Duration.ZERO);
      TimeUnit.NANOSECONDS.sleep(passage.toNanos());
    }
  }

  private static void reset(Socket socket) {
    try {
      if (!socket.isClosed()) {
        socket.setSoLinger(true, 0);
      }
      socket.close();
    } catch (IOException alreadyGone) {
      // Setting an option on a socket that the other thread has just closed.
    }
  }
}
