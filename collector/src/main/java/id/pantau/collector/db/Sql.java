package id.pantau.collector.db;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/**
 * One statement with named parameters ({@code :name}).
 *
 * <p>Casts are written {@code CAST(:x AS type)}: the DB Client reads the second colon of {@code ::}
 * as the start of a parameter.
 */
public final class Sql {
  private final String name;
  private final String text;

  private Sql(String name, String text) {
    this.name = name;
    this.text = text;
  }

  /**
   * The statement in the file beside a class, e.g. {@code Sql.beside(TrackStore.class,
   * "claim-seqs.sql")}.
   *
   * @throws IllegalStateException when there is no such file
   */
  public static Sql beside(Class<?> owner, String fileName) {
    try (InputStream in = owner.getResourceAsStream(fileName)) {
      if (in == null) {
        throw new IllegalStateException("no " + fileName + " beside " + owner.getName());
      }
      return new Sql(fileName, new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + fileName, e);
    }
  }

  /** A statement of three lines or fewer. */
  public static Sql of(String text) {
    return new Sql(text, text);
  }

  String text() {
    return text;
  }

  @Override
  public String toString() {
    return name;
  }
}
