package id.pantau.collector.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class PageCursorTest {
  @Test
  void whatIsToldIsReadAgain() {
    for (String time :
        List.of("2026-11-30T01:02:03.000456Z", "1969-12-31T23:59:59.5Z", "2026-11-30T00:00:00Z")) {
      var cursor = new PageCursor(Instant.parse(time), 17);
      assertEquals(cursor, PageCursor.parse(cursor.text()));
    }
  }

  @Test
  void anythingElseIsRefused() {
    for (String wrong :
        List.of("", ":", ".", "1", "1.2", "1:2", "a.b:c", "1.2:", ".2:3", "9999999999999999.0:1")) {
      Problem refused = assertThrows(Problem.class, () -> PageCursor.parse(wrong), wrong);
      assertEquals(400, refused.status(), wrong);
    }
  }
}
