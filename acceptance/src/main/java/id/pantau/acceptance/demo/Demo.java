package id.pantau.acceptance.demo;

import id.pantau.acceptance.chain.Backbone;
import id.pantau.acceptance.chain.CollectorProcess;
import id.pantau.acceptance.sim.SimFleet;
import id.pantau.acceptance.sim.SimVehicle;
import id.pantau.collector.db.Db;
import id.pantau.collector.region.Region;
import id.pantau.workbench.FreePorts;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.logging.FileHandler;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code ./pantau demo}: everything on one machine, until Ctrl-C. */
@Command(
    name = "demo",
    mixinStandardHelpOptions = true,
    description = "Semuanya di satu mesin, dengan data contoh | all of it, with sample data")
public final class Demo implements Callable<Integer> {
  private static final long SEED = 52_03;

  /** A process of 60 MB each. */
  private static final int MOST_SERIAL = 40;

  private static final String SEEDED = "seeded";
  private static final String WALL_TOKEN = "wall-token";

  /** Held here because a logger that nobody holds forgets its level. */
  private static final List<Logger> CHATTY = List.of(Logger.getLogger("org.flywaydb"));

  private static final Logger TRACKERS = Logger.getLogger("id.pantau.agent");
  private static final int TRACKERS_LOG_BYTES = 1_000_000;

  @Option(
      names = "--vehicles",
      paramLabel = "N",
      defaultValue = "60",
      description = "banyaknya kendaraan | how many vehicles (${DEFAULT-VALUE})")
  private int vehicles;

  @Option(
      names = "--port",
      paramLabel = "P",
      defaultValue = "8080",
      description = "port HTTP (${DEFAULT-VALUE})")
  private int port;

  @Option(
      names = "--serial",
      paramLabel = "N",
      defaultValue = "3",
      description =
          "berapa yang memakai alat pelacak utuh di port serial | how many of them run the whole"
              + " tracker on a serial line (${DEFAULT-VALUE})")
  private int serial;

  @Option(names = "--fresh", description = "mulai dari awal | forget what an earlier demo left")
  private boolean fresh;

  @Option(
      names = "--state",
      paramLabel = "DIR",
      description = "folder data | where everything is kept (.pantau)")
  private Path state = defaultState();

  /** Whoever tries the demo sees then what the panic button of a patrol car does. */
  private static final Duration FIRST_ALARM_AFTER = Duration.ofMinutes(3);

  private final PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
  private final long startedNanos = System.nanoTime();

  private Demo() {}

  public static void main(String[] args) {
    quietLibraries();
    var command = new CommandLine(new Demo());
    command.setExecutionExceptionHandler(
        (failure, line, parsed) -> {
          explain(failure);
          return 1;
        });
    System.exit(command.execute(args));
  }

  @Override
  public Integer call() throws InterruptedException {
    if (vehicles < 1 || vehicles > 5_000) {
      throw new Sorry(
          "--vehicles harus antara 1 dan 5000.", "--vehicles must be between 1 and 5000.");
    }
    if (serial < 0 || serial > MOST_SERIAL) {
      throw new Sorry(
          "--serial harus antara 0 dan " + MOST_SERIAL + ".",
          "--serial must be between 0 and " + MOST_SERIAL + ".");
    }
    if (!FreePorts.isFree(port)) {
      throw new Sorry(
          "Port "
              + port
              + " sedang dipakai program lain. Pilih port lain, misalnya: ./pantau demo --port "
              + (port + 1),
          "Port "
              + port
              + " is in use by another program. Choose another one, for instance: ./pantau demo --port "
              + (port + 1));
    }
    try (DemoState folder = DemoState.open(state.resolve("demo-" + port), fresh);
        Backbone backbone = services(folder)) {
      logTrackersTo(folder.log("trackers"));
      run(folder, backbone);
    }
    return 0;
  }

  private Backbone services(DemoState folder) {
    say("Basis data dan broker...", "Database and broker...");
    return Backbone.startLasting(folder.folder(), folder::secret);
  }

  private void run(DemoState folder, Backbone backbone) throws InterruptedException {
    InstantSource clock = InstantSource.system();
    // The cluster may lie in /var/tmp, which machines clean now and then.
    boolean first = !folder.has(SEEDED) || !backbone.hadDatabase();
    if (first) {
      backbone.emptyDatabase();
      say("Data contoh (hanya pertama kali)...", "Sample data (the first time only)...");
    }
    String wallToken;
    SimFleet simulation;
    Region region;
    try (Db db = Db.open(backbone.database())) {
      var seed = new DemoSeed(db, clock);
      if (first) {
        folder.write(WALL_TOKEN, seed.plantPeople());
        seed.plantActivities();
      }
      simulation = simulate(seed);
      if (first) {
        seed.plantMap(simulation);
        seed.plantStoppingPlaces(simulation);
      }
      seed.plantVehicles(simulation.vehicles());
      say("Jejak hari-hari lalu...", "Tracks of the days before...");
      seed.plantHistory(simulation);
      wallToken = folder.read(WALL_TOKEN);
      region = seed.region(); // as it was read; the database it was read from is left
    }
    folder.write(SEEDED, "");
    say("Collector dan armada...", "Collector and fleet...");
    // Side by side: trackers need no collector to begin.
    CompletableFuture<List<DemoTracker>> trackers =
        CompletableFuture.supplyAsync(() -> trackers(simulation, backbone, folder, clock));
    try (CollectorProcess collector = CollectorProcess.start(backbone, folder.folder(), port);
        FleetDriver fleet = FleetDriver.start(trackers.join(), clock);
        DemoWitnesses witnesses = DemoWitnesses.start(collector.address(), clock);
        DemoCentre centre = DemoCentre.start(collector.address(), region, clock)) {
      announce(collector.address(), wallToken);
      new CountDownLatch(1).await(); // until Ctrl-C, which ends the JVM
    }
  }

  private SimFleet simulate(DemoSeed seed) {
    return SimFleet.create(
        new SimFleet.Settings(
            SEED,
            vehicles,
            seed.region().zone(),
            DemoSeed.officeHours(seed.region()),
            seed.workplaces()));
  }

  private List<DemoTracker> trackers(
      SimFleet simulation, Backbone backbone, DemoState folder, InstantSource clock) {
    var workshop = new TrackerWorkshop(simulation, backbone, folder.folder().resolve("trackers"));
    Instant now = clock.instant();
    List<SimVehicle> alive =
        simulation.vehicles().stream().filter(vehicle -> !vehicle.dead()).toList();
    List<SimVehicle> whole = SerialChoice.of(simulation, alive, serial, now);
    // Their processes start beside what is left to do here.
    var trackers = new ArrayList<DemoTracker>(whole.stream().map(workshop::serial).toList());
    List<SimVehicle> others = alive.stream().filter(vehicle -> !whole.contains(vehicle)).toList();
    Optional<SimVehicle> alarmed =
        others.stream().filter(vehicle -> vehicle.opd().equals("satpolpp")).findFirst();
    for (SimVehicle vehicle : others) {
      Optional<Instant> panicAt =
          alarmed.filter(vehicle::equals).map(one -> now.plus(FIRST_ALARM_AFTER));
      trackers.add(workshop.simulated(vehicle, now, panicAt));
    }
    if (!whole.isEmpty()) {
      say("Alat pelacak utuh di port serial", "Whole trackers on serial lines: " + names(whole));
    }
    return trackers;
  }

  private static String names(List<SimVehicle> vehicles) {
    return vehicles.stream()
        .map(vehicle -> vehicle.device() + " (" + vehicle.name() + ")")
        .collect(Collectors.joining(", "));
  }

  private void announce(String address, String wallToken) {
    out.println();
    out.println("Masuk dengan kata sandi " + DemoPeople.PASSWORD + " | log in with this password:");
    for (DemoPeople.Hint hint : DemoPeople.HINTS) {
      out.printf("  %-16s %s%n", hint.userName(), hint.does());
    }
    out.println("  layar dinding    " + address + "/layar/" + wallToken);
    out.println("Berhenti dengan Ctrl-C | stop with Ctrl-C");
    out.println();
    out.println("Pantau siap: " + address);
  }

  private void say(String indonesian, String english) {
    Duration since = Duration.ofNanos(System.nanoTime() - startedNanos);
    out.printf("[%5.1f s] %s | %s%n", since.toMillis() / 1_000.0, indonesian, english);
  }

  private static void explain(Exception thrown) {
    Throwable failure = thrown instanceof CompletionException ? thrown.getCause() : thrown;
    if (failure instanceof Sorry sorry) {
      System.err.println(sorry.getMessage());
      return;
    }
    System.err.println("Demo gagal dimulai: " + failure.getMessage());
    System.err.println("The demo did not start; what was being done:");
    failure.printStackTrace();
  }

  /** Libraries tell their life at INFO and some at WARNING; a demo shows its own words only. */
  private static void quietLibraries() {
    Logger.getLogger("").setLevel(Level.WARNING);
    CHATTY.forEach(logger -> logger.setLevel(Level.SEVERE));
  }

  /** Trackers lose their network in the forest all day: worth a file, not the terminal. */
  private static void logTrackersTo(Path file) {
    try {
      Files.createDirectories(file.getParent());
      var handler = new FileHandler(file.toString(), TRACKERS_LOG_BYTES, 1, false);
      handler.setFormatter(new SimpleFormatter());
      TRACKERS.addHandler(handler);
      TRACKERS.setUseParentHandlers(false);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + file, e);
    }
  }

  private static Path defaultState() {
    String named = System.getProperty("pantau.state");
    if (named != null) {
      return Path.of(named);
    }
    String home = System.getenv("PANTAU_HOME");
    return Path.of(home == null ? "" : home).resolve(".pantau").toAbsolutePath();
  }
}
