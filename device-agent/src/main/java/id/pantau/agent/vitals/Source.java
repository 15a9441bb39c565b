package id.pantau.agent.vitals;

import java.util.Map;

/** One place that knows something about the machine. */
interface Source {
  /**
   * Readings by kebab-case key with the unit at the end; what is not known is left out. May wait.
   */
  Map<String, String> read();
}
