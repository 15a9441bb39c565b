package id.pantau.collector.db;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Lets a real PostGIS read every statement: those in files and those that a class keeps in a
 * constant.
 */
class SqlFilesIT {
  /** A name after a single colon; quoted text and comments are taken out before. */
  private static final Pattern PARAMETER = Pattern.compile("(?<![:\\w]):([A-Za-z]\\w*)");

  private static final Pattern QUOTED_OR_COMMENT = Pattern.compile("'(?:[^']|'')*'|--[^\n]*");

  private static Connection connection;

  @BeforeAll
  static void migrate() throws SQLException {
    DbSettings settings = TestDb.freshSettings();
    Db.open(settings).close();
    connection =
        DriverManager.getConnection(
            settings.url(), settings.owner().user(), settings.owner().password());
  }

  @AfterAll
  static void close() throws SQLException {
    connection.close();
  }

  @Test
  void everyStatementInAFileIsUnderstood() throws IOException {
    Map<String, String> statements = new LinkedHashMap<>();
    Path folder = Path.of("src/main/resources/id");
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".sql")).sorted().toList()) {
        statements.put(file.toString(), Files.readString(file));
      }
    }
    assertTrue(statements.size() > 10);
    assertEquals(List.of(), faults(statements));
  }

  @Test
  void everyStatementInAConstantIsUnderstood() throws ReflectiveOperationException {
    Map<String, String> statements = new LinkedHashMap<>();
    for (JavaClass type :
        new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("id.pantau.collector")) {
      for (Field field : Class.forName(type.getName()).getDeclaredFields()) {
        if (field.getType() == Sql.class && Modifier.isStatic(field.getModifiers())) {
          field.setAccessible(true);
          statements.put(
              type.getSimpleName() + "." + field.getName(), ((Sql) field.get(null)).text());
        }
      }
    }
    assertTrue(statements.size() > 30);
    assertEquals(List.of(), faults(statements));
  }

  @Test
  void aStatementThatIsWrongIsFound() {
    for (String wrong :
        List.of(
            "SELECT nothing FROM opd",
            "SELECT 1 FROM opd WHERE id = :id::int",
            "SELECT id FROM opd WHERE (:id IS NULL)")) {
      assertThrows(SQLException.class, () -> prepare(wrong), wrong);
    }
  }

  private static List<String> faults(Map<String, String> statements) {
    List<String> faults = new ArrayList<>();
    statements.forEach(
        (name, text) -> {
          try {
            prepare(text);
          } catch (SQLException e) {
            faults.add(name + ": " + e.getMessage());
          }
        });
    return faults;
  }

  /** Parsed, its names resolved and the types of its parameters found, but not run. */
  private static void prepare(String text) throws SQLException {
    String bare =
        QUOTED_OR_COMMENT.matcher(text).replaceAll(m -> m.group().startsWith("'") ? "''" : "");
    if (bare.contains("::")) {
      throw new SQLException("a double colon");
    }
    try (PreparedStatement statement = connection.prepareStatement(parameters(text))) {
      // Asks the server; a parameter whose type cannot be told fails here.
      statement.getParameterMetaData();
      statement.getMetaData();
    }
  }

  private static String parameters(String text) {
    var out = new StringBuilder();
    int from = 0;
    var quoted = QUOTED_OR_COMMENT.matcher(text);
    while (quoted.find()) {
      out.append(PARAMETER.matcher(text.substring(from, quoted.start())).replaceAll("?"));
      out.append(quoted.group().startsWith("'") ? quoted.group() : " ");
      from = quoted.end();
    }
    return out.append(PARAMETER.matcher(text.substring(from)).replaceAll("?")).toString();
  }
}
