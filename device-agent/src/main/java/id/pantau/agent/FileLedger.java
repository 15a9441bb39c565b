package id.pantau.agent;

import id.pantau.agent.journal.CommitLedger;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HexFormat;

/**
 * Appends every committed record to a file, one line {@code epoch seq payload} (the first and the
 * last in hex), for the oracle of tests. A line is written whole or, at a kill, not at all.
 */
final class FileLedger implements CommitLedger {
  private final Path file;
  private final FileChannel channel;

  FileLedger(Path file) {
    this.file = file;
    try {
      channel =
          FileChannel.open(
              file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot open the ledger " + file, e);
    }
  }

  @Override
  public void committed(long epoch, long seq, byte[] payload) {
    String line = "%016x %d %s\n".formatted(epoch, seq, HexFormat.of().formatHex(payload));
    ByteBuffer bytes = ByteBuffer.wrap(line.getBytes(StandardCharsets.US_ASCII));
    try {
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write the ledger " + file, e);
    }
  }
}
