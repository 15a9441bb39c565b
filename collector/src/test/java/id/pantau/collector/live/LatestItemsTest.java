package id.pantau.collector.live;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import id.pantau.collector.live.LatestApi.HeadJson;
import id.pantau.collector.live.LatestApi.PositionJson;
import id.pantau.collector.web.Json;
import id.pantau.collector.web.Packed;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

class LatestItemsTest {
  private static final Instant NOON = Instant.parse("2026-11-25T04:00:00Z");

  private final LatestItems items = new LatestItems();

  private record Whole(String cursor, Instant serverTime, List<PositionJson> items) {}

  private static PositionJson position(int vehicle, int second) {
    return new PositionJson(
        vehicle,
        NOON.plusSeconds(second),
        NOON.plusSeconds(second + 1),
        -8.65 - vehicle * 1e-5,
        116.53,
        vehicle % 3 == 0 ? Optional.empty() : Optional.of(vehicle % 90),
        Optional.of(vehicle % 360),
        "moving",
        NOON,
        Optional.of("Desa \u00e9 " + vehicle % 7));
  }

  private static List<PositionJson> fleet(IntPredicate seen, int second) {
    return IntStream.rangeClosed(1, 3 * LatestItems.PAGE + 7)
        .filter(seen)
        .mapToObj(vehicle -> position(vehicle, vehicle % 10 == 0 ? second : 0))
        .toList();
  }

  private void assertWhole(List<PositionJson> positions, int second) throws IOException {
    Instant at = NOON.plusSeconds(second);
    Packed packed = items.answer(new HeadJson("log-" + second, at), positions);
    byte[] expected = Json.bytes(new Whole("log-" + second, at, positions));
    assertEquals(new String(expected), new String(packed.plain()));
    try (var in = new GZIPInputStream(new ByteArrayInputStream(packed.gzip()))) {
      assertArrayEquals(expected, in.readAllBytes());
    }
    assertEquals(positions.size(), Json.read(packed.plain(), JsonNode.class).get("items").size());
  }

  @Test
  void eachViewerGetsTheWholeOfTheirOwnAlsoWhenSomeOfItIsShared() throws IOException {
    for (int second = 0; second < 5; second++) {
      assertWhole(fleet(vehicle -> true, second), second);
      assertWhole(fleet(vehicle -> vehicle % 2 == 0, second), second);
      assertWhole(fleet(vehicle -> vehicle > LatestItems.PAGE, second), second);
      assertWhole(fleet(vehicle -> vehicle == 10, second), second);
      assertWhole(List.of(), second);
    }
  }
}
