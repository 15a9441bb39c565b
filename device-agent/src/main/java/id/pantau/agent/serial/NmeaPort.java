package id.pantau.agent.serial;

import com.fazecast.jSerialComm.SerialPort;
import com.fazecast.jSerialComm.SerialPortInvalidPortException;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Reads a serial line for ever: waits for a device that is not there yet, opens it again when it
 * went away. Its thread calls the listener; the path is resolved anew at each opening, because a
 * replugged receiver may come back under another name behind the same link.
 */
public final class NmeaPort implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(NmeaPort.class.getName());

  /** Nobody waits for more on a line that is still; jSerialComm counts in tenths on Linux. */
  private static final int READ_TIMEOUT_MS = 500;

  private static final int BUFFER_BYTES = 4_096;

  private static final Duration FIRST_WAIT = Duration.ofMillis(250);
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);
  private static final Duration CLOSE_LIMIT = Duration.ofSeconds(2);

  private final PortSettings settings;
  private final PortListener listener;
  private final BaudSearch search;
  private final CountDownLatch stop = new CountDownLatch(1);
  private final Thread thread;

  public NmeaPort(PortSettings settings, PortListener listener) {
    this.settings = settings;
    this.listener = listener;
    this.search = new BaudSearch(settings.rates());
    this.thread = new Thread(this::run, "nmea-port");
    thread.setDaemon(true);
  }

  public void start() {
    thread.start();
  }

  /** In bits a second: the one that is right, or is being tried. Any thread. */
  public int rate() {
    return search.rate();
  }

  /** Lets the device go. A driver that hangs is left behind after two seconds. */
  @Override
  public void close() {
    stop.countDown();
    try {
      thread.join(CLOSE_LIMIT);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    Duration wait = FIRST_WAIT;
    String lastFault = "";
    while (!isStopped()) {
      String fault;
      long opened = System.nanoTime();
      try {
        fault = readUntilLost();
      } catch (RuntimeException e) { // of the listener or the native code: the line goes on.
        LOG.log(Level.ERROR, "the serial reader failed, opening again", e);
        fault = "reader failed";
      }
      if (isStopped()) {
        return;
      }
      if (System.nanoTime() - opened > LONGEST_WAIT.toNanos()) {
        wait = FIRST_WAIT;
      }
      if (!fault.equals(lastFault)) {
        LOG.log(Level.WARNING, "serial port lost device={0} why={1}", settings.device(), fault);
        lastFault = fault;
      }
      listener.lost(fault);
      await(wait);
      wait = wait.multipliedBy(2).compareTo(LONGEST_WAIT) < 0 ? wait.multipliedBy(2) : LONGEST_WAIT;
    }
  }

  /** Why it ended. */
  private String readUntilLost() {
    SerialPort port = find();
    if (port == null) {
      return "there is no such device";
    }
    if (!port.openPort()) {
      return "it cannot be opened, code " + port.getLastErrorCode();
    }
    try {
      // getLastErrorCode is not asked: on a pseudo terminal it is 25 (no modem lines) and all is
      // well.
      LOG.log(
          Level.INFO,
          "serial port open device={0} baud={1,number,#}",
          settings.device(),
          search.rate());
      listener.opened(bytes -> write(port, bytes));
      return read(port);
    } finally {
      port.closePort();
    }
  }

  private @Nullable SerialPort find() {
    try {
      SerialPort port = SerialPort.getCommPort(settings.device());
      port.setComPortParameters(search.rate(), 8, SerialPort.ONE_STOP_BIT, SerialPort.NO_PARITY);
      port.setComPortTimeouts(SerialPort.TIMEOUT_READ_SEMI_BLOCKING, READ_TIMEOUT_MS, 0);
      return port;
    } catch (SerialPortInvalidPortException absent) {
      return null;
    }
  }

  private static void write(SerialPort port, byte[] bytes) {
    int written = port.writeBytes(bytes, bytes.length);
    if (written != bytes.length) {
      LOG.log(Level.WARNING, "the receiver takes nothing, code {0}", port.getLastErrorCode());
    }
  }

  private String read(SerialPort port) {
    byte[] buffer = new byte[BUFFER_BYTES];
    var pace = new BurstPace();
    long lastRead = System.nanoTime();
    search.begin(listener.understood(), lastRead);
    while (!isStopped()) {
      boolean there = isThere(port, pace);
      int count = port.readBytes(buffer, buffer.length);
      long now = System.nanoTime();
      if (count < 0) {
        return "it is gone, code " + port.getLastErrorCode();
      }
      if (count == 0) {
        listener.silent(now);
        continue;
      }
      // What was there already has come at the earliest when we looked last: a pause never looks
      // longer than it was.
      hear(port, buffer, count, there ? lastRead : now);
      lastRead = System.nanoTime();
      await(pace.afterRead(!there, !listener.awaitsPause(), lastRead));
    }
    return "closed";
  }

  /** Whether there is something to read; if not, a listener who waits for a pause hears of it. */
  private boolean isThere(SerialPort port, BurstPace pace) {
    boolean there = port.bytesAvailable() > 0;
    if (!there && listener.awaitsPause()) {
      await(pace.untilPause(System.nanoTime()));
      there = port.bytesAvailable() > 0;
      if (!there) {
        listener.silent(System.nanoTime());
      }
    }
    return there;
  }

  private void hear(SerialPort port, byte[] buffer, int count, long arrived) {
    listener.received(buffer, count, arrived);
    if (search.isWrong(count, listener.understood(), System.nanoTime())) {
      LOG.log(Level.INFO, "no sense in what comes, trying baud={0,number,#}", search.rate());
      port.setBaudRate(search.rate());
      search.begin(listener.understood(), System.nanoTime());
    }
  }

  private boolean isStopped() {
    return stop.getCount() == 0;
  }

  private void await(Duration time) {
    try {
      stop.await(time.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      stop.countDown();
    }
  }
}
