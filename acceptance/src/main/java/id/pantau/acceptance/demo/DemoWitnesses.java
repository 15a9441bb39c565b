package id.pantau.acceptance.demo;

import com.fasterxml.jackson.databind.JsonNode;
import id.pantau.acceptance.chain.ApiClient;
import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Heads of agencies who say of the visits of past days which were some, so that the demo has visits
 * of every kind. They look for some minutes after the start, while the tracks of the days before
 * are still being derived, and leave some for whoever tries the demo.
 */
final class DemoWitnesses implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(DemoWitnesses.class.getName());

  private static final List<String> HEADS =
      List.of("kepala.pupr", "kepala.dikes", "kepala.dikbud", "kepala.distan", "kepala.perkim");

  private static final Duration LOOK_EVERY = Duration.ofSeconds(10);
  private static final int LOOKS = 30;

  /** One in three packages is left, one in five was no visit. */
  private static final int LEFT = 3;

  private static final int REJECTED = 5;

  private final String address;
  private final InstantSource clock;
  private final CountDownLatch ending = new CountDownLatch(1);

  private DemoWitnesses(String address, InstantSource clock) {
    this.address = address;
    this.clock = clock;
  }

  static DemoWitnesses start(String address, InstantSource clock) {
    var witnesses = new DemoWitnesses(address, clock);
    Thread.ofVirtual().name("witnesses").start(witnesses::look);
    return witnesses;
  }

  private void look() {
    try {
      for (int i = 0;
          i < LOOKS && !ending.await(LOOK_EVERY.toMillis(), TimeUnit.MILLISECONDS);
          i++) {
        HEADS.forEach(this::lookAs);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException gone) {
      // While the demo is ending it does not matter what its people had to do yet.
      LOG.log(
          ending.getCount() == 0 ? System.Logger.Level.DEBUG : System.Logger.Level.WARNING,
          "the witnesses stop early",
          gone);
    }
  }

  private void lookAs(String head) {
    try (ApiClient client = ApiClient.login(address, head, DemoPeople.PASSWORD)) {
      LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneId.of("Asia/Makassar"));
      for (JsonNode visit : client.get("/visits?limit=100").good().get("items")) {
        int packageId = visit.get("packageId").asInt();
        if (LocalDate.parse(visit.get("date").asText()).isBefore(today) && packageId % LEFT != 0) {
          client
              .post(
                  "/visits/" + visit.get("id").asLong() + "/decisions",
                  packageId % REJECTED == 0
                      ? Map.of(
                          "decision",
                          "rejected",
                          "reason",
                          "Hanya menjemput berkas di sebelah lokasi")
                      : Map.of("decision", "confirmed"))
              .good();
        }
      }
    }
  }

  @Override
  public void close() {
    ending.countDown();
  }
}
