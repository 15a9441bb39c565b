package id.pantau.collector.activity;

/** A cause to choose from, named in the reader's language. */
public record ObstacleCode(String code, String name) {}
