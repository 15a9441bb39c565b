package id.pantau.acceptance.demo;

import id.pantau.acceptance.chain.ApiClient;
import id.pantau.acceptance.chain.JavaChild;
import id.pantau.workbench.Await;
import id.pantau.workbench.ChildProcess;
import id.pantau.workbench.Program;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The demo as somebody at a terminal has it: a process group of its own that Ctrl-C reaches. */
final class DemoProcess implements AutoCloseable {
  private static final Duration READY_LIMIT = Duration.ofSeconds(180);
  private static final Duration END_LIMIT = Duration.ofSeconds(30);

  /** Where utime, stime, cutime and cstime of proc(5) begin, counted from the state. */
  private static final int CPU_FIELDS = 11;

  /** Linux counts for everybody in hundredths of a second. */
  private static final int MS_A_TICK = 10;

  private static final Pattern DEVICE = Pattern.compile("lotim-\\d{4}");

  private final ChildProcess process;
  private final Path log;
  private final Path state;
  private final int port;
  private final long startedNanos = System.nanoTime();

  private DemoProcess(ChildProcess process, Path log, Path state, int port) {
    this.process = process;
    this.log = log;
    this.state = state;
    this.port = port;
  }

  static DemoProcess start(Path state, int port, String... options) {
    var command = new ArrayList<String>();
    // A test run in the background ignores Ctrl-C, and its children would inherit that.
    command.addAll(List.of("env", "--default-signal=INT"));
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    if (Runtime.version().feature() >= 24) {
      command.add("--sun-misc-unsafe-memory-access=allow"); // as ./pantau does
    }
    command.add("-D" + JavaChild.ARCHIVES + "=" + System.getProperty(JavaChild.ARCHIVES, ""));
    command.addAll(JavaChild.everyChildsOptions());
    command.addAll(List.of("--enable-native-access=ALL-UNNAMED", "-cp"));
    command.add(System.getProperty("java.class.path"));
    command.add("id.pantau.acceptance.demo.Demo");
    command.addAll(List.of("--state", state.toString(), "--port", Integer.toString(port)));
    command.addAll(List.of(options));
    Path log = state.resolveSibling("demo-" + port + "-" + System.nanoTime() + ".log");
    return new DemoProcess(ChildProcess.start(Program.of("demo", log, command)), log, state, port);
  }

  /** Waits until it says that it is ready; how long that took since its start. */
  Duration awaitReady() {
    process.awaitLine("^Pantau siap: \\S+:" + port, READY_LIMIT);
    return Duration.ofNanos(System.nanoTime() - startedNanos);
  }

  /** The devices with the whole tracker on a serial line, as it told them. */
  Set<String> serialDevices() {
    Matcher told = process.awaitLine("serial lines: (.*)", END_LIMIT);
    return DEVICE
        .matcher(told.group(1))
        .results()
        .map(found -> found.group())
        .collect(Collectors.toSet());
  }

  ApiClient login(String userName) {
    return ApiClient.login("http://127.0.0.1:" + port, userName, DemoPeople.PASSWORD);
  }

  /** Itself and all processes below it, at this moment. */
  Set<ProcessHandle> family() {
    var all = new HashSet<ProcessHandle>();
    ProcessHandle.of(process.pid()).ifPresent(all::add);
    ProcessHandle.of(process.pid()).stream().flatMap(ProcessHandle::descendants).forEach(all::add);
    return all;
  }

  /** What all of them have computed until now, those that have ended with it. */
  Duration cpu() {
    long ticks =
        family().stream()
            .flatMap(each -> stat(each).stream())
            .flatMap(fields -> Arrays.stream(fields, CPU_FIELDS, CPU_FIELDS + 4))
            .mapToLong(Long::parseLong)
            .sum();
    return Duration.ofMillis(ticks * MS_A_TICK);
  }

  /** How many processes of the family have this word in their command line. */
  long count(String word) {
    return family().stream().filter(each -> commandLine(each).contains(word)).count();
  }

  /** How many processes of the family a Ctrl-C at the terminal reaches. */
  long reachedByCtrlC() {
    return family().stream().filter(each -> groupOf(each) == process.pid()).count();
  }

  /** The ports of collector, database and broker. */
  Set<Integer> ports() {
    var ports = new HashSet<Integer>();
    ports.add(port);
    try {
      String config = Files.readString(state.resolve("demo-" + port).resolve("collector.yaml"));
      Pattern.compile("://127\\.0\\.0\\.1:(\\d+)")
          .matcher(config)
          .results()
          .forEach(found -> ports.add(Integer.parseInt(found.group(1))));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the collector's configuration", e);
    }
    return ports;
  }

  /** Ctrl-C: the terminal sends the signal to every process of the demo's group. */
  void pressCtrlC() {
    try {
      int exit =
          new ProcessBuilder("sh", "-c", "kill -s INT -- -" + process.pid()).start().waitFor();
      if (exit != 0) {
        throw new IllegalStateException("there is no process group " + process.pid());
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot send a signal", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  void kill9() {
    process.kill9();
  }

  /** Waits for its end; the exit code. */
  int awaitEnd() {
    if (!process.awaitEnd(READY_LIMIT)) {
      throw new AssertionError("the demo does not end; it said:\n" + process.tail());
    }
    return process.exitCode();
  }

  String tail() {
    return process.tail();
  }

  /** What it has written since it was ready, to its end. */
  String saidSinceReady() {
    try {
      return Files.readString(log).replaceFirst("(?s)^.*\nPantau siap: [^\n]*\n", "");
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + log, e);
    }
  }

  /** Waits until none of these processes lives, nor any other that names the demo's folder. */
  void awaitGone(Set<ProcessHandle> family) {
    Await.until(
        "nothing is left of the demo",
        END_LIMIT,
        () -> family.stream().noneMatch(ProcessHandle::isAlive) && strays().isEmpty());
  }

  private List<String> strays() {
    String own = state.resolve("demo-" + port).toString();
    try (Stream<ProcessHandle> all = ProcessHandle.allProcesses()) {
      return all.map(DemoProcess::commandLine).filter(line -> line.contains(own)).toList();
    }
  }

  /** Whole, unlike that of ProcessHandle, which gives up on a long class path. */
  private static String commandLine(ProcessHandle each) {
    try {
      return Files.readString(
          Path.of("/proc", Long.toString(each.pid()), "cmdline"), StandardCharsets.ISO_8859_1);
    } catch (IOException over) {
      return ""; // it has ended
    }
  }

  private static long groupOf(ProcessHandle each) {
    return stat(each).map(fields -> Long.parseLong(fields[2])).orElse(-1L);
  }

  /** "state parent group ..." of proc(5); empty when it has ended. */
  private static Optional<String[]> stat(ProcessHandle each) {
    try {
      String stat = Files.readString(Path.of("/proc", Long.toString(each.pid()), "stat"));
      // "pid (name) state ...": a name may have spaces and brackets.
      return Optional.of(stat.substring(stat.lastIndexOf(')') + 2).split(" "));
    } catch (IOException over) {
      return Optional.empty();
    }
  }

  @Override
  public void close() {
    process.close();
  }
}
