package id.pantau.acceptance.demo;

import com.fasterxml.jackson.databind.JsonNode;
import id.pantau.acceptance.chain.ApiClient;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.StreamSupport;

/** Letters for drives outside of working hours, as agencies register them before they drive. */
final class DemoPermits {
  /** Hours are those of the first day; a letter that ends before it begins ends the next day. */
  private record Letter(
      String handle, int inDays, LocalTime from, LocalTime until, String purpose, String number) {}

  private static final List<Letter> LETTERS =
      List.of(
          new Letter(
              "pupr",
              0,
              LocalTime.of(16, 0),
              LocalTime.of(23, 0),
              "Pemeriksaan pengaspalan malam hari",
              "600.1.9/118/SPT/2026"),
          new Letter(
              "dikes",
              1,
              LocalTime.of(15, 0),
              LocalTime.of(21, 30),
              "Rapat koordinasi di Mataram",
              "800.1.11/274/SPT/2026"),
          new Letter(
              "distan",
              0,
              LocalTime.of(18, 0),
              LocalTime.of(5, 0),
              "Pengawasan pembagian air irigasi malam hari",
              "500.6/96/SPT/2026"));

  private DemoPermits() {}

  /** Each head registers the letter of the own agency, unless some were registered before. */
  static void register(String address, ZoneId zone, Instant now) {
    for (Letter letter : LETTERS) {
      try (ApiClient head =
          ApiClient.login(address, "kepala." + letter.handle(), DemoPeople.PASSWORD)) {
        if (head.get("/permits").good().get("items").isEmpty()) {
          findVehicle(head)
              .ifPresent(id -> head.post("/permits", request(id, letter, zone, now)).good());
        }
      }
    }
  }

  private static Map<String, Object> request(
      int vehicleId, Letter letter, ZoneId zone, Instant now) {
    LocalDate day = LocalDate.ofInstant(now, zone).plusDays(letter.inDays());
    if (!end(letter, day, zone).isAfter(now)) {
      day = day.plusDays(1);
    }
    return Map.of(
        "vehicleIds",
        List.of(vehicleId),
        "from",
        day.atTime(letter.from()).atZone(zone).toInstant().toString(),
        "until",
        end(letter, day, zone).toString(),
        "purpose",
        letter.purpose(),
        "letter",
        letter.number());
  }

  private static Instant end(Letter letter, LocalDate day, ZoneId zone) {
    LocalDate last = letter.until().isAfter(letter.from()) ? day : day.plusDays(1);
    return last.atTime(letter.until()).atZone(zone).toInstant();
  }

  /** The car of the head, or any; a small demo has no vehicle for every agency. */
  private static Optional<Integer> findVehicle(ApiClient head) {
    JsonNode vehicles = head.get("/vehicles").good().get("items");
    return StreamSupport.stream(vehicles.spliterator(), false)
        .sorted(Comparator.comparing(vehicle -> !vehicle.hasNonNull("holder")))
        .map(vehicle -> vehicle.get("id").asInt())
        .findFirst();
  }
}
