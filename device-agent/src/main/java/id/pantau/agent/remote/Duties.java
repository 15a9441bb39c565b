package id.pantau.agent.remote;

import id.pantau.wire.Command;

/**
 * Carries out a command; the text it gives back is the answer, empty when there is nothing to say.
 */
@FunctionalInterface
public interface Duties {
  /**
   * Does it, or hands it over to be done.
   *
   * @throws Refused when this tracker cannot
   */
  String carryOut(Command command) throws Refused;
}
