package id.pantau.acceptance.chain;

import id.pantau.workbench.ChildProcess;
import id.pantau.workbench.Program;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Another program of ours as a process of its own, on the class path of this one. */
public final class JavaChild {
  private JavaChild() {}

  /**
   * Starts a main class.
   *
   * @param name for logs and failures
   * @param options of the JVM, e.g. {@code -Xmx64m}
   * @param main the class
   * @param arguments of the class
   */
  public static ChildProcess start(
      String name, Path log, List<String> options, String main, List<String> arguments) {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("--enable-native-access=ALL-UNNAMED");
    command.addAll(options);
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    command.add(main);
    command.addAll(arguments);
    return ChildProcess.start(Program.of(name, log, command));
  }
}
