package id.pantau.collector.enrolment;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.GeneralSecurityException;
import java.security.cert.CRLReason;
import java.security.cert.CertificateFactory;
import java.security.cert.X509CRL;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * The file in which the broker reads whom it must not let in. What stands there and is not ours,
 * because somebody has revoked it by hand, is kept. Guarded by itself.
 */
final class RevocationList {
  private static final Logger LOG = System.getLogger(RevocationList.class.getName());
  private static final long SIGNAL_LIMIT_S = 5;

  private final Path file;
  private final Optional<Path> brokerPid;
  private final Authority authority;

  /**
   * A certificate and since when it holds no longer.
   *
   * @param passing whether it is left out of the next list
   */
  record Entry(BigInteger serial, Instant since, boolean passing) {
    /** As a list holds it. */
    Entry inSeconds() {
      return new Entry(serial, since.truncatedTo(ChronoUnit.SECONDS), passing);
    }
  }

  /**
   * @param brokerPid the file with the broker's process number; empty = somebody else makes it read
   *     the list again
   */
  RevocationList(Path file, Optional<Path> brokerPid, Authority authority) {
    this.file = file;
    this.brokerPid = brokerPid;
    this.authority = authority;
  }

  /** Writes the list, unless it is there already, and asks the broker to read it. */
  synchronized void publish(List<Entry> ours) {
    Set<BigInteger> known = new HashSet<>();
    List<Entry> all = new ArrayList<>();
    for (Entry each : ours) {
      if (known.add(each.serial())) {
        all.add(each);
      }
    }
    for (Entry each : written()) {
      if (known.add(each.serial())) {
        all.add(each);
      }
    }
    if (!isWritten(all)) {
      write(authority.revocations(all));
    }
    signal(); // each time: who wrote it may have been cut off before
  }

  /** What somebody else may have written as well. */
  private List<Entry> written() {
    return read()
        .map(list -> entries(list).stream().filter(each -> !each.passing()).toList())
        .orElse(List.of());
  }

  /** Whether the file holds exactly these, by our name. */
  private boolean isWritten(List<Entry> all) {
    Set<Entry> wanted = all.stream().map(Entry::inSeconds).collect(Collectors.toSet());
    return read()
        .filter(list -> Set.copyOf(entries(list)).equals(wanted))
        .filter(authority::hasMade)
        .isPresent();
  }

  private Optional<X509CRL> read() {
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try (InputStream in = Files.newInputStream(file)) {
      return Optional.of((X509CRL) CertificateFactory.getInstance("X.509").generateCRL(in));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file, e);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("no revocation list: " + file, e);
    }
  }

  private static List<Entry> entries(X509CRL list) {
    return list.getRevokedCertificates() == null
        ? List.of()
        : list.getRevokedCertificates().stream()
            .map(
                each ->
                    new Entry(
                        each.getSerialNumber(),
                        each.getRevocationDate().toInstant(),
                        each.getRevocationReason() == CRLReason.CESSATION_OF_OPERATION))
            .toList();
  }

  /** At once: the broker sees the old list or the new one. */
  private void write(byte[] pem) {
    Path unfinished = file.resolveSibling(file.getFileName() + ".new");
    try {
      try (FileChannel channel =
          FileChannel.open(
              unfinished,
              StandardOpenOption.CREATE,
              StandardOpenOption.TRUNCATE_EXISTING,
              StandardOpenOption.WRITE)) {
        ByteBuffer bytes = ByteBuffer.wrap(pem);
        while (bytes.hasRemaining()) {
          channel.write(bytes);
        }
        channel.force(true);
      }
      Files.move(
          unfinished, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + file, e);
    }
  }

  /** SIGHUP; to nothing but a mosquitto, because a number may be given to another process. */
  private void signal() {
    if (brokerPid.isEmpty()) {
      return;
    }
    try {
      long pid = Long.parseLong(Files.readString(brokerPid.get()).strip());
      String program =
          ProcessHandle.of(pid).flatMap(process -> process.info().command()).orElse("mosquitto");
      if (!program.contains("mosquitto")) {
        LOG.log(Level.WARNING, "not the broker, not told: pid=" + pid + " program=" + program);
        return;
      }
      // The shell's own: a small Debian has no program of this name.
      Process kill =
          new ProcessBuilder("sh", "-c", "kill -HUP \"$1\"", "sh", Long.toString(pid))
              .inheritIO()
              .start();
      if (!kill.waitFor(SIGNAL_LIMIT_S, TimeUnit.SECONDS) || kill.exitValue() != 0) {
        LOG.log(Level.WARNING, "the broker could not be told of the revocation list pid=" + pid);
      }
    } catch (IOException | NumberFormatException e) {
      LOG.log(Level.WARNING, "the broker could not be told of the revocation list", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
