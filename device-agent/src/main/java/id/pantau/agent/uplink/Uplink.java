package id.pantau.agent.uplink;

import id.pantau.agent.journal.Entry;
import id.pantau.agent.journal.Journal;
import id.pantau.wire.Ack;
import id.pantau.wire.Fix;
import id.pantau.wire.Topics;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiConsumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Sends what the journal has committed until the collector names it.
 *
 * <p>Its thread owns what it is made of: {@link Sender} decides what goes next, {@link Schedule}
 * when, {@link OtherEnd} hears the answers. Others hand over through {@code inputs} and the {@link
 * Outbox}.
 *
 * <p>To a collector that understands it (see {@link Ack#SPARING_DIALECT}) it speaks sparingly: the
 * map's position is a preview and no record, and records wait for each other.
 */
public final class Uplink implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(Uplink.class.getName());
  private static final int MAX_INPUTS = 1_000;

  /** A modem that is back is seen so soon. */
  private static final Duration PAUSE_SLICE = Duration.ofSeconds(1);

  private static final Duration CLOSE_LIMIT = Duration.ofSeconds(3);

  private final ReconnectPolicy reconnect = new ReconnectPolicy(ThreadLocalRandom.current());
  private final UplinkSettings settings;
  private final LongSupplier ticks;
  private final Journal journal;
  private final Outside outside;
  private final BiConsumer<Topics.Down, byte[]> downward;
  private final BlockingQueue<Input> inputs = new ArrayBlockingQueue<>(MAX_INPUTS);
  private final AtomicBoolean woken = new AtomicBoolean();
  private final CountDownLatch stop = new CountDownLatch(1);
  private final Thread thread;

  private final Flight flight = new Flight();
  private final Outbox outbox = new Outbox();
  private final OtherEnd otherEnd;
  private final Schedule schedule;
  private final Sender.Lasting lasting;
  private final List<CountDownLatch> settling = new ArrayList<>();
  private boolean lost;
  private boolean displaced;
  private String lastFault = "";

  /** Set before the start. */
  private Runnable onTurn = () -> {};

  /** Set before the start. */
  private Runnable onConnected = () -> {};

  public Uplink(
      UplinkSettings settings,
      Journal journal,
      Quarantine quarantine,
      Duration liveEvery,
      BiConsumer<Topics.Down, byte[]> downward) {
    this(settings, journal, quarantine, liveEvery, downward, Outside.real(settings));
  }

  Uplink(
      UplinkSettings settings,
      Journal journal,
      Quarantine quarantine,
      Duration liveEvery,
      BiConsumer<Topics.Down, byte[]> downward,
      Outside outside) {
    this.settings = settings;
    this.ticks = settings.ticks();
    this.journal = journal;
    this.downward = downward;
    this.outside = outside;
    this.otherEnd = new OtherEnd(journal, flight, ticks);
    this.schedule = new Schedule(settings, liveEvery, otherEnd);
    long leftoverSeq = journal.findNewestPosition().map(Entry.Position::seq).orElse(0L);
    this.lasting =
        new Sender.Lasting(
            settings, journal, leftoverSeq, quarantine, outbox, schedule, otherEnd, flight);
    this.thread = new Thread(this::run, "uplink-" + settings.device());
    thread.setDaemon(true);
  }

  /** Is told at each turn of our loop, at the latest after half a minute; set before the start. */
  public void onTurn(Runnable listener) {
    onTurn = listener;
  }

  /**
   * Is told each time a connection is there, and once more when it is known only later that the
   * other end understands previews; must not wait; set before the start.
   */
  public void onConnected(Runnable listener) {
    onConnected = listener;
  }

  public void start() {
    journal.onCommit(this::wake);
    thread.start();
  }

  /** How often the newest position goes out at most. */
  public void liveEvery(Duration time) {
    schedule.liveEvery(time);
    wake();
  }

  public boolean isConnected() {
    return otherEnd.isConnected();
  }

  /** How long ago the collector named anything; empty when it never did. */
  public Optional<Duration> sinceLastAck() {
    return otherEnd.sinceLastAck();
  }

  /** Sends this as soon as there is a connection; a newer one replaces it. */
  public void sendHealth(byte[] payload) {
    outbox.health(payload);
    wake();
  }

  /** Whether the collector at the other end understands previews and beats. */
  public boolean isSparing() {
    return otherEnd.isSparing();
  }

  /** Shows where the vehicle is now, as soon as may be; a newer one replaces it. */
  public void preview(Fix fix) {
    outbox.preview(fix);
    wake();
  }

  /** Says that the tracker lives; see {@link #isSparing}. */
  public void sendBeat(byte[] payload) {
    outbox.beat(payload);
    wake();
  }

  /** Whether the vehicle has stood for so long that its records may wait for hours. */
  public void rest(boolean yes) {
    if (schedule.rest(yes) && !yes) {
      inputs.offer(new Input.Depart());
    }
  }

  /** Sends all that is committed, without waiting for more. */
  public void flush() {
    inputs.offer(new Input.Flush());
  }

  /** Counts down once all that goes now has gone and is answered; never while there is no link. */
  public void settle(CountDownLatch done) {
    inputs.offer(new Input.Settle(done));
  }

  /** Sends this once, over the connection that there is; without one it is forgotten. */
  public void say(Topics.Up lane, byte[] payload) {
    inputs.offer(new Input.Say(lane, payload));
  }

  /** Looks at all records again, after {@link Journal#resendFrom}. */
  public void rewind() {
    inputs.offer(new Input.Rewind());
  }

  /** Ends the connection. What is not named yet is sent again after the next start. */
  @Override
  public void close() {
    stop.countDown();
    wake();
    try {
      thread.join(CLOSE_LIMIT);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void wake() {
    if (woken.compareAndSet(false, true) && !inputs.offer(new Input.Wake())) {
      woken.set(false); // The queue is full: the thread wakes anyway.
    }
  }

  private boolean isStopped() {
    return stop.getCount() == 0;
  }

  private void run() {
    while (!isStopped()) {
      onTurn.run();
      Set<String> routes = outside.routes().get();
      Duration pause;
      try (Link link = outside.links().get()) {
        Link.Limits limits = link.open(new Listener(link));
        LOG.log(
            Level.INFO,
            "connected device={0} backlog={1,number,#}",
            settings.device(),
            journal.depth());
        lastFault = "";
        pause = serve(link, limits);
      } catch (Link.LinkException e) {
        tell(e.getMessage());
        pause = reconnect.after(e.fault());
      } catch (RuntimeException e) { // A bug must not end the sending for good.
        pause = reconnect.after(Link.Fault.BROKEN);
        LOG.log(Level.ERROR, "the uplink failed, connecting again", e);
      } finally {
        otherEnd.connected(false);
        flight.clear();
        inputs.clear();
        outbox.end();
        woken.set(false);
      }
      pause(pause, routes);
    }
  }

  /** Once, however often it happens again. */
  private void tell(String fault) {
    if (!fault.equals(lastFault)) {
      lastFault = fault;
      LOG.log(
          Level.WARNING,
          "not connected device={0} uri={1} why={2}",
          settings.device(),
          settings.mqttUri(),
          fault);
    }
  }

  /**
   * In slices: who waits for the network does not hang. Ends early when there is a way to the
   * broker that there was not at the last attempt.
   */
  private void pause(Duration time, Set<String> tried) {
    Set<String> known = new HashSet<>(tried);
    long until = ticks.getAsLong() + time.toNanos();
    long rest;
    try {
      while ((rest = until - ticks.getAsLong()) > 0) {
        onTurn.run();
        if (stop.await(Math.min(rest, PAUSE_SLICE.toNanos()), TimeUnit.NANOSECONDS)) {
          return;
        }
        Set<String> routes = outside.routes().get();
        if (!known.containsAll(routes)) {
          reconnect.beginAnew();
          return;
        }
        known.retainAll(routes);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      stop.countDown();
    }
  }

  /** Until the connection ends; returns how long to wait before the next. */
  private Duration serve(Link link, Link.Limits limits) {
    lost = false;
    displaced = false;
    long sinceNanos = ticks.getAsLong();
    schedule.begin();
    outbox.begin();
    otherEnd.connected(true);
    if (otherEnd.isSparing()) { // The map is right while a backlog drains.
      journal.findNewestPosition().ifPresent(newest -> outbox.preview(newest.fix()));
    }
    onConnected.run();
    var sender = new Sender(lasting, link, limits);
    try {
      sendUntilLost(link, sender);
    } catch (Link.LinkException e) {
      tell(e.getMessage());
    }
    Duration life = Duration.ofNanos(ticks.getAsLong() - sinceNanos);
    return reconnect.afterConnection(life, sender.wasConfirmed(), displaced);
  }

  private void sendUntilLost(Link link, Sender sender) throws Link.LinkException {
    while (!isStopped() && !lost) {
      onTurn.run();
      sender.fill();
      tellSettled(sender);
      Input next = await();
      while (next != null) {
        handle(next, link, sender);
        next = inputs.poll();
      }
      if (sender.isStuck()) {
        LOG.log(Level.WARNING, "the broker confirms nothing, connecting again");
        return;
      }
    }
  }

  private void tellSettled(Sender sender) {
    if (!settling.isEmpty() && sender.isSettled() && inputs.isEmpty()) {
      settling.forEach(CountDownLatch::countDown);
      settling.clear();
    }
  }

  private @Nullable Input await() {
    try {
      return inputs.poll(schedule.pauseNanos(flight), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      stop.countDown();
      return null;
    }
  }

  private void handle(Input input, Link link, Sender sender) {
    switch (input) {
      case Input.Wake wake -> woken.set(false);
      case Input.Confirmed(Link of) -> {
        if (of == link) {
          sender.confirmed();
        }
      }
      case Input.Lost(Link of, String why) -> {
        if (of == link) {
          LOG.log(Level.WARNING, "connection lost device={0} why={1}", settings.device(), why);
          lost = true;
        }
      }
      case Input.Displaced(Link of) -> {
        if (of == link) {
          LOG.log(
              Level.WARNING,
              "the broker has let in another device of this name device={0}",
              settings.device());
          lost = true;
          displaced = true;
        }
      }
      case Input.Message(String topic, byte[] payload) -> receive(topic, payload);
      case Input.Rewind() -> sender.rewind();
      case Input.Flush() -> schedule.sendAllNow();
      case Input.Depart() -> schedule.depart();
      case Input.Settle(CountDownLatch done) -> settling.add(done);
      case Input.Say(Topics.Up lane, byte[] payload) -> outbox.say(lane, payload);
    }
  }

  private void receive(String topic, byte[] payload) {
    for (Topics.Down lane : Topics.Down.values()) {
      if (topic.equals(Topics.down(settings.device(), lane))) {
        if (lane == Topics.Down.ACK) {
          if (otherEnd.acknowledged(payload)) {
            onConnected.run();
          }
        } else {
          downward.accept(lane, payload);
        }
      }
    }
  }

  /** Hands over what the transport tells; the queue being full costs a resend, nothing else. */
  private final class Listener implements Link.Listener {
    private final Link link;

    Listener(Link link) {
      this.link = link;
    }

    @Override
    public void message(String topic, byte[] payload) {
      inputs.offer(new Input.Message(topic, payload));
    }

    @Override
    public void confirmed() {
      inputs.offer(new Input.Confirmed(link));
    }

    @Override
    public void lost(String why) {
      inputs.offer(new Input.Lost(link, why));
    }

    @Override
    public void displaced() {
      inputs.offer(new Input.Displaced(link));
    }
  }
}
