package id.pantau.wire;

/** The outcome of reading bytes that a stranger sent: a value, or the reason why there is none. */
public sealed interface Decoded<T> {
  record Good<T>(T value) implements Decoded<T> {}

  /** {@code reason} is one English sentence for the dead-letter table. */
  record Bad<T>(String reason) implements Decoded<T> {}
}
