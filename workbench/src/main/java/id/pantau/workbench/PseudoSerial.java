package id.pantau.workbench;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * A serial port made of software: what is written here comes out of a device file that a program
 * opens as it would open {@code /dev/ttyAMA0}.
 *
 * <p>We talk to socat through pipes and not through a second terminal: a JVM that leads a session
 * and opens a terminal gets it as controlling terminal, and would be killed by a hang-up when the
 * port is unplugged.
 *
 * <p>Bytes that nobody reads wait (some 64 kB, then {@link #write} blocks); a real line would lose
 * them.
 */
public final class PseudoSerial implements AutoCloseable {
  private static final Duration START_LIMIT = Duration.ofSeconds(10);

  /** Start, eight data bits, stop: ten bits on the line for a byte. */
  private static final int BITS_PER_BYTE = 10;

  /** How many bytes are written in one go when paced: 10 ms of the line at least. */
  private static final int CHUNKS_PER_SECOND = 100;

  private final Path device;
  private final Path log;
  private final Tools.Tool socat;
  private ChildProcess process;

  private PseudoSerial(Path device, Path log, Tools.Tool socat, ChildProcess process) {
    this.device = device;
    this.log = log;
    this.socat = socat;
    this.process = process;
  }

  /**
   * Makes a port in this folder.
   *
   * @param name the file name of the device, e.g. {@code gps0}
   */
  public static PseudoSerial open(Path folder, String name) {
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot make " + folder, e);
    }
    Path device = folder.toAbsolutePath().normalize().resolve(name);
    Path log = device.resolveSibling(name + ".log");
    Tools.Tool socat = Tools.socat();
    return new PseudoSerial(device, log, socat, plugIn(device, log, socat));
  }

  /** The path that the reading program opens. */
  public Path devicePath() {
    return device;
  }

  public long pid() {
    return process.pid();
  }

  /**
   * Writes at once, as fast as the reader takes it.
   *
   * @throws UncheckedIOException when the port is unplugged
   */
  public void write(byte[] bytes) {
    try {
      OutputStream line = process.stdin();
      line.write(bytes);
      line.flush();
    } catch (IOException e) {
      throw new UncheckedIOException("the line of " + device + " is cut", e);
    }
  }

  public void write(String text) {
    write(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  /**
   * Writes at the pace of a line: 960 bytes a second at 9600 baud. Returns when the last byte would
   * have left the line.
   *
   * @param baud bits a second, start and stop bit included
   */
  public void writePaced(byte[] bytes, int baud) {
    double bytesPerSecond = baud / (double) BITS_PER_BYTE;
    int chunk = Math.max(1, (int) (bytesPerSecond / CHUNKS_PER_SECOND));
    long start = System.nanoTime();
    for (int from = 0; from < bytes.length; from += chunk) {
      int until = Math.min(bytes.length, from + chunk);
      write(java.util.Arrays.copyOfRange(bytes, from, until));
      long dueNanos = (long) (until / bytesPerSecond * 1e9);
      long restNanos;
      while ((restNanos = start + dueNanos - System.nanoTime()) > 0
          && !Thread.currentThread().isInterrupted()) {
        LockSupport.parkNanos(restNanos);
      }
    }
  }

  /** What the reading program wrote to its device, e.g. settings for a receiver. */
  public InputStream fromDevice() {
    return process.stdout();
  }

  /** Pulls the plug: the device disappears, its reader gets an error. */
  public void unplug() {
    process.kill9();
    process.close();
    try {
      Files.deleteIfExists(device);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot remove " + device, e);
    }
  }

  /** Puts the plug back: the device is there again at the same path. */
  public void replug() {
    unplug();
    process = plugIn(device, log, socat);
  }

  @Override
  public void close() {
    unplug();
    try {
      Files.deleteIfExists(log);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot remove " + log, e);
    }
  }

  private static ChildProcess plugIn(Path device, Path log, Tools.Tool socat) {
    ChildProcess started =
        ChildProcess.start(
            Program.of(
                    "socat",
                    log,
                    List.of(
                        socat.path().toString(),
                        "-d",
                        "-d",
                        "STDIO",
                        "PTY,raw,echo=0,mode=0600,link=" + device))
                .withEnvironment(socat.environment())
                .withPipes());
    started.awaitLine("starting data transfer loop", START_LIMIT);
    if (!Files.exists(device, LinkOption.NOFOLLOW_LINKS)) {
      started.close();
      throw new IllegalStateException("socat made no " + device + ":\n" + started.tail());
    }
    return started;
  }
}
