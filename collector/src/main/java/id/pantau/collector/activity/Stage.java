package id.pantau.collector.activity;

import com.fasterxml.jackson.annotation.JsonValue;

/** Where a work package stands on its way; the database derives the {@link PackageState} alike. */
public enum Stage {
  PLANNING("planning", PackageState.PLANNED),
  PROCUREMENT("procurement", PackageState.PLANNED),
  RUNNING("running", PackageState.RUNNING),
  /** Built and being handed over (PHO, FHO). */
  HANDOVER("handover", PackageState.RUNNING),
  FINISHED("finished", PackageState.FINISHED);

  private final String word;
  private final PackageState state;

  Stage(String word, PackageState state) {
    this.word = word;
    this.state = state;
  }

  @JsonValue
  public String word() {
    return word;
  }

  public PackageState state() {
    return state;
  }
}
