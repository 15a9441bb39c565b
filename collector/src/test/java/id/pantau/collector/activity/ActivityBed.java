package id.pantau.collector.activity;

import id.pantau.collector.db.Db;
import id.pantau.collector.db.DbSettings;
import id.pantau.collector.db.Session;
import id.pantau.collector.db.Sql;
import id.pantau.collector.db.TestDb;
import id.pantau.collector.region.Region;
import id.pantau.collector.scope.Role;
import id.pantau.collector.scope.Viewer;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;

/** A regency with a few packages, a clock that is set by hand, and people of every role. */
public final class ActivityBed implements AutoCloseable, InstantSource {
  /** Even over the year: 100/12 a month. */
  public static final String EVEN = "8.33,16.67,25,33.33,41.67,50,58.33,66.67,75,83.33,91.67,100";

  private static final Locale INDONESIAN = Locale.of("id");

  private final Map<String, Viewer> people = new HashMap<>();
  private final List<ReportChange> told = new ArrayList<>();
  private final DbSettings settings;
  private final Db db;
  private final Region region;
  private final Activities activities;
  private Instant now;

  public ActivityBed(LocalDate date, String time) {
    this(TestDb.freshSettings(), date, time);
  }

  /** On a database that a collector of the test serves too. */
  public ActivityBed(DbSettings settings, LocalDate date, String time) {
    this.settings = settings;
    now = Instant.EPOCH;
    db = Db.open(settings);
    region = Region.open(db, "lombok-timur", this);
    set(date, time);
    activities = new Activities(db, region, this, told::add);
    service(
        session -> {
          session.change(Sql.of("INSERT INTO fiscal_year (year) VALUES (2025), (2026)"), Map.of());
          addCode(session, "1", 1, "Wajib pelayanan dasar", null);
          addCode(session, "1.03", 2, "Pekerjaan umum", "1");
          addCode(session, "1.03.01", 3, "Program Penunjang", "1.03");
          addCode(session, "1.03.01.2.09", 4, "Pemeliharaan", "1.03.01");
          addCode(session, "1.03.01.2.09.0002", 5, "Jasa pemeliharaan", "1.03.01.2.09");
          addCode(session, "1.03.10", 3, "Program Penyelenggaraan Jalan", "1.03");
          addCode(session, "1.03.10.2.01", 4, "Penyelenggaraan Jalan", "1.03.10");
          addCode(session, "1.03.10.2.01.0055", 5, "Rehabilitasi Jalan", "1.03.10.2.01");
          return null;
        });
  }

  private static void addCode(
      Session session,
      String code,
      int level,
      String name,
      @org.jspecify.annotations.Nullable String parent) {
    session.change(
        Sql.of(
            """
            INSERT INTO classification (nomenclature_year, code, level, name, parent_id)
            VALUES (2025, :code, :level, :name, (SELECT id FROM classification WHERE code = :parent))
            """),
        Map.of("code", code, "level", level, "name", name, "parent", Optional.ofNullable(parent)));
  }

  public Db db() {
    return db;
  }

  public Region region() {
    return region;
  }

  public Activities activities() {
    return activities;
  }

  /** What the listener was told, oldest first. */
  public List<ReportChange> told() {
    return told;
  }

  @Override
  public Instant instant() {
    return now;
  }

  /** Sets the clock of the region, "15:30" being local time. */
  public void set(LocalDate date, String time) {
    now = date.atTime(LocalTime.parse(time)).atZone(region.zone()).toInstant();
  }

  public int opd(String handle) {
    return region.findOpd(handle).orElseThrow().id();
  }

  public Viewer leader() {
    return person("bupati", Role.LEADER, OptionalInt.empty());
  }

  public Viewer verifier() {
    return person("verifikator", Role.VERIFIER, OptionalInt.empty());
  }

  public Viewer technician() {
    return person("teknisi", Role.TECHNICIAN, OptionalInt.empty());
  }

  public Viewer operator(String handle) {
    return person("operator." + handle, Role.OPD_OPERATOR, OptionalInt.of(opd(handle)));
  }

  public Viewer head(String handle) {
    return person("kepala." + handle, Role.OPD_HEAD, OptionalInt.of(opd(handle)));
  }

  public Viewer person(String userName, Role role, OptionalInt opdId) {
    return people.computeIfAbsent(
        userName,
        name -> {
          int id =
              service(
                  session ->
                      session
                          .get(
                              Sql.of(
                                  """
                                  INSERT INTO user_account (user_name, display_name, role, opd_id, password_hash, created_at)
                                  VALUES (:name, :name, :role, :opd, '-', now()) RETURNING id
                                  """),
                              Map.of("name", name, "role", role.word(), "opd", opdId))
                          .getInt("id"));
          return new Viewer(id, name, name, role, opdId, INDONESIAN);
        });
  }

  /** A package to be made; the year is 2026, the plan even. */
  public record Plan(
      String name,
      PackageKind kind,
      boolean priority,
      long paguRp,
      String code,
      String monthEnds,
      LocalDate start,
      LocalDate end) {
    /** Construction that reports daily while it runs. */
    public static Plan works(String name) {
      return new Plan(
          name,
          PackageKind.CONSTRUCTION,
          true,
          1_000_000_000,
          "1.03.10.2.01.0055",
          EVEN,
          LocalDate.of(2026, 1, 1),
          LocalDate.of(2026, 12, 31));
    }

    public Plan pagu(long rp) {
      return new Plan(name, kind, priority, rp, code, monthEnds, start, end);
    }

    public Plan priority(boolean yes) {
      return new Plan(name, kind, yes, paguRp, code, monthEnds, start, end);
    }

    public Plan kind(PackageKind other) {
      return new Plan(name, other, priority, paguRp, code, monthEnds, start, end);
    }

    public Plan code(String other) {
      return new Plan(name, kind, priority, paguRp, other, monthEnds, start, end);
    }

    public Plan monthEnds(String other) {
      return new Plan(name, kind, priority, paguRp, code, other, start, end);
    }

    public Plan until(LocalDate other) {
      return new Plan(name, kind, priority, paguRp, code, monthEnds, start, other);
    }
  }

  /** Makes a package known since the beginning of 2026. */
  public int give(String handle, Plan plan) {
    var params = new HashMap<String, Object>();
    params.put("opd", opd(handle));
    params.put("code", plan.code());
    params.put("name", plan.name());
    params.put("kind", plan.kind().word());
    params.put("priority", plan.priority());
    params.put("pagu", plan.paguRp());
    params.put("start", plan.start());
    params.put("end", plan.end());
    params.put("plan", "{" + plan.monthEnds() + "}");
    return service(
        session -> {
          session.change(
              Sql.of(
                  """
                  INSERT INTO sub_activity (fiscal_year, opd_id, classification_id)
                  VALUES (2026, :opd, (SELECT id FROM classification WHERE code = :code)) ON CONFLICT DO NOTHING
                  """),
              params);
          int id =
              session
                  .get(
                      Sql.of(
                          """
                          INSERT INTO work_package (opd_id, sub_activity_id, fiscal_year, name, kind, priority, pagu_murni_rp,
                                                    source, contract_date, planned_start, planned_end, created_at)
                          SELECT :opd, s.id, 2026, :name, :kind, :priority, :pagu, 'dau', :start, :start, :end, '2025-12-31T00:00Z'
                          FROM sub_activity s JOIN classification c ON c.id = s.classification_id
                          WHERE s.opd_id = :opd AND c.code = :code RETURNING id
                          """),
                      params)
                  .getInt("id");
          params.put("id", id);
          session.change(
              Sql.of(
                  """
                  INSERT INTO plan_version (package_id, version, opd_id, budget, in_force_from, physical_pct, financial_rp)
                  VALUES (:id, 1, :opd, 'murni', '2026-01-01', CAST(CAST(:plan AS text) AS numeric[]),
                          array_fill(CAST(0 AS bigint), ARRAY[12]))
                  """),
              params);
          return id;
        });
  }

  public <T> T service(Function<Session, T> work) {
    return db.asService(work);
  }

  /** As the owner of the tables: what no login of the collector may do. */
  public void asOwner(String sql) {
    try (Connection connection =
            DriverManager.getConnection(
                settings.url(), settings.owner().user(), settings.owner().password());
        var statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(e.getMessage(), e);
    }
  }

  /** A progress report as a person sends it. */
  public static UpdateDraft progress(LocalDate date, double physicalPct) {
    return new UpdateDraft(
        Optional.of(date),
        Optional.of("progress"),
        Optional.of(physicalPct),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  public static UpdateDraft because(UpdateDraft draft, String reason) {
    return new UpdateDraft(
        draft.date(),
        draft.kind(),
        draft.physicalPct(),
        draft.financialRp(),
        draft.note(),
        draft.state(),
        draft.stage(),
        draft.obstacle(),
        Optional.of(reason),
        draft.confirmedFinancialRp());
  }

  public static UpdateDraft paid(
      LocalDate date, long financialRp, Optional<Long> confirmedFinancialRp) {
    return new UpdateDraft(
        Optional.of(date),
        Optional.of("progress"),
        Optional.empty(),
        Optional.of(financialRp),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        confirmedFinancialRp);
  }

  public static UpdateDraft state(LocalDate date, String state) {
    return new UpdateDraft(
        Optional.of(date),
        Optional.of("progress"),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.of(state),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  public static UpdateDraft nihil(LocalDate date) {
    return new UpdateDraft(
        Optional.of(date),
        Optional.of("nihil"),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  @Override
  public void close() {
    db.close();
  }
}
