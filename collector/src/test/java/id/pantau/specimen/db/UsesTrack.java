package id.pantau.specimen.db;

import id.pantau.specimen.track.FixStore;

/** An arrow that no table lists: db knows nothing of tracks. */
final class UsesTrack {
  private final FixStore store;

  UsesTrack(FixStore store) {
    this.store = store;
  }

  @Override
  public String toString() {
    return store.toString();
  }
}
