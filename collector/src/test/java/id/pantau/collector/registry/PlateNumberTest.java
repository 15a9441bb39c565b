package id.pantau.collector.registry;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PlateNumberTest {
  @Test
  void isWrittenInOneWayHoweverItWasTyped() {
    for (String typed : List.of("DR 1234 LZ", "dr1234lz", "  Dr  1234   lz ", "DR1234 LZ")) {
      assertEquals(Optional.of("DR 1234 LZ"), PlateNumber.of(typed), typed);
    }
    assertEquals(Optional.of("B 1"), PlateNumber.of("b1"));
    assertEquals(Optional.of("EA 20 XYZ"), PlateNumber.of("EA 20 XYZ"));
  }

  @Test
  void whatIsNoPlateIsNone() {
    for (String typed :
        List.of("", "DR", "1234", "DR 0123 L", "DR 12345 L", "DRX 12 L", "DR 12 ABCD", "DR-12-L")) {
      assertEquals(Optional.empty(), PlateNumber.of(typed), typed);
    }
  }
}
