package id.pantau.acceptance.demo;

import com.fasterxml.jackson.databind.JsonNode;
import id.pantau.acceptance.chain.ApiClient;
import java.time.LocalDate;
import java.util.Map;
import java.util.Set;

/** Papers and odometers, as the administrator enters them from the asset register. */
final class DemoPapers {
  /** More vehicles than a person would enter would keep the start waiting. */
  private static final int MOST = 100;

  private static final Set<String> INSPECTED =
      Set.of("waste-truck", "bus", "pickup", "fire-engine", "ambulance");

  private DemoPapers() {}

  /** Does nothing when there are some already. */
  static void record(String address, LocalDate today) {
    try (ApiClient admin = ApiClient.login(address, "admin", DemoPeople.PASSWORD)) {
      String any = "/vehicle-dues?until=" + today.plusYears(9);
      if (!admin.get(any).good().get("items").isEmpty()) {
        return;
      }
      JsonNode vehicles = admin.get("/vehicles").good().get("items");
      for (int i = 0; i < Math.min(MOST, vehicles.size()); i++) {
        record(admin, vehicles.get(i), today);
      }
    }
  }

  /** Spread over the year, so that always some are near and one or two are late. */
  private static void record(ApiClient admin, JsonNode vehicle, LocalDate today) {
    int id = vehicle.get("id").asInt();
    due(admin, id, "tax", today.plusDays(id * 37 % 365 - 4));
    due(admin, id, "service", today.plusDays(id * 53 % 180 - 2));
    if (INSPECTED.contains(vehicle.get("kind").asText())) {
      due(admin, id, "inspection", today.plusDays(id * 29 % 182 + 3));
    }
    admin
        .post(
            "/vehicles/" + id + "/odometer",
            Map.of("km", 20_000 + id * 7_919 % 160_000, "on", today.minusDays(3).toString()))
        .good();
  }

  private static void due(ApiClient admin, int id, String kind, LocalDate on) {
    admin.post("/vehicles/" + id + "/dues", Map.of("kind", kind, "on", on.toString())).good();
  }
}
