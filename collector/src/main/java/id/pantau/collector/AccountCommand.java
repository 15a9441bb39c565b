package id.pantau.collector;

import id.pantau.collector.auth.Audit;
import id.pantau.collector.auth.Auth;
import id.pantau.collector.auth.NewUser;
import id.pantau.collector.db.Db;
import id.pantau.collector.region.Opd;
import id.pantau.collector.region.Region;
import id.pantau.collector.scope.Role;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Collectors;

/**
 * {@code ./pantau user} and {@code ./pantau wall}: makes accounts from the machine itself, where
 * there is nobody yet who could log in. The password is the first line of stdin, never an argument:
 * those every user of the machine can read.
 */
public final class AccountCommand {
  private static final String USAGE =
      "user NAME ROLE \"DISPLAY NAME\" [OPD] | wall \"LABEL\"    ROLE: %s";

  private final InputStream in;
  private final PrintStream out;
  private final PrintStream err;

  AccountCommand(InputStream in, PrintStream out, PrintStream err) {
    this.in = in;
    this.out = out;
    this.err = err;
  }

  /**
   * @param args the configuration file, {@code user} or {@code wall}, and what {@link #USAGE} says
   */
  public static void main(String[] args) {
    System.exit(new AccountCommand(System.in, System.out, System.err).run(Arrays.asList(args)));
  }

  /** The exit code: 0 when the account was made, 2 when it was refused, with the reason on err. */
  int run(List<String> words) {
    try {
      if (words.size() == 3 && words.get(1).equals("wall")) {
        addWall(Path.of(words.get(0)), words.get(2));
      } else if ((words.size() == 5 || words.size() == 6) && words.get(1).equals("user")) {
        addUser(Path.of(words.get(0)), words.subList(2, words.size()));
      } else {
        throw new IllegalArgumentException(USAGE.formatted(roles()));
      }
      return 0;
    } catch (RuntimeException | IOException refused) {
      err.println(CommandWords.of(refused));
      return 2;
    }
  }

  private void addWall(Path config, String label) {
    try (Db db = Db.open(CollectorSettings.read(config).database())) {
      out.println(auth(db).addWallScreen(label));
    }
  }

  private void addUser(Path config, List<String> words) throws IOException {
    Role role =
        Role.find(words.get(1))
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "Peran tidak dikenal | unknown role: "
                            + words.get(1)
                            + " ("
                            + roles()
                            + ")"));
    boolean ofAnOpd = role == Role.OPD_HEAD || role == Role.OPD_OPERATOR;
    if (ofAnOpd != (words.size() == 4)) {
      throw new IllegalArgumentException(
          "OPD hanya dan harus untuk opd-head dan opd-operator"
              + " | an OPD is given exactly for opd-head and opd-operator");
    }
    String password = password();
    if (password.length() < NewUser.PASSWORD_MIN) {
      throw new IllegalArgumentException(
          "Kata sandi minimal "
              + NewUser.PASSWORD_MIN
              + " huruf | a password has at least "
              + NewUser.PASSWORD_MIN
              + " characters");
    }
    CollectorSettings settings = CollectorSettings.read(config);
    try (Db db = Db.open(settings.database())) {
      OptionalInt opd =
          ofAnOpd ? OptionalInt.of(opdId(db, settings, words.get(3))) : OptionalInt.empty();
      auth(db).addUser(new NewUser(words.get(0), words.get(2), role, opd, password));
    }
    err.println("Akun dibuat | account made: " + words.get(0));
  }

  private static int opdId(Db db, CollectorSettings settings, String handle) {
    List<Opd> all = Region.open(db, settings.seed(), InstantSource.system()).listOpds();
    return all.stream()
        .filter(opd -> opd.handle().equals(handle))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "OPD tidak dikenal | unknown OPD: "
                        + handle
                        + " ("
                        + all.stream().map(Opd::handle).collect(Collectors.joining(" "))
                        + ")"))
        .id();
  }

  private static Auth auth(Db db) {
    InstantSource clock = InstantSource.system();
    return new Auth(db, new Audit(db, clock), clock);
  }

  private String password() throws IOException {
    String line = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8)).readLine();
    return line == null ? "" : line;
  }

  private static String roles() {
    return Arrays.stream(Role.values())
        .filter(role -> role != Role.WALL)
        .map(Role::word)
        .collect(Collectors.joining(" "));
  }
}
