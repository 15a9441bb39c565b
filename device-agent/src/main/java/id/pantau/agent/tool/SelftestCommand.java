package id.pantau.agent.tool;

import id.pantau.agent.AgentSettings;
import id.pantau.agent.ConfigFile;
import id.pantau.agent.board.Board;
import id.pantau.agent.board.Lamp;
import id.pantau.agent.board.PiBoard;
import id.pantau.agent.board.Signal;
import id.pantau.agent.selftest.Finding;
import id.pantau.agent.selftest.Outcome;
import id.pantau.agent.selftest.Selftest;
import id.pantau.agent.selftest.Words;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.logging.Level;
import java.util.logging.Logger;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code pantau-agent selftest}: each part of the tracker, what is wrong, and what to do. */
@Command(
    name = "selftest",
    description =
        "Memeriksa setiap bagian pelacak; kode keluar 0 bila tidak ada yang gagal. |"
            + " Looks at each part of the tracker; exit code 0 when nothing failed.",
    mixinStandardHelpOptions = true)
public final class SelftestCommand implements Callable<Integer> {
  private static final String INDENT = "      ";

  /** The levels of JUL are kept by whoever holds the logger. */
  private static final Logger LOGS = Logger.getLogger("");

  @Parameters(
      arity = "0..1",
      paramLabel = "FILE",
      description = "Konfigurasi. | The configuration. (${DEFAULT-VALUE})")
  private Path file = Path.of("/etc/pantau-agent/agent.yaml");

  @Option(
      names = "--seconds",
      description =
          "Selama itu posisi ditunggu. | So long a position is waited for. (${DEFAULT-VALUE})")
  private int seconds = 90;

  @Option(
      names = "--language",
      paramLabel = "id|en",
      description = "Satu bahasa saja. | One language only.")
  private String language = "";

  @Option(names = "--json", description = "Untuk mesin. | For machines.")
  private boolean json;

  @Spec private CommandSpec spec;

  public static void main(String[] arguments) {
    System.exit(new CommandLine(new SelftestCommand()).execute(arguments));
  }

  @Override
  public Integer call() throws InterruptedException {
    if (!List.of("", "id", "en").contains(language) || seconds < 1 || seconds > 3_600) {
      throw new CommandLine.ParameterException(
          spec.commandLine(), "--language id, en; --seconds 1 - 3600");
    }
    LOGS.setLevel(Level.OFF); // What it would tell is told in plainer words here.
    List<Words> languages = new ArrayList<>();
    for (String each : language.isEmpty() ? List.of("id", "en") : List.of(language)) {
      languages.add(Words.of(each));
    }
    PrintWriter out = spec.commandLine().getOut();
    List<Finding> all = new ArrayList<>();
    look(
        finding -> {
          all.add(finding);
          if (!json) {
            print(out, languages, finding);
          }
        });
    Outcome worst =
        all.stream().map(Finding::outcome).max(Outcome::compareTo).orElse(Outcome.FAILED);
    if (json) {
      out.println(SelftestJson.of(worst, all));
    } else {
      out.println();
      languages.forEach(words -> out.println(words.summary(worst)));
    }
    out.flush();
    return worst == Outcome.FAILED ? 1 : 0;
  }

  private void look(java.util.function.Consumer<Finding> found) throws InterruptedException {
    AgentSettings settings;
    try {
      settings = AgentSettings.read(file);
    } catch (ConfigFile.Problem e) {
      found.accept(Finding.wrongConfig(String.valueOf(e.getMessage())));
      return;
    }
    new Selftest(
            file,
            settings,
            () -> board(settings.usesGpio()),
            InstantSource.system(),
            Duration.ofSeconds(seconds))
        .run(found);
  }

  private static Board board(boolean usesGpio) {
    return usesGpio
        ? PiBoard.open(EnumSet.allOf(Signal.class), EnumSet.noneOf(Lamp.class))
        : Board.none();
  }

  private static void print(PrintWriter out, List<Words> languages, Finding finding) {
    String outcome = joined(languages, words -> words.outcome(finding.outcome()));
    String item = joined(languages, words -> words.item(finding));
    out.println("[" + outcome + "] " + item);
    for (Words words : languages) {
      out.println(INDENT + words.text(finding));
      words.todo(finding).ifPresent(todo -> out.println(INDENT + "-> " + todo));
    }
    out.flush();
  }

  /** Both languages, once when they say the same. */
  private static String joined(
      List<Words> languages, java.util.function.Function<Words, String> text) {
    return String.join(" | ", languages.stream().map(text).distinct().toList());
  }
}
