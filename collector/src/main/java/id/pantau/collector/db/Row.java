package id.pantau.collector.db;

import io.helidon.dbclient.DbRow;
import java.math.BigDecimal;
import java.sql.Date;
import java.sql.Time;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One row of an answer. {@code get…} is for columns that are never NULL, {@code find…} for the
 * others.
 *
 * <p>Every {@code get…} throws {@link IllegalStateException} when the column is NULL or missing, or
 * holds something else: a statement and its reader disagree, which is a fault of the program.
 */
public final class Row {
  private final DbRow row;

  Row(DbRow row) {
    this.row = row;
  }

  public int getInt(String column) {
    return required(column, Number.class).intValue();
  }

  public long getLong(String column) {
    return required(column, Number.class).longValue();
  }

  public double getDouble(String column) {
    return required(column, Number.class).doubleValue();
  }

  public BigDecimal getDecimal(String column) {
    return required(column, BigDecimal.class);
  }

  public boolean getBoolean(String column) {
    return required(column, Boolean.class);
  }

  public String getText(String column) {
    return text(required(column, Object.class));
  }

  public Instant getInstant(String column) {
    return required(column, Timestamp.class).toInstant();
  }

  public LocalDate getDate(String column) {
    return required(column, Date.class).toLocalDate();
  }

  public LocalTime getTime(String column) {
    return required(column, Time.class).toLocalTime();
  }

  public UUID getUuid(String column) {
    return required(column, UUID.class);
  }

  public byte[] getBytes(String column) {
    return required(column, byte[].class);
  }

  public OptionalInt findInt(String column) {
    Number value = value(column, Number.class);
    return value == null ? OptionalInt.empty() : OptionalInt.of(value.intValue());
  }

  public OptionalLong findLong(String column) {
    Number value = value(column, Number.class);
    return value == null ? OptionalLong.empty() : OptionalLong.of(value.longValue());
  }

  public OptionalDouble findDouble(String column) {
    Number value = value(column, Number.class);
    return value == null ? OptionalDouble.empty() : OptionalDouble.of(value.doubleValue());
  }

  public Optional<String> findText(String column) {
    return Optional.ofNullable(value(column, Object.class)).map(Row::text);
  }

  public Optional<Instant> findInstant(String column) {
    return Optional.ofNullable(value(column, Timestamp.class)).map(Timestamp::toInstant);
  }

  public Optional<LocalDate> findDate(String column) {
    return Optional.ofNullable(value(column, Date.class)).map(Date::toLocalDate);
  }

  public Optional<LocalTime> findTime(String column) {
    return Optional.ofNullable(value(column, Time.class)).map(Time::toLocalTime);
  }

  public Optional<byte[]> findBytes(String column) {
    return Optional.ofNullable(value(column, byte[].class));
  }

  /** Types that the driver wraps (json, enums, geometry) come as their text. */
  private static String text(Object value) {
    return value.toString();
  }

  private <T> T required(String column, Class<T> type) {
    T value = value(column, type);
    if (value == null) {
      throw new IllegalStateException("column " + column + " is NULL");
    }
    return value;
  }

  private <T> @Nullable T value(String column, Class<T> type) {
    Object value = row.column(column).get(Object.class);
    if (value == null) {
      return null;
    }
    if (!type.isInstance(value)) {
      throw new IllegalStateException(
          "column " + column + " holds " + value.getClass().getName() + ", not " + type.getName());
    }
    return type.cast(value);
  }
}
