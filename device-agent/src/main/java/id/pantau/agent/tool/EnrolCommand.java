package id.pantau.agent.tool;

import id.pantau.agent.AgentSettings;
import id.pantau.agent.ConfigFile;
import id.pantau.agent.identity.Enroller;
import id.pantau.agent.identity.Identity;
import id.pantau.agent.identity.Outcome;
import id.pantau.agent.identity.Sentences;
import id.pantau.agent.identity.Trust;
import id.pantau.agent.service.FolderLock;
import java.io.PrintWriter;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.logging.Level;
import java.util.logging.Logger;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code pantau-agent enrol CODE}: makes the tracker's key and takes a certificate for it home. */
@Command(
    name = "enrol",
    description =
        "Mendaftarkan pelacak ini dengan kode dari pusat komando. |"
            + " Enrols this tracker with a code of the command centre.",
    mixinStandardHelpOptions = true)
public final class EnrolCommand implements Callable<Integer> {
  /** The levels of JUL are kept by whoever holds the logger. */
  private static final Logger LOGS = Logger.getLogger("");

  private final InstantSource clock;

  @Parameters(paramLabel = "CODE", description = "Kode sekali pakai. | The one-time code.")
  private String code = "";

  @Option(
      names = "--server",
      paramLabel = "URL",
      description =
          "Alamat pusat komando. | The command centre's address: https://pantau.example:8443")
  private Optional<String> server = Optional.empty();

  @Option(
      names = "--pin",
      paramLabel = "SHA256",
      description =
          "Sidik jari kewenangan, bila kartu tidak membawa ca.pem. |"
              + " The authority's fingerprint, when the card does not bring ca.pem.")
  private Optional<String> pin = Optional.empty();

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "Konfigurasi. | The configuration. (${DEFAULT-VALUE})")
  private Path file = Path.of("/etc/pantau-agent/agent.yaml");

  @Spec private CommandSpec spec;

  public EnrolCommand() {
    this(InstantSource.system());
  }

  /** With another clock than that of the machine. */
  public EnrolCommand(InstantSource clock) {
    this.clock = clock;
  }

  public static void main(String[] arguments) {
    System.exit(new CommandLine(new EnrolCommand()).execute(arguments));
  }

  @Override
  public Integer call() throws InterruptedException {
    LOGS.setLevel(Level.OFF); // What it would tell is told in plainer words here.
    Outcome outcome = enrol();
    PrintWriter out = spec.commandLine().getOut();
    for (String language : List.of("id", "en")) {
      Sentences words = Sentences.of(language);
      out.println(words.text(outcome));
      words.todo(outcome).ifPresent(todo -> out.println("-> " + todo));
    }
    out.flush();
    return outcome instanceof Outcome.Enrolled ? 0 : 1;
  }

  private Outcome enrol() throws InterruptedException {
    AgentSettings.Enrolling settings;
    try {
      settings = AgentSettings.readEnrolling(file);
      Identity.folder(settings.files());
    } catch (ConfigFile.Problem | IllegalArgumentException e) {
      return Outcome.refused("config-wrong", String.valueOf(e.getMessage()));
    }
    if (FolderLock.isTaken(settings.journalFolder())) {
      return Outcome.refused("tracker-running");
    }
    Optional<String> address = server.or(settings::server);
    if (address.isEmpty()) {
      return Outcome.refused("no-server");
    }
    Optional<URI> uri = https(address.get());
    if (uri.isEmpty()) {
      return Outcome.refused("server-wrong", address.get());
    }
    Optional<Trust> trust =
        pin.isPresent()
            ? Trust.ofFingerprint(pin.get(), clock)
            : Trust.ofFile(settings.files().caFile(), clock);
    if (trust.isEmpty()) {
      return pin.isPresent()
          ? Outcome.refused("pin-wrong", pin.get())
          : Outcome.refused("no-trust", settings.files().caFile().toString());
    }
    return new Enroller(Identity.of(settings.files()), settings.device(), trust.get(), clock)
        .enrol(code, uri.get());
  }

  private static Optional<URI> https(String text) {
    try {
      URI uri = new URI(text.strip());
      return "https".equals(uri.getScheme()) && uri.getHost() != null
          ? Optional.of(uri)
          : Optional.empty();
    } catch (URISyntaxException notAnAddress) {
      return Optional.empty();
    }
  }
}
