package id.pantau.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import id.pantau.agent.board.Lamp;
import id.pantau.agent.board.Signal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * The scripts of hardware/card, on a folder that looks like a card, with programs that only note
 * what they are asked.
 */
class CardIT {
  private static final Path CARD = SharedData.repository().resolve("hardware/card");
  private static final String CMDLINE =
      "console=serial0,115200 console=tty1 root=PARTUUID=1-02 rootfstype=ext4 fsck.repair=yes rootwait\n";

  @TempDir static Path authority;

  @TempDir Path place;
  private Path boot;
  private Path conf;
  private Path programs;
  private Path calls;

  private record Run(int code, String said) {}

  @BeforeAll
  static void makeCertificates() throws IOException {
    if (!hasOpenssl()) {
      for (String each : List.of("ca.pem", "ambulans-1.pem", "ambulans-1.key")) {
        Files.writeString(authority.resolve(each), each);
      }
      return;
    }
    certificates("authority");
    certificates("client", "ambulans-1");
    certificates("client", "ambulans-2");
  }

  private static void certificates(String action, String... name) {
    List<String> command = new ArrayList<>();
    command.add("bash");
    command.add(SharedData.repository().resolve("scripts/certificates.sh").toString());
    command.add(action);
    command.add(authority.toString());
    command.addAll(List.of(name));
    Run made = run(Map.of(), command.toArray(String[]::new));
    assertEquals(0, made.code(), made.said());
  }

  @BeforeEach
  void makeCard() throws IOException {
    boot = Files.createDirectory(place.resolve("bootfs"));
    Files.writeString(boot.resolve("config.txt"), "arm_64bit=1\n[cm4]\notg_mode=1\n");
    Files.writeString(boot.resolve("cmdline.txt"), CMDLINE);
    Files.writeString(boot.resolve("meta-data"), "instance-id: rpios-image\n");
    Files.writeString(place.resolve("agent.deb"), "a package");
    Files.writeString(place.resolve("teknisi.pub"), "ssh-ed25519 AAAAC3Nza teknisi\n");
    Path identity = Files.createDirectory(place.resolve("ca"));
    try (Stream<Path> files = Files.list(authority)) {
      for (Path each : files.filter(Files::isRegularFile).toList()) {
        Files.copy(each, identity.resolve(each.getFileName()));
      }
    }
    conf = place.resolve("ambulans-1.conf");
    configure("wired", "yes");
    programs = Files.createDirectory(place.resolve("bin"));
    calls = Files.createFile(place.resolve("calls"));
    for (String each : List.of("apt-get", "systemctl", "nmcli", "sync")) {
      program(each, "echo " + each + "${*:+ \"$*\"} >>\"" + calls + "\"");
    }
  }

  @Test
  void cardStartsWithTheReceiversLineFreeAndTheRestAsItWas() throws IOException {
    prepare();

    assertEquals(
        "console=tty1 root=PARTUUID=1-02 rootfstype=ext4 fsck.repair=yes rootwait\n",
        Files.readString(boot.resolve("cmdline.txt")));
    String config = Files.readString(boot.resolve("config.txt"));
    assertTrue(config.startsWith("arm_64bit=1\n[cm4]\notg_mode=1\n# --- Pantau\n[all]\n"), config);
    assertTrue(config.contains("\nenable_uart=1\ndtoverlay=disable-bt\n"), config);
    assertEquals(CMDLINE, Files.readString(boot.resolve("cmdline.txt.before-pantau")));
  }

  @Test
  void cardPreparedTwiceIsTheSame() throws IOException {
    prepare();
    Map<String, String> once = content();
    prepare();

    assertEquals(once, content());
  }

  /** In the words of pins.yaml, which PinsTest compares with these enums. */
  @Test
  void pinsAreSetBeforeAnyProgramRunsAsTheAgentSetsThem() throws IOException {
    Map<Integer, String> expected = new TreeMap<>();
    for (Signal each : Signal.values()) {
      expected.put(each.bcm(), each.pull() == Signal.Pull.UP ? "ip,pu" : "ip,pd");
    }
    for (Lamp each : Lamp.values()) {
      expected.put(each.bcm(), each == Lamp.FAULT ? "op,dh" : "op,dl"); // lit until the agent runs
    }

    Map<Integer, String> written = new TreeMap<>();
    for (String line : Files.readAllLines(CARD.resolve("config.txt"))) {
      if (line.startsWith("gpio=")) {
        String[] parts = line.substring("gpio=".length()).split("=");
        Arrays.stream(parts[0].split(","))
            .forEach(pin -> written.put(Integer.valueOf(pin), parts[1]));
      }
    }
    assertEquals(expected, written);
  }

  @Test
  void trackerTakesTheConfigurationOfTheCard() throws IOException {
    prepare();

    AgentSettings settings = AgentSettings.read(boot.resolve("pantau/agent.yaml"));
    assertEquals("ambulans-1", settings.tracker().device().value());
    assertTrue(settings.usesGpio());

    configure("wired", "no");
    prepare();
    assertFalse(AgentSettings.read(boot.resolve("pantau/agent.yaml")).usesGpio());
  }

  /** One kind of card for every vehicle; a technician types a code. */
  @Test
  void cardWithoutCertificateBringsTheAuthorityAndTheAddress() throws IOException {
    enrolling("");
    prepare();
    Path told = boot.resolve("pantau/agent.yaml");
    AgentSettings.Enrolling settings = AgentSettings.readEnrolling(told);
    assertEquals(Optional.empty(), settings.device());
    assertEquals(Optional.of("https://pantau.example.test:8443"), settings.server());
    assertTrue(Files.exists(boot.resolve("pantau/identity/ca.pem")));
    assertFalse(Files.exists(boot.resolve("pantau/identity/device.key")));
    Run started = firstBoot();
    assertEquals(0, started.code(), started.said());
    Path identity = place.resolve("root/var/lib/pantau-agent/identity");
    assertTrue(Files.exists(identity.resolve("ca.pem")));
    assertFalse(Files.exists(boot.resolve("pantau/identity")));
    assertTrue(
        Files.readString(boot.resolve("pantau/hasil.txt")).contains("sudo pantau-agent enrol"));
    assertFalse(Files.readString(calls).contains("restart pantau-agent"), "nothing to run with");
  }

  @Test
  void cardCannotBothEnrolAndBringACertificate() throws IOException {
    enrolling("identity=ca\n");
    Run refused = prepareWith(boot);
    assertEquals(1, refused.code(), refused.said());
    assertTrue(refused.said().contains("leave identity= empty"), refused.said());
  }

  private void enrolling(String more) throws IOException {
    configure("wired", "yes");
    String text =
        Files.readString(conf)
            .replace("device=ambulans-1\n", "")
            .replace("broker=ssl://pantau.example.test:8883\n", "")
            .replace("identity=ca\n", more);
    Files.writeString(
        conf, text + "enrolment=https://pantau.example.test:8443\nauthority=ca/ca.pem\n");
  }

  @Test
  void firstStartIsToldInYaml() throws IOException {
    configure("wifi-name", "Bengkel: 1 #2");
    prepare();

    Map<String, Object> user = yaml("user-data");
    assertEquals("ambulans-1", user.get("hostname"));
    assertEquals(
        List.of(List.of("bash", "/boot/firmware/pantau/first-boot.sh")), user.get("runcmd"));
    assertTrue(
        user.get("users")
            .toString()
            .contains("ssh_authorized_keys=[ssh-ed25519 AAAAC3Nza teknisi]"),
        user.toString());
    String network = yaml("network-config").toString();
    assertTrue(
        network.contains("access-points={Bengkel: 1 #2={password=rahasia-bengkel}}"), network);
    assertFalse(yaml("meta-data").get("instance-id").equals("rpios-image"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "device        | Ambulans 1            | small letters",
        "device        | ambulans-3            | Cannot be read",
        "device        | ''                    | fill in device=",
        "broker        | http://example.test/  | ssl://name:8883",
        "package       | none.deb              | Cannot be read",
        "ssh-key       | agent.deb             | no public SSH key",
        "user          | root; reboot          | small letters",
        "time-zone     | WITA+8                | Asia/Makassar",
        "wired         | ya                    | yes or no",
        "apn           | 'inter net'           | letters, digits, dots",
        "wifi-password | short                 | 8 to 63",
        "colour        | red                   | unknown line",
      })
  void whatIsWrongIsRefusedBeforeAnythingIsWritten(String key, String value, String said)
      throws IOException {
    configure(key, value);
    Map<String, String> before = content();

    Run refused = prepareWith(boot);

    assertEquals(1, refused.code(), refused.said());
    assertTrue(refused.said().contains(said), refused.said());
    assertEquals(before, content());
  }

  @Test
  void certificateOfAnotherVehicleIsRefused() throws IOException {
    Assumptions.assumeTrue(hasOpenssl(), "skipped: no openssl here");
    Path ca = place.resolve("ca");
    Files.copy(ca.resolve("ambulans-2.pem"), ca.resolve("ambulans-3.pem"));
    Files.copy(ca.resolve("ambulans-2.key"), ca.resolve("ambulans-3.key"));
    configure("device", "ambulans-3");
    assertTrue(prepareWith(boot).said().contains("is no certificate of ambulans-3"));

    configure("device", "ambulans-1");
    Files.delete(ca.resolve("ambulans-1.key"));
    Files.copy(ca.resolve("ambulans-2.key"), ca.resolve("ambulans-1.key"));
    assertTrue(prepareWith(boot).said().contains("is not the key of that certificate"));
  }

  @Test
  void folderThatIsNoBootPartitionIsLeftAlone() throws IOException {
    Run refused = prepareWith(place);

    assertEquals(1, refused.code());
    assertTrue(refused.said().contains("is no boot partition"), refused.said());
    assertFalse(Files.exists(place.resolve("user-data")));
  }

  @Test
  void firstStartInstallsTheTrackerAndTakesTheKeyOffTheOpenPartition() throws IOException {
    prepare();
    Run started = firstBoot();

    assertEquals(0, started.code(), started.said());
    Path root = place.resolve("root");
    assertEquals(
        Files.readString(boot.resolve("pantau/agent.yaml")),
        Files.readString(root.resolve("etc/pantau-agent/agent.yaml")));
    Path key = root.resolve("var/lib/pantau-agent/identity/device.key");
    assertEquals(Files.readString(place.resolve("ca/ambulans-1.key")), Files.readString(key));
    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(key)));
    assertFalse(Files.exists(boot.resolve("pantau/identity")));
    assertTrue(Files.isExecutable(root.resolve("usr/local/lib/pantau/hold-up.sh")));
    List<String> said = Files.readAllLines(calls);
    assertTrue(
        said.stream()
            .anyMatch(
                line ->
                    line.startsWith("nmcli connection add type gsm")
                        && line.contains("apn internet")),
        said::toString);
    assertTrue(
        said.stream()
            .anyMatch(
                line ->
                    line.startsWith("apt-get install") && line.endsWith("pantau/pantau-agent.deb")),
        said::toString);
    assertTrue(said.contains("systemctl enable --now pantau-hold-up.service"), said::toString);
    assertEquals("systemctl restart pantau-agent.service", said.get(said.lastIndexOf("sync") - 1));
    assertTrue(Files.readString(boot.resolve("pantau/hasil.txt")).startsWith("OK"));
  }

  @Test
  void firstStartWithoutNetworkSaysSoAndMayBeRunAgain() throws IOException {
    prepare();
    program("apt-get", "exit 100");
    Run failed = firstBoot();

    assertEquals(1, failed.code());
    String result = Files.readString(boot.resolve("pantau/hasil.txt"));
    assertTrue(result.startsWith("GAGAL | FAILED: jaringan untuk paket"), result);
    assertTrue(Files.exists(boot.resolve("pantau/identity/device.key")));

    program("apt-get", "exit 0");
    assertEquals(0, firstBoot().code());
    assertEquals(0, firstBoot().code()); // a third time, the key has gone already
  }

  @Test
  void powerCutEndsTheTrackerThenLocksTheCardAndItsReturnStartsAnew() throws IOException {
    // Good at the start; the starter motor; a cut; back for a moment, and then for good.
    Run ended = holdUp("1,1,1" + ",0".repeat(9) + ",1" + ",0".repeat(10) + ",0,0,1,0,1,1,1");

    assertEquals(0, ended.code(), ended.said());
    assertEquals(List.of("systemctl stop pantau-agent.service", "sync"), Files.readAllLines(calls));
    assertEquals("u\nb\n", Files.readString(place.resolve("sysrq")));
    assertEquals(
        "",
        Files.readString(place.resolve("levels")).strip(),
        "looked at exactly as often as said");
  }

  @Test
  void starterMotorIsNoPowerCut() throws IOException {
    Run ended = holdUp("1,1,1" + ",0".repeat(9) + ",1".repeat(20));

    assertEquals(69, ended.code()); // the levels of the test ran out
    assertEquals("", Files.readString(calls));
    assertFalse(Files.exists(place.resolve("sysrq")));
  }

  @Test
  void inputThatNobodyWiredIsNoPowerCut() throws IOException {
    Run ended = holdUp("0" + ",0".repeat(40));

    assertEquals(69, ended.code());
    assertEquals("", Files.readString(calls));
  }

  @Test
  void holdUpLooksAtThePinOfThePowerGoodInput() throws IOException {
    assertTrue(
        Files.readString(CARD.resolve("hold-up.sh"))
            .contains("\nPIN=" + Signal.POWER_GOOD.bcm() + " "));
  }

  @Test
  void benchCutsThePowerAndCountsWhoComesBack() throws IOException {
    Run passed = cutPower("active", "0");
    assertEquals(0, passed.code(), passed.said());
    assertEquals(
        3,
        passed.said().lines().filter(line -> line.endsWith(",0,yes,0,passed")).count(),
        passed.said());
    List<String> relay = Files.readAllLines(calls);
    assertEquals(3, relay.stream().filter("pinctrl set 21 op dl"::equals).count());
    assertEquals("pinctrl set 21 op dh", relay.getLast());
    assertEquals(passed.said(), cutPower("active", "0").said(), "the same seed cuts the same way");

    assertEquals(1, cutPower("failed", "0").code());
    assertEquals(1, cutPower("active", "1").code());
    assertEquals(1, cutPower("active", "").code());
  }

  private Run cutPower(String state, String recovered) throws IOException {
    Files.writeString(calls, "");
    program("pinctrl", "echo \"pinctrl $*\" >>\"" + calls + "\"");
    program(
        "ssh",
        "case \"$*\" in *is-active*) echo " + state + " ;; *) echo " + recovered + " ;; esac");
    return run(
        Map.of(
            "SECOND", "0", "BACK_WITHIN_S", "10", "PATH", programs + ":" + System.getenv("PATH")),
        "bash",
        CARD.resolveSibling("bench").resolve("power-cut.sh").toString(),
        "teknisi@pelacak",
        "3",
        "17");
  }

  @Test
  void shellcheckFindsNothing() throws IOException {
    List<String> command = new ArrayList<>(List.of("shellcheck"));
    for (String folder : List.of("bench", "card", "enclosure")) {
      try (Stream<Path> files = Files.list(CARD.resolveSibling(folder))) {
        files
            .filter(file -> file.toString().endsWith(".sh"))
            .map(Path::toString)
            .forEach(command::add);
      }
    }
    assertTrue(command.size() > 3);
    Assumptions.assumeTrue(
        run(Map.of(), "sh", "-c", "command -v shellcheck").code() == 0,
        "skipped: no shellcheck here");

    Run checked = run(Map.of(), command.toArray(String[]::new));
    assertEquals(0, checked.code(), checked.said());
  }

  @Test
  void enclosureWithoutOpenScadSaysWhatToInstall() throws IOException {
    Path bash = Path.of("/bin/bash");
    Path dirname =
        Files.createSymbolicLink(programs.resolve("dirname"), Path.of("/usr/bin/dirname"));
    assertTrue(Files.exists(dirname));

    Run missing =
        run(
            Map.of("PATH", programs.toString()),
            bash.toString(),
            CARD.resolveSibling("enclosure").resolve("build.sh").toString());

    assertEquals(3, missing.code());
    assertTrue(missing.said().contains("sudo apt install openscad"), missing.said());
  }

  /** The configuration of a vehicle, with one line changed or added. */
  private void configure(String key, String value) throws IOException {
    Map<String, String> lines = new TreeMap<>();
    lines.put("device", "ambulans-1");
    lines.put("broker", "ssl://pantau.example.test:8883");
    lines.put("identity", "ca");
    lines.put("package", "agent.deb");
    lines.put("user", "teknisi");
    lines.put("ssh-key", "teknisi.pub");
    lines.put("time-zone", "Asia/Makassar");
    lines.put("wifi-name", "Bengkel");
    lines.put("wifi-password", "rahasia-bengkel");
    lines.put("apn", "internet");
    lines.put("wired", "yes");
    lines.put(key, value);
    StringBuilder text = new StringBuilder("# satu kendaraan\n\n");
    lines.forEach((k, v) -> text.append(k).append('=').append(v).append('\n'));
    Files.writeString(conf, text);
  }

  private void prepare() {
    Run prepared = prepareWith(boot);
    assertEquals(0, prepared.code(), prepared.said());
  }

  private Run prepareWith(Path folder) {
    return run(
        Map.of(),
        "bash",
        CARD.resolve("prepare-card.sh").toString(),
        folder.toString(),
        conf.toString());
  }

  private Run firstBoot() throws IOException {
    Path root = place.resolve("root");
    Files.createDirectories(root.resolve("etc/pantau-agent"));
    Files.createDirectories(root.resolve("etc/systemd/system"));
    Files.createDirectories(root.resolve("var/lib/pantau-agent"));
    // Without owners: the user of the package is not on this machine.
    program(
        "install",
        "set -- $(echo \" $* \" | sed 's/ -[og] [a-z-]*//g'); exec /usr/bin/install \"$@\"");
    return run(
        Map.of(
            "ROOT",
            root.toString(),
            "NETWORK_PATIENCE_S",
            "0",
            "PATH",
            programs + ":" + System.getenv("PATH")),
        "bash",
        boot.resolve("pantau/first-boot.sh").toString());
  }

  /** Each look takes the next level; when there is none left the pin cannot be read. */
  private Run holdUp(String levels) throws IOException {
    Path file = Files.writeString(place.resolve("levels"), levels.replace(',', '\n') + "\n");
    program(
        "pinctrl",
        "[ \"$*\" = 'get 27' ] || exit 1",
        "level=$(head -n 1 \"" + file + "\")",
        "sed -i 1d \"" + file + "\"",
        "case $level in",
        "  1) echo '27: ip    pd | hi // GPIO27 = input' ;;",
        "  0) echo '27: ip    pd | lo // GPIO27 = input' ;;",
        "esac");
    return run(
        Map.of(
            "SYSRQ",
            place.resolve("sysrq").toString(),
            "LOOK_EVERY",
            "0",
            "PATH",
            programs + ":" + System.getenv("PATH")),
        "sh",
        CARD.resolve("hold-up.sh").toString());
  }

  private void program(String name, String... lines) throws IOException {
    Path file = programs.resolve(name);
    Files.writeString(file, "#!/bin/sh\n" + String.join("\n", lines) + "\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private Map<String, Object> yaml(String file) throws IOException {
    return new Yaml(new SafeConstructor(new LoaderOptions()))
        .load(Files.readString(boot.resolve(file)));
  }

  /** What is on the card, by name; but for the name of the run. */
  private Map<String, String> content() throws IOException {
    Map<String, String> content = new TreeMap<>();
    try (Stream<Path> files = Files.walk(boot)) {
      for (Path file : new TreeSet<>(files.filter(Files::isRegularFile).toList())) {
        content.put(
            boot.relativize(file).toString(),
            Files.readString(file).replaceAll("(instance-id: pantau-ambulans-1-)\\d{14}", "$1"));
      }
    }
    return content;
  }

  private static boolean hasOpenssl() {
    return run(Map.of(), "sh", "-c", "command -v openssl").code() == 0;
  }

  private static Run run(Map<String, String> environment, String... command) {
    try {
      Path said = Files.createTempFile("said", ".txt");
      try {
        var builder =
            new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(said.toFile());
        builder.environment().putAll(environment);
        Process process = builder.start();
        process.getOutputStream().close();
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
          process.destroyForcibly();
          throw new IllegalStateException(String.join(" ", command) + " does not end");
        }
        return new Run(process.exitValue(), Files.readString(said));
      } finally {
        Files.delete(said);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(String.join(" ", command), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }
}
