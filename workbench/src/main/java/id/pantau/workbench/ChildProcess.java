package id.pantau.workbench;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A process that cannot outlive us: it ends by {@link #close}, at the end of the JVM, and, should
 * the JVM be killed, by a signal of the kernel.
 */
public final class ChildProcess implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  /**
   * All children are born of this one thread, which lives as long as the JVM: the kernel sends the
   * parent-death signal when the thread that forked ends, not when the process does.
   */
  private static final ExecutorService SPAWNER =
      Executors.newSingleThreadExecutor(
          work -> {
            Thread thread = new Thread(work, "workbench-spawner");
            thread.setDaemon(true);
            return thread;
          });

  private final Program program;
  private final Process process;
  private final OutputLog output;

  private ChildProcess(Program program, Process process, OutputLog output) {
    this.program = program;
    this.process = process;
    this.output = output;
  }

  /**
   * Starts the program.
   *
   * @throws UncheckedIOException when it cannot be started
   */
  public static ChildProcess start(Program program) {
    var builder = new ProcessBuilder(commandLine(program));
    builder.environment().putAll(program.environment());
    program.directory().ifPresent(directory -> builder.directory(directory.toFile()));
    builder.redirectErrorStream(!program.piped());
    Process process = spawn(program.name(), builder);
    InputStream logged = program.piped() ? process.getErrorStream() : process.getInputStream();
    var child =
        new ChildProcess(program, process, OutputLog.follow(program.name(), logged, program.log()));
    Leftovers.remember(child);
    return child;
  }

  /** Found by our own path: a program may be given another, on which there is nothing. */
  private static String onPath(String name) {
    for (String folder : System.getenv("PATH").split(File.pathSeparator)) {
      Path candidate = Path.of(folder, name);
      if (Files.isExecutable(candidate)) {
        return candidate.toString();
      }
    }
    throw new IllegalStateException("there is no " + name + " on the path");
  }

  private static List<String> commandLine(Program program) {
    // A session of its own: Ctrl-C at the terminal reaches us only, and we end them in order.
    var line =
        new ArrayList<>(List.of("setsid", onPath("setpriv"), "--pdeathsig", program.lastSignal()));
    program
        .runAs()
        .ifPresent(
            user -> line.addAll(List.of("--reuid=" + user, "--regid=" + user, "--init-groups")));
    line.add("--");
    line.addAll(program.command());
    return line;
  }

  private static Process spawn(String name, ProcessBuilder builder) {
    try {
      return SPAWNER.submit(builder::start).get();
    } catch (ExecutionException e) {
      throw new UncheckedIOException(
          "cannot start " + name, new IOException(e.getCause().getMessage(), e.getCause()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while starting " + name, e);
    }
  }

  public long pid() {
    return process.pid();
  }

  public boolean isAlive() {
    return process.isAlive();
  }

  /** What it reads; only for a program started with pipes. */
  public OutputStream stdin() {
    return process.getOutputStream();
  }

  /** What it writes; only for a program started with pipes. */
  public InputStream stdout() {
    return process.getInputStream();
  }

  /**
   * Waits for a line of its output that contains the expression; lines that came before count,
   * within the newest {@value OutputLog#REMEMBERED_LINES}.
   *
   * @return the match in the first such line
   * @throws IllegalStateException when it ends first, with the last lines of its output
   * @throws AssertionError when no such line comes within the limit
   */
  public Matcher awaitLine(String regex, Duration limit) {
    Pattern pattern = Pattern.compile(regex);
    String what = program.name() + " says /" + regex + "/";
    try {
      return Await.value(what, limit, () -> find(pattern));
    } catch (AssertionError tooLate) {
      throw new AssertionError(tooLate.getMessage() + "; it said:\n" + output.tail(), tooLate);
    }
  }

  private Optional<Matcher> find(Pattern pattern) {
    // Asked before the search: a last line written just before the end is still found.
    boolean over = output.isComplete();
    Optional<Matcher> found = output.find(pattern);
    if (found.isEmpty() && over) {
      throw new IllegalStateException(
          program.name() + " ended before it said /" + pattern + "/:\n" + output.tail());
    }
    return found;
  }

  /** The newest lines of its output, for failure messages. */
  public String tail() {
    return output.tail();
  }

  /** Ends it as a power cut would: no chance to tidy up. Returns when it is gone. */
  public void kill9() {
    process.destroyForcibly();
    awaitEnd(PATIENCE);
  }

  /**
   * Sends any signal, e.g. {@code HUP} or {@code QUIT}.
   *
   * @throws IllegalStateException when the signal could not be sent
   */
  public void signal(String name) {
    Commands.run(
        "signal " + name + " to " + program.name(),
        // The shell's own kill: a bare Debian has no such program.
        List.of("sh", "-c", "kill -s \"$1\" \"$2\"", "kill", name, Long.toString(pid())));
  }

  /**
   * Asks it to end and kills it if it has not done so within the limit.
   *
   * @return whether it ended by itself
   */
  public boolean terminate(Duration limit) {
    // By its handle: Process.destroy closes our end of its output, and what it says while it ends
    // would be lost, or end it at once.
    process.toHandle().destroy();
    boolean ended = awaitEnd(limit);
    if (!ended) {
      kill9();
    }
    Leftovers.forget(this);
    return ended;
  }

  /** Waits for its end; true when it came within the limit. */
  public boolean awaitEnd(Duration limit) {
    try {
      return process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return !process.isAlive();
    }
  }

  /** Its exit code; only after its end. */
  public int exitCode() {
    return process.exitValue();
  }

  @Override
  public void close() {
    terminate(PATIENCE);
  }

  @Override
  public String toString() {
    return program.name() + " pid=" + pid();
  }
}
