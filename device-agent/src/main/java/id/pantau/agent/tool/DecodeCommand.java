package id.pantau.agent.tool;

import id.pantau.agent.nmea.DecoderSettings;
import id.pantau.agent.nmea.Epoch;
import id.pantau.agent.nmea.NmeaDecoder;
import id.pantau.agent.nmea.Refusal;
import id.pantau.agent.nmea.RefusalCounts;
import id.pantau.wire.Fix;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ./pantau decode}: NMEA logs to fixes, one JSON object a line. */
@Command(
    name = "decode",
    description = "Membaca log NMEA menjadi posisi. | Reads NMEA logs into fixes.",
    mixinStandardHelpOptions = true)
public final class DecodeCommand implements Callable<Integer> {
  private static final int CHUNK_BYTES = 8_192;
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description =
          "Satu berkas JSONL per log di folder ini. | One JSONL file per log into this folder.")
  private @Nullable Path folder;

  @Parameters(arity = "1..*", paramLabel = "FILE", description = "Log NMEA. | NMEA logs.")
  private List<Path> files = List.of();

  public static void main(String[] arguments) {
    System.exit(new CommandLine(new DecodeCommand()).execute(arguments));
  }

  @Override
  public Integer call() throws IOException {
    int failed = 0;
    if (folder != null) {
      Files.createDirectories(folder);
    }
    for (Path file : files) {
      try (PrintStream out = output(file)) {
        long fixes = decode(file, out);
        if (out.checkError()) {
          throw new IOException("the output cannot be written");
        }
        System.err.println(file + ": " + fixes + " fixes");
      } catch (IOException | UncheckedIOException e) {
        System.err.println("Tidak terbaca | Cannot be read: " + file + ": " + e.getMessage());
        failed++;
      }
    }
    return failed == 0 ? 0 : 1;
  }

  private PrintStream output(Path file) throws IOException {
    if (folder == null) {
      return new PrintStream(
          new BufferedOutputStream(new UnclosedStream(System.out)), false, StandardCharsets.UTF_8);
    }
    String name = file.getFileName().toString().replaceFirst("\\.log$", "") + ".jsonl";
    return new PrintStream(
        new BufferedOutputStream(Files.newOutputStream(folder.resolve(name))),
        false,
        StandardCharsets.UTF_8);
  }

  private static long decode(Path file, PrintStream out) throws IOException {
    long[] fixes = {0};
    var decoder =
        new NmeaDecoder(
            DecoderSettings.forLogs(),
            epoch -> {
              if (epoch instanceof Epoch.Located located) {
                fixes[0]++;
                out.println(json(located.fix()));
              }
            });
    byte[] chunk = new byte[CHUNK_BYTES];
    try (InputStream in = Files.newInputStream(file)) {
      int count;
      while ((count = in.read(chunk)) > 0) {
        decoder.accept(chunk, 0, count, 0);
      }
    }
    decoder.end();
    report(file, decoder.counts());
    return fixes[0];
  }

  private static void report(Path file, RefusalCounts counts) {
    var text = new StringBuilder();
    for (Refusal why : Refusal.values()) {
      if (counts.refused(why) > 0) {
        text.append(' ').append(why.word()).append('=').append(counts.refused(why));
      }
    }
    if (!text.isEmpty()) {
      System.err.println(file + ": sentences=" + counts.accepted() + " refused:" + text);
    }
  }

  static String json(Fix fix) {
    var json = new StringBuilder("{\"time\":\"").append(TIME.format(fix.fixTime())).append('"');
    append(json, "lat", "%.9f", fix.at().lat());
    append(json, "lon", "%.9f", fix.at().lon());
    json.append(",\"mode\":").append(fix.mode().nmea());
    append(json, "speed_ms", "%.4f", fix.speedMs());
    append(json, "track", "%.3f", fix.courseDeg());
    append(json, "alt", "%.3f", fix.altitudeM());
    return json.append('}').toString();
  }

  /** An unknown number is left out. */
  private static void append(StringBuilder json, String name, String format, double value) {
    if (!Double.isNaN(value)) {
      json.append(",\"").append(name).append("\":");
      json.append(String.format(Locale.ROOT, format, value));
    }
  }

  /** Standard output is flushed and not closed: another file may follow. */
  private static final class UnclosedStream extends java.io.FilterOutputStream {
    UnclosedStream(java.io.OutputStream out) {
      super(out);
    }

    @Override
    public void write(byte[] bytes, int offset, int count) throws IOException {
      out.write(bytes, offset, count);
    }

    @Override
    public void close() throws IOException {
      flush();
    }
  }
}
