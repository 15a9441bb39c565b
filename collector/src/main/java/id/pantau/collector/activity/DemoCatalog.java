package id.pantau.collector.activity;

import id.pantau.collector.activity.DemoPackage.Story;
import id.pantau.collector.region.Opd;
import id.pantau.collector.region.Region;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** Everything invented for the demo, laid out for one day. */
final class DemoCatalog {
  private static final long MILLION = 1_000_000;

  /** What every agency has besides its own work: electricity, and a building to look after. */
  private static final List<String[]> ROUTINE =
      List.of(
          new String[] {"01.2.08.0002", "services", "85", "Jasa komunikasi, air dan listrik"},
          new String[] {"01.2.09.0009", "services", "60", "Pemeliharaan gedung kantor"});

  private final LocalDate today;
  private final LocalDate lastWorkday;
  private final RandomGenerator random;

  DemoCatalog(LocalDate today, LocalDate lastWorkday, RandomGenerator random) {
    this.today = today;
    this.lastWorkday = lastWorkday;
    this.random = random;
  }

  /**
   * The packages of all agencies, in a fixed order.
   *
   * @param desas names of the desa of each kecamatan, as {@code desa@kecamatan}
   */
  List<DemoPackage> packages(Region region, Map<String, List<String>> desas) {
    var packages = new ArrayList<DemoPackage>();
    for (Map<String, String> row : DemoTable.read("packages.csv")) {
      Opd opd =
          region
              .findOpd(row.get("handle"))
              .orElseThrow(() -> new IllegalStateException("no agency " + row.get("handle")));
      packages.add(of(opd, row));
    }
    List<Opd> opds = region.listOpds().stream().sorted(Comparator.comparingInt(Opd::id)).toList();
    for (Opd opd : opds) {
      if (opd.kind().equals("kecamatan")) {
        String kecamatan = opd.name().replaceFirst("^Kecamatan ", "");
        packages.addAll(ofKecamatan(opd, kecamatan, desas.getOrDefault(kecamatan, List.of())));
      }
      if (!opd.kind().equals("rsud")) {
        for (String[] routine : ROUTINE) {
          packages.add(routine(opd, routine));
        }
      }
    }
    return packages;
  }

  private DemoPackage of(Opd opd, Map<String, String> row) {
    Story story =
        row.getOrDefault("story", "").isEmpty()
            ? Story.STEADY
            : Story.valueOf(row.get("story").toUpperCase(Locale.ROOT));
    LocalDate start = first(Integer.parseInt(row.get("from")));
    LocalDate end = last(Integer.parseInt(row.get("to")));
    switch (story) {
      case STARTED -> {
        start = lastWorkday;
        end = LocalDate.of(start.getYear(), 12, 22);
      }
      case YESTERDAY -> end = today.plusDays(9);
      case OVERDUE -> end = lastWorkday;
      case STEADY, SLOW, CRITICAL, WAITING, POSTPONED -> {}
    }
    if (end.getYear() > start.getYear() || !end.isAfter(start)) {
      end = LocalDate.of(start.getYear(), 12, 31);
    }
    return new DemoPackage(
        opd.id(),
        opd.handle(),
        row.get("code"),
        Words.get(PackageKind.class, PackageKind::word, row.get("kind")),
        row.get("source"),
        Long.parseLong(row.get("juta")) * MILLION,
        start,
        end,
        "yes".equals(row.get("priority")),
        story,
        Optional.of(row.get("place")).filter(place -> !place.isEmpty()),
        row.get("name"));
  }

  private List<DemoPackage> ofKecamatan(Opd opd, String kecamatan, List<String> desas) {
    var packages = new ArrayList<DemoPackage>();
    int next = random.nextInt(Math.max(1, desas.size()));
    for (Map<String, String> template : DemoTable.read("kecamatan-packages.csv")) {
      var row = new HashMap<>(template);
      row.put("story", "");
      String name = row.get("name").replace("{kecamatan}", kecamatan);
      if (row.get("place").equals("desa") && !desas.isEmpty()) {
        String desa = desas.get(next++ % desas.size());
        name = name.replace("{desa}", desa);
        row.put("place", desa + "@" + kecamatan);
      }
      row.put("name", name);
      packages.add(of(opd, row));
    }
    return packages;
  }

  private DemoPackage routine(Opd opd, String[] routine) {
    String bidang = opd.code().substring(0, "1.01".length());
    long base = Long.parseLong(routine[2]);
    long juta = opd.kind().equals("kecamatan") ? base / 2 : base + random.nextInt(60);
    return new DemoPackage(
        opd.id(),
        opd.handle(),
        bidang + "." + routine[0],
        Words.get(PackageKind.class, PackageKind::word, routine[1]),
        "dau",
        juta * MILLION,
        LocalDate.of(today.getYear(), 1, 2),
        LocalDate.of(today.getYear(), 12, 31),
        false,
        Story.STEADY,
        Optional.empty(),
        routine[3] + " " + opd.shortName());
  }

  private LocalDate first(int month) {
    return LocalDate.of(today.getYear(), month, 2 + random.nextInt(10));
  }

  private LocalDate last(int month) {
    LocalDate end = YearMonth.of(today.getYear(), month).atEndOfMonth();
    return end.minusDays(random.nextInt(month == 12 ? 16 : 28));
  }
}
