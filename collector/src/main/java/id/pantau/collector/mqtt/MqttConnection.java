package id.pantau.collector.mqtt;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.BitSet;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * A connection to a broker, used once: a packet number can never mean a message of an earlier one.
 * When it ends, for whatever reason, it stays ended.
 *
 * <p>What is published and confirmed is gathered, and written as one piece by {@link #flush}. Its
 * own thread, {@code mqtt-reader}, reads and hands out. Safe for all threads.
 */
public final class MqttConnection implements AutoCloseable {
  private static final Logger LOG = System.getLogger(MqttConnection.class.getName());

  private static final Patience USUAL =
      new Patience(Duration.ofSeconds(20), Duration.ofSeconds(30));

  /** Long enough for a broker that hears our farewell to end the connection itself. */
  private static final Duration FAREWELL_LIMIT = Duration.ofSeconds(1);

  /** More of our messages without an answer would overrun what a broker takes. */
  private static final int MOST_UNDER_WAY = 500;

  /**
   * In a flood what comes is read so often: the broker writes every message by itself, and would
   * wake the reader for each.
   */
  private static final Duration READ_EVERY = Duration.ofMillis(1);

  private static final int GATHERED_BYTES = 32 * 1024;
  private static final int CONFIRMATION_BYTES = 8;
  private static final int SUBSCRIPTION_ID = 0xffff;
  private static final int LAST_ID = SUBSCRIPTION_ID - 1;

  private final InetSocketAddress address;
  private final PacketCodec.Greeting greeting;
  private final Receiver receiver;
  private final Patience patience;
  private final Thread reader =
      Thread.ofPlatform().name("mqtt-reader").daemon().unstarted(this::read);

  private final ReentrantLock lock = new ReentrantLock(); // of the fields up to the empty line
  private final Condition changed = lock.newCondition();
  private ByteBuffer gathered = ByteBuffer.allocate(GATHERED_BYTES);
  private final BitSet underWay = new BitSet(); // by number
  private int countUnderWay;
  private int mostUnderWay;
  private int lastId;
  private Packet.@Nullable Welcome welcome;
  private Packet.@Nullable Subscribed subscribed;
  private long wroteAtNanos = System.nanoTime();
  private long askedAtNanos;
  private boolean asked;

  private volatile @Nullable TlsChannel channel;
  private final AtomicReference<@Nullable String> end = new AtomicReference<>();
  private volatile boolean open;
  private volatile boolean handingOut;
  private volatile long heardAtNanos = System.nanoTime();
  private volatile boolean writing;
  private volatile long writingSinceNanos;

  /** Who takes what comes. */
  public interface Receiver {
    /** On the thread that reads: as long as it does not return nothing more is read. */
    void receive(Packet.Delivery message) throws InterruptedException;
  }

  /**
   * How long a broker may be silent.
   *
   * @param pingAfter so long without a word of ours or of the broker, and we ask whether it lives
   * @param silence so long without its answer, or without taking what we write, and it is gone
   */
  record Patience(Duration pingAfter, Duration silence) {}

  /** Not connected yet. */
  public MqttConnection(
      InetSocketAddress address, PacketCodec.Greeting greeting, Receiver receiver) {
    this(address, greeting, receiver, USUAL);
  }

  MqttConnection(
      InetSocketAddress address,
      PacketCodec.Greeting greeting,
      Receiver receiver,
      Patience patience) {
    this.address = address;
    this.greeting = greeting;
    this.receiver = receiver;
    this.patience = patience;
  }

  /**
   * Connects. Messages may come before it returns.
   *
   * @param limit for each of: reaching it, its answer
   * @return whether the broker still had our session
   * @throws IOException when the broker is away or refuses us
   */
  public boolean connect(SSLContext tls, Duration limit) throws IOException, InterruptedException {
    TlsChannel connected = TlsChannel.connect(address, tls, limit);
    channel = connected;
    if (hasEnded()) {
      connected.close();
      throw new IOException("closed while it connected");
    }
    reader.start();
    lock.lock();
    try {
      gather(PacketCodec.connect(greeting));
      writeGathered();
      await(limit, () -> welcome != null);
      Packet.Welcome answer = welcome;
      if (answer == null) {
        throw new IOException("no welcome: " + why("no answer"));
      }
      if (answer.reason() >= Packet.REFUSED) {
        throw new IOException("the broker refuses us, reason " + answer.reason());
      }
      return answer.sessionPresent();
    } finally {
      lock.unlock();
    }
  }

  /**
   * Asks for all messages of a topic.
   *
   * @throws IOException when the broker refuses or says nothing
   */
  public void subscribe(String topic, Duration limit) throws IOException, InterruptedException {
    lock.lock();
    try {
      subscribed = null;
      gather(PacketCodec.subscribe(SUBSCRIPTION_ID, topic));
      writeGathered();
      await(limit, () -> subscribed != null);
      Packet.Subscribed answer = subscribed;
      if (answer == null || answer.reason() >= Packet.REFUSED) {
        throw new IOException(
            "no subscription to "
                + topic
                + ": "
                + (answer == null ? why("no answer") : "reason " + answer.reason()));
      }
    } finally {
      lock.unlock();
    }
  }

  /** Whether the broker has let us in and the connection has not ended. */
  public boolean isOpen() {
    return open && !hasEnded();
  }

  /** Why it ended. */
  public Optional<String> findEnd() {
    return Optional.ofNullable(end.get());
  }

  /**
   * Gathers a message, to be sent at least once; waits at most for the limit while too many are
   * under way.
   *
   * @return whether it will be sent at the next {@link #flush}
   */
  public boolean publish(String topic, byte[] payload, boolean retained, Duration limit)
      throws InterruptedException {
    byte[] name = topic.getBytes(StandardCharsets.UTF_8);
    lock.lockInterruptibly();
    try {
      if (countUnderWay >= mostUnderWay) {
        writeGathered(); // or what would make room never goes
        await(limit, () -> countUnderWay < mostUnderWay);
      }
      if (!isOpen() || countUnderWay >= mostUnderWay) {
        return false;
      }
      makeRoom(PacketCodec.maxBytes(name.length, payload.length));
      PacketCodec.publish(gathered, name, payload, nextId(), retained);
      return true;
    } finally {
      lock.unlock();
    }
  }

  /** Gathers the acknowledgement of a message. */
  public void confirm(int id) {
    lock.lock();
    try {
      if (isOpen()) {
        makeRoom(CONFIRMATION_BYTES);
        PacketCodec.confirm(gathered, id);
      }
    } finally {
      lock.unlock();
    }
  }

  /** Writes what was gathered. */
  public void flush() {
    lock.lock();
    try {
      writeGathered();
    } finally {
      lock.unlock();
    }
  }

  /** To be called every second or so: keeps the connection alive, and ends it when it is dead. */
  public void watch() {
    long now = System.nanoTime();
    if (writing) {
      if (now - writingSinceNanos > patience.silence.toNanos()) {
        end("the broker does not read");
      }
      return;
    }
    if (!isOpen() || !lock.tryLock()) {
      return; // somebody writes: then it lives
    }
    try {
      asked = asked && heardAtNanos - askedAtNanos < 0;
      // Who waits for room does not read, and that is no fault of the broker.
      if (asked && !handingOut && now - askedAtNanos > patience.silence.toNanos()) {
        end("the broker is silent");
      } else if (now - wroteAtNanos > patience.pingAfter.toNanos()
          || !asked && now - heardAtNanos > patience.pingAfter.toNanos()) {
        gather(PacketCodec.ping());
        askedAtNanos = asked ? askedAtNanos : now;
        asked = true;
      }
      writeGathered();
    } finally {
      lock.unlock();
    }
  }

  /** Says farewell, if it can; the broker keeps the session. */
  @Override
  public void close() {
    try {
      // Not longer: whoever has it may be writing to a broker that does not read.
      if (isOpen() && lock.tryLock(FAREWELL_LIMIT.toMillis(), TimeUnit.MILLISECONDS)) {
        try {
          gather(PacketCodec.disconnect());
          writeGathered();
          await(FAREWELL_LIMIT, this::hasEnded);
        } finally {
          lock.unlock();
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    end("closed");
  }

  private void read() {
    TlsChannel in = channel;
    long readAtNanos = System.nanoTime() - READ_EVERY.toNanos();
    try {
      while (in != null && !hasEnded()) {
        heardAtNanos = System.nanoTime(); // what lay unread meanwhile counts from here
        handingOut = false;
        LockSupport.parkNanos(readAtNanos + READ_EVERY.toNanos() - System.nanoTime());
        readAtNanos = System.nanoTime();
        ByteBuffer come = in.read();
        heardAtNanos = System.nanoTime();
        handingOut = true;
        Optional<Packet> next = PacketCodec.read(come);
        while (next.isPresent()) {
          take(next.get());
          next = PacketCodec.read(come);
        }
      }
    } catch (IOException broken) {
      end(broken.getMessage() == null ? broken.getClass().getSimpleName() : broken.getMessage());
    } catch (InterruptedException e) {
      end("interrupted");
    } catch (RuntimeException fault) {
      LOG.log(Level.ERROR, "reading from the broker", fault);
      end("a fault of ours: " + fault);
    }
  }

  private void take(Packet packet) throws InterruptedException {
    switch (packet) {
      case Packet.Delivery message -> receiver.receive(message);
      case Packet.Confirmed(int id, int reason) -> confirmed(id, reason);
      case Packet.Welcome answer -> welcomed(answer);
      case Packet.Subscribed answer -> {
        lock.lock();
        try {
          subscribed = answer;
          changed.signalAll();
        } finally {
          lock.unlock();
        }
      }
      case Packet.Pong() -> {} // that it was heard is noted
      case Packet.Farewell(int reason) -> end("the broker ends the connection, reason " + reason);
    }
  }

  private void welcomed(Packet.Welcome answer) {
    lock.lock();
    try {
      welcome = answer;
      mostUnderWay = Math.min(MOST_UNDER_WAY, answer.receiveMaximum());
      open = answer.reason() < Packet.REFUSED;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private void confirmed(int id, int reason) {
    if (reason >= Packet.REFUSED) {
      LOG.log(Level.DEBUG, "the broker did not take a message, reason {0}", reason);
    }
    lock.lock();
    try {
      if (underWay.get(id)) {
        underWay.clear(id);
        countUnderWay--;
        changed.signalAll();
      }
    } finally {
      lock.unlock();
    }
  }

  private int nextId() {
    do {
      lastId = lastId % LAST_ID + 1;
    } while (underWay.get(lastId)); // far fewer are under way than there are
    underWay.set(lastId);
    countUnderWay++;
    return lastId;
  }

  private void gather(byte[] packet) {
    makeRoom(packet.length);
    gathered.put(packet);
  }

  private void makeRoom(int bytes) {
    if (gathered.remaining() < bytes) {
      writeGathered();
    }
    if (gathered.remaining() < bytes) {
      gathered = ByteBuffer.allocate(bytes);
    }
  }

  private void writeGathered() {
    TlsChannel out = channel;
    gathered.flip();
    if (out != null && !hasEnded() && gathered.hasRemaining()) {
      wroteAtNanos = System.nanoTime();
      writingSinceNanos = wroteAtNanos;
      writing = true;
      try {
        out.write(gathered);
      } catch (IOException broken) {
        end("cannot write: " + broken.getMessage());
      } finally {
        writing = false;
      }
    }
    gathered.clear();
  }

  /** Until it holds, the connection has ended, or the limit is over; the lock is held. */
  private void await(Duration limit, BooleanSupplier condition) throws InterruptedException {
    long left = limit.toNanos();
    while (left > 0 && !hasEnded() && !condition.getAsBoolean()) {
      left = changed.awaitNanos(left);
    }
  }

  private boolean hasEnded() {
    return end.get() != null;
  }

  private String why(String otherwise) {
    String known = end.get();
    return known == null ? otherwise : known;
  }

  /** The first reason stays. */
  private void end(String reason) {
    end.compareAndSet(null, reason);
    TlsChannel ending = channel;
    if (ending != null) {
      ending.close(); // first: whoever holds the lock may be stuck in writing
    }
    lock.lock();
    try {
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }
}
