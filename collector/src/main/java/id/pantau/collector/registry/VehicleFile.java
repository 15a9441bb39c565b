package id.pantau.collector.registry;

import id.pantau.collector.fleet.Vehicle;
import id.pantau.collector.region.Opd;
import id.pantau.collector.web.FieldCheck;
import id.pantau.collector.web.Messages;
import id.pantau.collector.web.Problem;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.apache.commons.csv.DuplicateHeaderMode;

/**
 * A table of vehicles as somebody keeps it in a spreadsheet: CSV in UTF-8 with a line of names,
 * separated by semicolon, comma or tab. Words may be ours or those that people see, in either
 * language.
 */
final class VehicleFile {
  static final int MAX_BYTES = 2_000_000;
  private static final int MAX_ROWS = 5_000;
  private static final List<Locale> LANGUAGES = List.of(Locale.of("id"), Locale.ENGLISH);
  private static final List<String> NEEDED = List.of("plate", "name", "kind", "use", "agency");
  private static final List<String> COLUMNS =
      List.of("plate", "name", "kind", "use", "agency", "holder", "assetNumber");
  private static final String BYTE_ORDER_MARK = "\uFEFF";

  /**
   * One vehicle of the table.
   *
   * @param line of the file, the line of names being 1
   */
  record Row(
      int line, String plate, VehicleDraft.Checked vehicle, int opdId, Optional<String> holder) {}

  private final List<Opd> opds;
  private final FieldCheck check = new FieldCheck();
  private final Set<String> plates = new HashSet<>();
  private final Set<String> assets = new HashSet<>();

  private VehicleFile(List<Opd> opds) {
    this.opds = opds;
  }

  /**
   * Reads all of it.
   *
   * @param opds the agencies that a vehicle may belong to
   * @throws Problem 422 for what is no such table, or with all that is wrong in its rows, each
   *     field with its line before it: {@code 7.plate}
   */
  static List<Row> read(byte[] file, List<Opd> opds) {
    var reading = new VehicleFile(opds);
    List<Row> rows = reading.rows(new String(file, StandardCharsets.UTF_8));
    reading.check.requireNone();
    return rows;
  }

  private List<Row> rows(String file) {
    String text = file.startsWith(BYTE_ORDER_MARK) ? file.substring(1) : file;
    if (text.isBlank()) {
      throw Problem.of(422, "table-wrong");
    }
    CSVFormat format =
        CSVFormat.DEFAULT
            .builder()
            .setDelimiter(delimiter(text))
            .setHeader()
            .setSkipHeaderRecord(true)
            .setAllowMissingColumnNames(true)
            .setDuplicateHeaderMode(DuplicateHeaderMode.ALLOW_EMPTY)
            .setTrim(true)
            .get();
    var rows = new ArrayList<Row>();
    try (CSVParser parser = CSVParser.parse(new StringReader(text), format)) {
      var columns = new Columns(parser.getHeaderNames());
      for (CSVRecord each : parser) {
        if (each.stream().allMatch(String::isEmpty)) {
          continue; // spreadsheets end with some
        }
        if (rows.size() == MAX_ROWS) {
          throw Problem.of(422, "table-too-long", MAX_ROWS);
        }
        rows.add(row(each, Math.toIntExact(each.getRecordNumber() + 1), columns));
      }
    } catch (IOException | UncheckedIOException | IllegalArgumentException broken) {
      // What commons-csv throws for quotes that do not end and names that stand twice.
      throw Problem.of(422, "table-wrong");
    }
    if (rows.isEmpty()) {
      throw Problem.of(422, "table-wrong");
    }
    return rows;
  }

  private static char delimiter(String text) {
    String names = text.lines().findFirst().orElse("");
    return names.indexOf(';') >= 0 ? ';' : names.indexOf('\t') >= 0 ? '\t' : ',';
  }

  /** Where in a row is what. */
  private static final class Columns {
    private final List<String> names;

    /**
     * @throws Problem 422 when one is missing that every vehicle needs
     */
    private Columns(List<String> header) {
      this.names = header.stream().map(name -> known(name, "column", COLUMNS)).toList();
      for (String needed : NEEDED) {
        if (!names.contains(needed)) {
          throw Problem.of(
              422, "column-missing", Messages.text(LANGUAGES.getFirst(), "column." + needed));
        }
      }
    }

    private String get(CSVRecord row, String name) {
      int at = names.indexOf(name);
      return at < 0 || at >= row.size() ? "" : row.get(at);
    }
  }

  private Row row(CSVRecord record, int line, Columns columns) {
    FieldCheck row = check.of(Integer.toString(line));
    String plate = PlateNumber.of(columns.get(record, "plate")).orElse("");
    if (plate.isEmpty()) {
      row.reject("plate", "plate-wrong");
    } else if (!plates.add(plate)) {
      row.reject("plate", "twice-in-table");
    }
    OptionalInt opdId = opd(columns.get(record, "agency"));
    if (opdId.isEmpty()) {
      row.reject("agency", "unknown-agency");
    }
    var draft =
        new VehicleDraft(
            Optional.of(columns.get(record, "name")),
            Optional.of(known(columns.get(record, "kind"), "vehicle-kind", Vehicle.KINDS)),
            Optional.of(known(columns.get(record, "use"), "vehicle-use", VehicleDraft.USES)),
            Optional.of(columns.get(record, "assetNumber")));
    VehicleDraft.Checked vehicle = draft.checked(row);
    if (vehicle.assetNumber().filter(asset -> !assets.add(asset)).isPresent()) {
      row.reject("assetNumber", "twice-in-table");
    }
    Optional<String> holder = VehicleDraft.holder(Optional.of(columns.get(record, "holder")), row);
    return new Row(line, plate, vehicle, opdId.orElse(0), holder);
  }

  private OptionalInt opd(String typed) {
    return opds.stream()
        .filter(
            opd ->
                typed.equalsIgnoreCase(opd.handle())
                    || typed.equalsIgnoreCase(opd.shortName())
                    || typed.equalsIgnoreCase(opd.name()))
        .mapToInt(Opd::id)
        .findFirst();
  }

  /** Our word for what somebody wrote; what they wrote if it is none. */
  private static String known(String typed, String group, Iterable<String> words) {
    for (String word : words) {
      boolean isMeant =
          typed.equalsIgnoreCase(word)
              || LANGUAGES.stream()
                  .map(language -> Messages.text(language, group + "." + word))
                  .anyMatch(typed::equalsIgnoreCase);
      if (isMeant) {
        return word;
      }
    }
    return typed;
  }
}
