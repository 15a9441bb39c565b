package id.pantau.collector.export;

import id.pantau.collector.web.Messages;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Locale;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;

/** A month of kilometres as a workbook (Office Open XML): a sheet of vehicles, one of agencies. */
final class MileageSheet {
  private static final String KILOMETRES = "#,##0.0";
  private static final int HEAD_ROW = 2;
  private static final int FIRST_DAY = 3;
  private static final double NARROW = 7;
  private static final double WIDE = 34;

  private final Locale language;
  private final MonthOfKilometres month;
  private final int days;

  private MileageSheet(Locale language, MonthOfKilometres month) {
    this.language = language;
    this.month = month;
    this.days = month.month().lengthOfMonth();
  }

  static byte[] of(Locale language, MonthOfKilometres month) {
    var bytes = new ByteArrayOutputStream();
    try (var book = new Workbook(bytes, "Pantau", null)) {
      new MileageSheet(language, month).write(book);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write a workbook into memory", e);
    }
    return bytes.toByteArray();
  }

  private void write(Workbook book) {
    vehicles(book.newWorksheet(text("export.vehicles")));
    agencies(book.newWorksheet(text("export.agencies")));
  }

  private void vehicles(Worksheet sheet) {
    title(sheet);
    head(sheet, 0, text("export.agency"));
    head(sheet, 1, text("export.plate"));
    head(sheet, 2, text("export.vehicle"));
    for (int day = 1; day <= days; day++) {
      head(sheet, FIRST_DAY + day - 1, day);
      sheet.width(FIRST_DAY + day - 1, NARROW);
    }
    int total = FIRST_DAY + days;
    head(sheet, total, text("export.kilometres"));
    head(sheet, total + 1, text("export.trips"));
    sheet.width(0, WIDE);
    sheet.width(1, 2 * NARROW);
    sheet.width(2, WIDE);
    int row = HEAD_ROW + 1;
    for (MonthOfKilometres.Item item : month.items()) {
      sheet.value(row, 0, item.opdName());
      sheet.value(row, 1, item.plate().orElse(""));
      sheet.value(row, 2, item.name());
      for (MonthOfKilometres.DayItem day : item.days()) {
        kilometres(sheet, row, FIRST_DAY + day.date().getDayOfMonth() - 1, day.distanceM());
      }
      kilometres(sheet, row, total, item.distanceM());
      sheet.value(row, total + 1, item.tripCount());
      row++;
    }
    sheet.freezePane(FIRST_DAY, HEAD_ROW + 1);
  }

  private void agencies(Worksheet sheet) {
    title(sheet);
    head(sheet, 0, text("export.agency"));
    head(sheet, 1, text("export.vehicles"));
    head(sheet, 2, text("export.kilometres"));
    head(sheet, 3, text("export.trips"));
    sheet.width(0, WIDE);
    int row = HEAD_ROW + 1;
    for (MonthOfKilometres.OpdItem item : month.opds()) {
      sheet.value(row, 0, item.opdName());
      sheet.value(row, 1, item.vehicleCount());
      kilometres(sheet, row, 2, item.distanceM());
      sheet.value(row, 3, item.tripCount());
      row++;
    }
    sheet.freezePane(0, HEAD_ROW + 1);
  }

  private void title(Worksheet sheet) {
    sheet.value(0, 0, text("export.mileage-title", month.month().toString()));
    sheet.style(0, 0).bold().fontSize(14).set();
  }

  private static void head(Worksheet sheet, int column, String word) {
    sheet.value(HEAD_ROW, column, word);
    sheet.style(HEAD_ROW, column).bold().set();
  }

  private static void head(Worksheet sheet, int column, int number) {
    sheet.value(HEAD_ROW, column, number);
    sheet.style(HEAD_ROW, column).bold().set();
  }

  private static void kilometres(Worksheet sheet, int row, int column, long metres) {
    sheet.value(row, column, Math.round(metres / 100.0) / 10.0);
    sheet.style(row, column).format(KILOMETRES).set();
  }

  private String text(String key, Object... arguments) {
    return Messages.text(language, key, arguments);
  }
}
