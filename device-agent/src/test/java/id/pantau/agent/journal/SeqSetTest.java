package id.pantau.agent.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import id.pantau.wire.SeqRange;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class SeqSetTest {
  @Test
  void joinsWhatTouches() {
    var set = new SeqSet();
    set.add(1, 3);
    set.add(7, 9);
    set.add(4, 6);
    assertEquals(List.of(new SeqRange(1, 9)), set.ranges());
    assertEquals(9, set.size());
  }

  @Test
  void cutsAHole() {
    var set = new SeqSet();
    set.add(1, 9);
    set.remove(4, 6);
    assertEquals(List.of(new SeqRange(1, 3), new SeqRange(7, 9)), set.ranges());
    assertEquals(OptionalLong.of(7), set.next(4));
    assertFalse(set.contains(5));
    assertTrue(set.intersects(5, 7));
    assertEquals(3, set.count(2, 7));
  }

  @Test
  void agreesWithAPlainSet() {
    long seed = System.nanoTime();
    var random = new Random(seed);
    var set = new SeqSet();
    var plain = new TreeSet<Long>();
    for (int i = 0; i < 5_000; i++) {
      long first = 1 + random.nextInt(60);
      long last = first + random.nextInt(12);
      if (random.nextBoolean()) {
        set.add(first, last);
        for (long s = first; s <= last; s++) {
          plain.add(s);
        }
      } else {
        set.remove(first, last);
        plain.subSet(first, last + 1).clear();
      }
      long probe = random.nextInt(80);
      Long next = plain.ceiling(probe);
      String what = "seed " + seed + " step " + i;
      assertEquals(plain.size(), set.size(), what);
      assertEquals(next == null ? -1 : next, set.next(probe).orElse(-1), what);
      assertEquals(plain.subSet(probe, probe + 8).size(), set.count(probe, probe + 7), what);
      assertEquals(plain.contains(probe), set.contains(probe), what);
    }
  }
}
