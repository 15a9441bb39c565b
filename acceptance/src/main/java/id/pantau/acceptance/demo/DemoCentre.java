package id.pantau.acceptance.demo;

import com.fasterxml.jackson.databind.JsonNode;
import id.pantau.acceptance.chain.ApiClient;
import id.pantau.collector.region.Opd;
import id.pantau.collector.region.Region;
import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * The command centre and the heads of agencies deal with the alerts of past days, so that the demo
 * has alerts in every lane. What really follows from the simulated driving they only answer; they
 * look for some minutes after the start, while the days before are still being derived, and leave
 * what is of today, and some of yesterday, for whoever tries the demo.
 */
final class DemoCentre implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(DemoCentre.class.getName());
  private static final Duration LOOK_EVERY = Duration.ofSeconds(15);
  private static final int LOOKS = 20;

  /** Of five alerts of yesterday one is left, one only taken in hand, one only explained. */
  private static final int WAYS = 5;

  private static final List<Map<String, String>> EXPLANATIONS =
      List.of(
          Map.of(
              "choice", "duty-order",
              "letter", "800/214/SPT/2026",
              "reason", "Menghadiri rapat koordinasi di lapangan"),
          Map.of("choice", "invitation", "reason", "Undangan kegiatan desa"),
          Map.of("choice", "service", "reason", "Mengambil kendaraan dari bengkel"));

  private final String address;
  private final Region region;
  private final InstantSource clock;
  private final CountDownLatch ending = new CountDownLatch(1);
  private final Map<Integer, ApiClient> heads = new HashMap<>();

  private DemoCentre(String address, Region region, InstantSource clock) {
    this.address = address;
    this.region = region;
    this.clock = clock;
  }

  static DemoCentre start(String address, Region region, InstantSource clock) {
    var centre = new DemoCentre(address, region, clock);
    Thread.ofVirtual().name("command centre").start(centre::look);
    return centre;
  }

  private void look() {
    try (ApiClient operator = ApiClient.login(address, "operator.cc", DemoPeople.PASSWORD)) {
      DemoPermits.register(address, region.zone(), clock.instant());
      DemoPapers.record(address, region.today());
      for (int i = 0;
          i < LOOKS && !ending.await(LOOK_EVERY.toMillis(), TimeUnit.MILLISECONDS);
          i++) {
        for (JsonNode alert : operator.get("/alerts?show=new&limit=200").good().get("items")) {
          if (LocalDate.parse(alert.get("date").asText()).isBefore(region.today())) {
            deal(operator, alert);
          }
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException gone) {
      // While the demo is ending it does not matter what its people had to do yet.
      LOG.log(
          ending.getCount() == 0 ? System.Logger.Level.DEBUG : System.Logger.Level.WARNING,
          "the command centre and the heads stop early",
          gone);
    } finally {
      heads.values().forEach(ApiClient::close);
    }
  }

  private void deal(ApiClient operator, JsonNode alert) {
    boolean isOld =
        LocalDate.parse(alert.get("date").asText()).isBefore(region.today().minusDays(1));
    boolean ofDevice = alert.get("ofDevice").asBoolean();
    int way = (int) (alert.get("id").asLong() % WAYS);
    boolean isExplained = !ofDevice && way >= 2 && !alert.get("clarified").asBoolean();
    if (isExplained) {
      explain(alert);
    }
    if (way == 1 || way >= 3 || isOld) {
      act(operator, alert, Map.of("kind", "acknowledge", "reason", "Menelepon pemegang kendaraan"));
    }
    if (way >= 3 && !ofDevice || isOld && !ofDevice) {
      act(
          operator,
          alert,
          Map.of(
              "kind", "close",
              "choice", !ofDevice && way >= 2 ? "explained" : "followed-up",
              "reason", "Sudah dibicarakan dengan OPD"));
    }
  }

  private void explain(JsonNode alert) {
    int opdId = alert.get("opdId").asInt();
    ApiClient head = heads.computeIfAbsent(opdId, this::head);
    var deed = new HashMap<String, String>(EXPLANATIONS.get(opdId % EXPLANATIONS.size()));
    deed.put("kind", "clarify");
    act(head, alert, deed);
  }

  private ApiClient head(int opdId) {
    Opd opd = region.getOpd(opdId);
    return ApiClient.login(address, "kepala." + opd.handle(), DemoPeople.PASSWORD);
  }

  private static void act(ApiClient by, JsonNode alert, Map<String, String> deed) {
    by.post("/alerts/" + alert.get("id").asLong() + "/actions", deed).good();
  }

  @Override
  public void close() {
    ending.countDown();
  }
}
