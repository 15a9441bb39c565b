package id.pantau.agent.remote;

/** A command that cannot be carried out; the message is for the person who gave it. */
public final class Refused extends Exception {
  private static final long serialVersionUID = 1;

  public Refused(String message) {
    super(message);
  }
}
