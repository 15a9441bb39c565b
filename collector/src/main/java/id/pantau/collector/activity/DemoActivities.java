package id.pantau.collector.activity;

import id.pantau.collector.activity.DemoPackage.Story;
import id.pantau.collector.activity.DemoYear.Entry;
import id.pantau.collector.activity.DemoYear.Report;
import id.pantau.collector.db.Db;
import id.pantau.collector.db.Row;
import id.pantau.collector.db.Session;
import id.pantau.collector.db.Sql;
import id.pantau.collector.region.Opd;
import id.pantau.collector.region.Region;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Fills an empty installation with an invented year of work: some 360 packages of all agencies and
 * the reports of every working day up to a moment, by the same rules that hold for people. The same
 * seed and moment give the same data.
 *
 * <p>Nothing calls this but the demo and tests. Agencies and places are real; packages, figures and
 * firms are not, and officers are roles.
 */
public final class DemoActivities {
  private static final int NOMENCLATURE_YEAR = 2025;

  /** Keeps one statement's arrays small. */
  private static final int CHUNK = 10_000;

  private static final Sql HAS_PACKAGES =
      Sql.of("SELECT EXISTS (SELECT 1 FROM work_package) AS has");
  private static final Sql LIST_STORED =
      Sql.of(
          """
          SELECT p.id, c.physical_pct, c.financial_rp, c.stage FROM work_package p
          LEFT JOIN package_current c ON c.package_id = p.id WHERE p.fiscal_year = :year ORDER BY p.id
          """);
  private static final Sql LAST_REPORT =
      Sql.of(
          """
          SELECT max(report_date) AS last_date FROM package_update
          WHERE extract(year FROM report_date) = :year
          """);
  private static final Sql INSERT_YEAR =
      Sql.of(
          """
          INSERT INTO fiscal_year (year, revised_from) VALUES (:year, :revised) ON CONFLICT DO NOTHING
          """);
  private static final Sql LIST_REPORTERS =
      Sql.of(
          """
          SELECT DISTINCT opd_id FROM user_account WHERE role = 'opd-operator' AND opd_id IS NOT NULL
          """);
  private static final Sql INSERT_CODE = Sql.beside(DemoActivities.class, "demo-insert-codes.sql");
  private static final Sql INSERT_SUB_ACTIVITY =
      Sql.beside(DemoActivities.class, "demo-insert-sub-activity.sql");
  private static final Sql INSERT_PACKAGE =
      Sql.beside(DemoActivities.class, "demo-insert-package.sql");
  private static final Sql INSERT_PLAN = Sql.beside(DemoActivities.class, "demo-insert-plan.sql");
  private static final Sql INSERT_FUNDING =
      Sql.beside(DemoActivities.class, "demo-insert-funding.sql");
  private static final Sql INSERT_FLAG = Sql.beside(DemoActivities.class, "demo-insert-flag.sql");
  private static final Sql INSERT_REPORTS =
      Sql.beside(DemoActivities.class, "demo-insert-reports.sql");
  private static final Sql INSERT_OBSTACLE =
      Sql.beside(DemoActivities.class, "demo-insert-obstacle.sql");

  private final Region region;
  private final Instant now;
  private final LocalDate today;
  private final LocalDate newYear;
  private final long seed;
  private final SplittableRandom random;
  private final WorkingDays workingDays;

  private DemoActivities(Region region, Instant now, long seed) {
    this.region = region;
    this.now = now;
    this.today = now.atZone(region.zone()).toLocalDate();
    this.newYear = LocalDate.of(today.getYear(), 1, 1);
    this.seed = seed;
    this.random = new SplittableRandom(seed);
    this.workingDays = (opdId, date) -> region.calendar().isWorkingDay(opdId, date);
  }

  /**
   * Loads the year of {@code now} up to {@code now}. Where it was loaded on an earlier day of the
   * year, the days since are lived through; on the same day nothing happens.
   *
   * @throws IllegalStateException when an agency has no operator who could have reported
   */
  public static void load(Db db, Region region, Instant now, long seed) {
    db.doAsService(
        session -> {
          var demo = new DemoActivities(region, now, seed);
          if (session.get(HAS_PACKAGES, Map.of()).getBoolean("has")) {
            demo.resume(session);
          } else {
            demo.load(session);
          }
        });
  }

  private void load(Session session) {
    session.change(
        INSERT_YEAR,
        Map.of("year", today.getYear(), "revised", LocalDate.of(today.getYear(), 9, 28)));
    var places = new DemoPlaces(session);
    List<DemoPackage> packages = catalogue(places);
    requireReporters(session, packages);
    insertCodes(session, packages);
    Map<Integer, List<Entry>> entries = insertPackages(session, packages, places);
    session.change(INSERT_FUNDING, Map.of("year", today.getYear()));
    var store = new DayBookStore(region.zone());
    Measures measures = store.measures(session, workingDays);
    insertReports(session, live(entries, measures, newYear));
    insertObstacles(session, entries);
    var opdIds =
        region.listOpds().stream()
            .filter(opd -> opd.existsOn(today))
            .map(Opd::id)
            .collect(Collectors.toCollection(TreeSet::new));
    new DayBook(store, workingDays)
        .open(session, new DayBook.Span(opdIds, newYear, today), measures);
  }

  /** The packages are those of the catalogue, in the order in which they were stored. */
  private void resume(Session session) {
    List<Row> stored = session.list(LIST_STORED, Map.of("year", today.getYear()));
    List<DemoPackage> packages = catalogue(new DemoPlaces(session));
    Optional<LocalDate> lastDay =
        session.get(LAST_REPORT, Map.of("year", today.getYear())).findDate("last_date");
    if (stored.size() != packages.size() || lastDay.isEmpty() || !lastDay.get().isBefore(today)) {
      return;
    }
    Map<Integer, List<Entry>> entries = new TreeMap<>();
    for (int i = 0; i < packages.size(); i++) {
      Row row = stored.get(i);
      Standing standing = row.findText("stage").isPresent() ? StandingRow.read(row) : Standing.NONE;
      add(entries, packages.get(i), i, row.getInt("id"), List.of(), standing);
    }
    Measures measures = new DayBookStore(region.zone()).measures(session, workingDays);
    insertReports(session, live(entries, measures, lastDay.get().plusDays(1)));
  }

  private List<DemoPackage> catalogue(DemoPlaces places) {
    return new DemoCatalog(today, lastWorkday(), new SplittableRandom(seed))
        .packages(region, places.desas());
  }

  /** The last day before today on which offices worked. */
  private LocalDate lastWorkday() {
    int office =
        region.findOpd("setda").map(Opd::id).orElseGet(() -> region.listOpds().getFirst().id());
    return region.calendar().previousWorkingDay(office, today);
  }

  private static void requireReporters(Session session, List<DemoPackage> packages) {
    var reporters = new TreeSet<Integer>();
    session.list(LIST_REPORTERS, Map.of()).forEach(row -> reporters.add(row.getInt("opd_id")));
    for (DemoPackage one : packages) {
      if (!reporters.contains(one.opdId())) {
        throw new IllegalStateException("agency " + one.handle() + " has no operator to report");
      }
    }
  }

  private void insertCodes(Session session, List<DemoPackage> packages) {
    var bidangs = new TreeSet<String>();
    packages.forEach(one -> bidangs.add(one.code().substring(0, "1.01".length())));
    for (Map<String, String> row : DemoTable.read("programme.csv")) {
      String code = row.get("code");
      if (code.startsWith("0.00")) {
        for (String bidang : bidangs) {
          insertCode(session, bidang + code.substring("0.00".length()), row.get("name"));
        }
      } else {
        insertCode(session, code, row.get("name"));
      }
    }
    var known = new TreeSet<String>();
    for (DemoPackage one : packages) {
      if (known.add(one.opdId() + " " + one.code())) {
        session.change(
            INSERT_SUB_ACTIVITY,
            Map.of(
                "year", today.getYear(),
                "nomenclatureYear", NOMENCLATURE_YEAR,
                "opdId", one.opdId(),
                "code", one.code()));
      }
    }
  }

  private static void insertCode(Session session, String code, String name) {
    // 1 | 1.03 | 1.03.10 | 1.03.10.2.01 | 1.03.10.2.01.0055
    int parts = code.split("\\.").length;
    int level = parts < 4 ? parts : parts - 1;
    int parentParts = level == 4 ? 3 : parts - 1;
    Optional<String> parent =
        level == 1
            ? Optional.empty()
            : Optional.of(String.join(".", List.of(code.split("\\.")).subList(0, parentParts)));
    session.change(
        INSERT_CODE,
        Map.of(
            "year", NOMENCLATURE_YEAR,
            "code", code,
            "level", level,
            "name", name,
            "parent", parent));
  }

  private Map<Integer, List<Entry>> insertPackages(
      Session session, List<DemoPackage> packages, DemoPlaces places) {
    Map<Integer, List<Entry>> entries = new TreeMap<>();
    int number = 0;
    for (DemoPackage one : packages) {
      int id = insertPackage(session, one, places, ++number);
      session.change(
          INSERT_PLAN,
          Map.of(
              "id", id,
              "opdId", one.opdId(),
              "newYear", newYear,
              "physical", DemoPackage.array(one.monthEnds()),
              "financial",
                  DemoPackage.array(
                      one.monthEnds().stream()
                          .map(pct -> Math.round(one.paguRp() / 100.0 * pct))
                          .toList())));
      add(entries, one, number - 1, id, insertPauses(session, id, one), Standing.NONE);
    }
    return entries;
  }

  private void add(
      Map<Integer, List<Entry>> entries,
      DemoPackage one,
      int place,
      int id,
      List<PackageBasics.Pause> pauses,
      Standing from) {
    // A story of its own whatever was drawn before it, so that a resumed year goes on as it began.
    var story = new DemoStory(one, today, lastWorkday(), new SplittableRandom(seed * 31 + place));
    entries
        .computeIfAbsent(one.opdId(), opdId -> new ArrayList<>())
        .add(new Entry(one.basics(id, newYear, pauses), one, story, from));
  }

  private int insertPackage(Session session, DemoPackage one, DemoPlaces places, int number) {
    Optional<DemoPlaces.Placed> placed =
        one.place().map(text -> places.place(text, random.split()));
    boolean contracted = one.contractDate().isPresent();
    boolean revised = one.paguRp() >= 300_000_000 && random.nextInt(6) == 0;
    var params = new HashMap<String, Object>();
    params.put("opdId", one.opdId());
    params.put("code", one.code());
    params.put("year", today.getYear());
    params.put("name", one.name());
    params.put("kind", one.kind().word());
    params.put("method", method(one));
    params.put("priority", one.priority());
    params.put("paguRp", one.paguRp());
    params.put(
        "revisedRp", revised ? Optional.of(one.paguRp() / 100 * 108) : Optional.<Long>empty());
    params.put("source", one.source());
    params.put("officer", "PPTK " + region.getOpd(one.opdId()).shortName());
    params.put("contractor", contracted ? Optional.of(firm(one)) : Optional.empty());
    params.put(
        "contractNo",
        contracted
            ? Optional.of("600/" + number + "/SPK/" + today.getYear())
            : Optional.<String>empty());
    params.put("contractDate", one.contractDate());
    params.put(
        "contractRp", contracted ? Optional.of(one.paguRp() / 1000 * 962) : Optional.<Long>empty());
    params.put(
        "contractBy",
        one.kind().hasContract() ? Optional.of(one.start()) : Optional.<LocalDate>empty());
    params.put("start", one.start());
    params.put("end", one.end());
    params.put("wkt", placed.map(DemoPlaces.Placed::wkt));
    params.put("kecamatan", placed.map(DemoPlaces.Placed::kecamatan));
    params.put("desa", placed.flatMap(DemoPlaces.Placed::desa));
    params.put("createdAt", DemoYear.at(newYear, LocalTime.of(0, 0), region.zone()));
    return session.get(INSERT_PACKAGE, params).getInt("id");
  }

  private static String method(DemoPackage one) {
    return switch (one.kind()) {
      case CONSTRUCTION -> one.paguRp() > 400_000_000 ? "tender" : "direct";
      case GOODS -> "e-purchasing";
      case SERVICES, CONSULTANCY -> "direct";
      case SELF_MANAGED -> "self-managed";
    };
  }

  /** Firms that say of themselves that they are invented. */
  private String firm(DemoPackage one) {
    List<String> names = List.of("Rinjani", "Selaparang", "Gumi Patuh", "Sembalun", "Tambora");
    String name = names.get(random.nextInt(names.size()));
    return one.kind() == PackageKind.CONSTRUCTION && one.paguRp() > 2_500_000_000L
        ? "PT Contoh " + name + " Konstruksi"
        : "CV Contoh " + name;
  }

  private List<PackageBasics.Pause> insertPauses(Session session, int id, DemoPackage one) {
    Optional<Flag> flag =
        switch (one.story()) {
          case WAITING -> Optional.of(Flag.TENDER_FAILED);
          case POSTPONED -> Optional.of(Flag.POSTPONED);
          case STEADY, SLOW, CRITICAL, YESTERDAY, STARTED, OVERDUE -> Optional.empty();
        };
    LocalDate since = later(one.start().plusDays(6), newYear);
    if (flag.isEmpty() || since.isAfter(today)) {
      return List.of();
    }
    String reason =
        flag.get() == Flag.POSTPONED
            ? "Menunggu kepastian tempat pelaksanaan"
            : "Tidak ada penawaran yang memenuhi syarat";
    session.change(
        INSERT_FLAG,
        Map.of(
            "id",
            id,
            "opdId",
            one.opdId(),
            "flag",
            flag.get().word(),
            "since",
            since,
            "reason",
            reason,
            "at",
            DemoYear.at(since, LocalTime.of(10, 0), region.zone())));
    return List.of(new PackageBasics.Pause(flag.get(), since, Optional.empty()));
  }

  private static LocalDate later(LocalDate one, LocalDate other) {
    return one.isAfter(other) ? one : other;
  }

  private List<Report> live(
      Map<Integer, List<Entry>> entries, Measures measures, LocalDate firstDay) {
    Map<Integer, String> handles =
        region.listOpds().stream().collect(Collectors.toMap(Opd::id, Opd::handle));
    var setting =
        new DemoYear.Setting(
            region.zone(),
            firstDay,
            now,
            measures,
            workingDays,
            new DemoHabits(handles, workingDays, today));
    var reports = new ArrayList<Report>();
    entries.forEach(
        (opdId, list) -> reports.addAll(new DemoYear(setting, random.split()).live(opdId, list)));
    return reports;
  }

  /** First versions first: a correction refers to what it corrects. */
  private static void insertReports(Session session, List<Report> reports) {
    for (int version = 1; version <= 2; version++) {
      int wanted = version;
      List<Report> some = reports.stream().filter(r -> r.version() == wanted).toList();
      for (int from = 0; from < some.size(); from += CHUNK) {
        insertChunk(session, some.subList(from, Math.min(some.size(), from + CHUNK)));
      }
    }
  }

  private static void insertChunk(Session session, List<Report> chunk) {
    int size = chunk.size();
    int[] stages = new int[size];
    double[] pcts = new double[size];
    long[] rps = new long[size];
    long[] ats = new long[size];
    for (int i = 0; i < size; i++) {
      Optional<Standing> standing = chunk.get(i).standing();
      stages[i] = standing.map(s -> s.stage().ordinal()).orElse(-1);
      pcts[i] = standing.map(Standing::physicalPct).orElse(0.0);
      rps[i] = standing.map(Standing::financialRp).orElse(0L);
      ats[i] = chunk.get(i).at().getEpochSecond();
    }
    session.change(
        INSERT_REPORTS,
        Map.of(
            "packageIds", DayBookStore.ints(chunk, Report::packageId),
            "days", DayBookStore.ints(chunk, report -> (int) report.date().toEpochDay()),
            "versions", DayBookStore.ints(chunk, Report::version),
            "noteNos", DayBookStore.ints(chunk, Report::note),
            "notes", String.join("|", DemoNotes.all()),
            "stages", stages,
            "pcts", pcts,
            "rps", rps,
            "ats", ats));
  }

  /** What is behind says why; a few obstacles of others were overcome. */
  private void insertObstacles(Session session, Map<Integer, List<Entry>> entries) {
    int fresh = 0;
    for (List<Entry> list : entries.values()) {
      for (Entry entry : list) {
        Story story = entry.of().story();
        if (story == Story.SLOW || story == Story.CRITICAL || story == Story.WAITING) {
          // Two of them were reported on the last working day.
          boolean isFresh = story == Story.SLOW && fresh++ % 6 == 1;
          LocalDate since = isFresh ? lastWorkday() : today.minusDays(5 + random.nextInt(35));
          insertObstacle(session, entry, since, Optional.empty());
        } else if (story == Story.STEADY
            && entry.of().kind() == PackageKind.CONSTRUCTION
            && random.nextInt(4) == 0) {
          LocalDate since = entry.of().start().plusDays(20);
          insertObstacle(session, entry, since, Optional.of(since.plusDays(9)));
        }
      }
    }
  }

  private void insertObstacle(
      Session session, Entry entry, LocalDate since, Optional<LocalDate> closed) {
    if (since.isBefore(newYear) || since.isAfter(today)) {
      return;
    }
    String[] obstacle = DemoObstacles.of(entry.of(), random);
    session.change(
        INSERT_OBSTACLE,
        Map.of(
            "id", entry.basics().id(),
            "opdId", entry.of().opdId(),
            "code", obstacle[0],
            "text", obstacle[1],
            "helpFrom", Optional.of(obstacle[2]).filter(text -> !text.isEmpty()),
            "since", since,
            "dueDate", since.plusDays(14),
            "closedOn", closed.filter(day -> !day.isAfter(today)),
            "closingNote",
                closed.filter(day -> !day.isAfter(today)).map(day -> "Sudah ditangani")));
  }
}
