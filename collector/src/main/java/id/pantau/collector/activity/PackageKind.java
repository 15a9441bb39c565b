package id.pantau.collector.activity;

import com.fasterxml.jackson.annotation.JsonValue;

/** How a package is carried out; SELF_MANAGED is swakelola. */
public enum PackageKind {
  CONSTRUCTION("construction"),
  GOODS("goods"),
  SERVICES("services"),
  CONSULTANCY("consultancy"),
  SELF_MANAGED("self-managed");

  private final String word;

  PackageKind(String word) {
    this.word = word;
  }

  @JsonValue
  public String word() {
    return word;
  }

  /** Whether somebody outside is contracted, so that a contract can be missing. */
  public boolean hasContract() {
    return this != SELF_MANAGED;
  }
}
