package id.pantau.acceptance.bench;

import id.pantau.acceptance.chain.ApiClient;
import id.pantau.acceptance.chain.Backbone;
import id.pantau.acceptance.chain.CollectorProcess;
import id.pantau.acceptance.chain.Enrolment;
import id.pantau.collector.activity.DemoActivities;
import id.pantau.collector.db.Db;
import id.pantau.collector.region.Region;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How long leaders and operators wait for what their pages show, over a year of reports of every
 * agency: over HTTP, one after the other. The limit of each is a tenth of a second, which people
 * feel as at once.
 */
final class PagesMeasurement implements Measurement {
  private static final double AT_ONCE_MS = 100;
  private static final long SEED = 52_03;
  private static final ZoneId ZONE = ZoneId.of("Asia/Makassar");

  private final Duration time;
  private final LocalDate today = InstantSource.system().instant().atZone(ZONE).toLocalDate();

  PagesMeasurement(Duration time) {
    this.time = time;
  }

  /** The question behind a page, by the name of its figure. */
  private Map<String, String> pages() {
    var pages = new LinkedHashMap<String, String>();
    pages.put("homeMs", "/home");
    pages.put("progressMs", "/progress");
    pages.put("complianceMs", "/compliance?date=" + today);
    pages.put(
        "calendar35DaysMs", "/compliance/calendar?from=" + today.minusDays(34) + "&to=" + today);
    pages.put("packagesMs", "/packages?limit=100");
    pages.put("programmeMs", "/programme");
    return pages;
  }

  @Override
  public Map<String, Double> limits() {
    var limits = new LinkedHashMap<String, Double>();
    pages().keySet().forEach(name -> limits.put(name, AT_ONCE_MS));
    return limits;
  }

  @Override
  public void run(Path folder, Report report) throws InterruptedException {
    try (Backbone backbone = Backbone.startForTest(folder)) {
      Enrolment.addLeaders(backbone, 1);
      Enrolment.addOperators(backbone);
      plantYear(backbone);
      try (var collector = CollectorProcess.start(backbone, folder.resolve("collector"));
          ApiClient leader = Enrolment.login(collector.address(), 1)) {
        var asker = new Asker(leader);
        Map<String, String> pages = pages();
        Duration each = time.dividedBy(pages.size());
        pages.forEach((name, path) -> report.atMost(name, asker.medianMs(each, path), 1));
      }
    }
  }

  private static void plantYear(Backbone backbone) {
    InstantSource clock = InstantSource.system();
    try (Db db = Db.open(backbone.database())) {
      DemoActivities.load(db, Region.open(db, "lombok-timur", clock), clock.instant(), SEED);
    }
  }
}
