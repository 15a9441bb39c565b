package id.pantau.acceptance.chaos;

/**
 * A record as one place knows it.
 *
 * @param content everything it says, in a form in which equal records are equal texts
 */
public record Seen(RecordKey key, String content) {}
