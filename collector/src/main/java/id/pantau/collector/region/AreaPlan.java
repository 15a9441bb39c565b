package id.pantau.collector.region;

import id.pantau.collector.web.Problem;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What may be drawn or loaded, and under which code it is kept. */
final class AreaPlan {
  /** Outlines of the state; they are loaded for areas that exist, by code or name. */
  private static final Set<String> OFFICIAL = Set.of("kecamatan", "desa", "kelurahan");

  /** What a person may add. */
  static final Set<String> DRAWN = Set.of("geofence", "island", "regency", "common-stop");

  static final int MAX_BUFFER_M = 5_000;
  private static final int NAME_MAX = 200;

  /** Outlines are coarse, and the regency's is the coarsest. */
  static final int REGENCY_BUFFER_M = 1_000;

  private AreaPlan() {}

  /** An area to be drawn. */
  record Put(String kind, String code, Drawn drawn, int bufferM) {}

  /** An area as it is to be, but for its outline. */
  record Change(String kind, String code, String name, int bufferM) {}

  static List<Put> puts(
      String kind, Optional<Integer> buffer, List<Drawn> drawn, List<Area> known) {
    if (!OFFICIAL.contains(kind) && !DRAWN.contains(kind)) {
      throw Problem.ofField("kind", "unknown-word");
    }
    int bufferM = bufferM(buffer, kind.equals("regency") ? REGENCY_BUFFER_M : 0);
    return OFFICIAL.contains(kind)
        ? official(kind, bufferM, drawn, known)
        : drawn(kind, bufferM, drawn);
  }

  /**
   * An area as it is to be after somebody has changed it. What the state has named keeps its name
   * and kind, an office its kind.
   *
   * @param kind absent: as it was, like {@code name} and {@code buffer}
   */
  static Change change(
      Area area, Optional<String> kind, Optional<String> name, Optional<Integer> buffer) {
    String newKind = kind.orElse(area.kind());
    if (!newKind.equals(area.kind()) && !(DRAWN.contains(area.kind()) && DRAWN.contains(newKind))) {
      throw Problem.ofField("kind", "unknown-word");
    }
    String newName = name.map(AreaPlan::name).orElse(area.name());
    if (OFFICIAL.contains(area.kind()) && !newName.equals(area.name())) {
      throw Problem.of(422, "area-named-by-the-state", area.name());
    }
    String code =
        DRAWN.contains(newKind) && isElsewhere(area, newKind, newName)
            ? newKind + ":" + slug(newName)
            : area.code();
    return new Change(newKind, code, newName, bufferM(buffer, area.bufferM()));
  }

  /** So that it keeps the code it has, with a number behind it, as long as it keeps its name. */
  private static boolean isElsewhere(Area area, String kind, String name) {
    return !kind.equals(area.kind()) || !slug(name).equals(slug(area.name()));
  }

  /** What a person calls it, without blanks around it. */
  static String name(String typed) {
    String name = typed.strip();
    if (name.isEmpty() || name.length() > NAME_MAX) {
      throw Problem.ofField("name", name.isEmpty() ? "required" : "too-long", NAME_MAX);
    }
    return name;
  }

  private static int bufferM(Optional<Integer> asked, int otherwise) {
    int bufferM = asked.orElse(otherwise);
    if (bufferM < 0 || bufferM > MAX_BUFFER_M) {
      throw Problem.ofField("bufferM", "too-many", MAX_BUFFER_M);
    }
    return bufferM;
  }

  private static List<Put> drawn(String kind, int bufferM, List<Drawn> drawn) {
    var puts = new ArrayList<Put>();
    var codes = new HashSet<String>();
    for (Drawn each : drawn) {
      String code = kind + ":" + slug(each.name());
      for (int i = 2; !codes.add(code); i++) {
        code = kind + ":" + slug(each.name()) + "-" + i;
      }
      puts.add(new Put(kind, code, each, bufferM));
    }
    return puts;
  }

  /** By code, else by a name that only one has. */
  private static List<Put> official(String kind, int bufferM, List<Drawn> drawn, List<Area> known) {
    List<Area> ofKind =
        known.stream()
            .filter(
                area ->
                    area.kind().equals(kind)
                        || OFFICIAL.contains(area.kind())
                            && !kind.equals("kecamatan")
                            && !area.kind().equals("kecamatan"))
            .toList();
    Map<String, Area> byCode = ofKind.stream().collect(Collectors.toMap(Area::code, area -> area));
    Map<String, List<Area>> byName =
        ofKind.stream().collect(Collectors.groupingBy(area -> slug(area.name())));
    var puts = new ArrayList<Put>();
    for (Drawn each : drawn) {
      List<Area> named = byName.getOrDefault(slug(each.name()), List.of());
      Area area =
          each.code()
              .map(byCode::get)
              .or(() -> Optional.ofNullable(named.size() == 1 ? named.getFirst() : null))
              .orElseThrow(() -> Problem.of(422, "area-not-known", each.name()));
      puts.add(
          new Put(
              area.kind(),
              area.code(),
              new Drawn(area.name(), each.code(), each.rings()),
              bufferM));
    }
    return puts;
  }

  /** Letters and digits only, so that spelling with or without accents and hyphens is the same. */
  static String slug(String name) {
    return Normalizer.normalize(name, Normalizer.Form.NFD)
        .toLowerCase(Locale.ROOT)
        .replaceAll("[^a-z0-9]+", "-")
        .replaceAll("(^-)|(-$)", "");
  }
}
