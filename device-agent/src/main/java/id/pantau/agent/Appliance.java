package id.pantau.agent;

import id.pantau.agent.remote.Refused;
import java.time.Instant;
import java.util.Optional;

/** The machine around a tracker, as far as the collector may ask something of it. */
interface Appliance {
  /** The time of the satellites. */
  Optional<Instant> now();

  /**
   * Ends the program, so that the system starts it again; returns before.
   *
   * @throws Refused when nobody would start it again
   */
  void restart() throws Refused;

  /**
   * The newest lines of the log, oldest first.
   *
   * @throws Refused when there is none
   */
  String logExcerpt(int lines) throws Refused;

  /** Takes the payload of the {@code config} lane; must not wait. */
  void configure(byte[] payload);

  /** A tracker inside another program. */
  Appliance NONE =
      new Appliance() {
        @Override
        public Optional<Instant> now() {
          return Optional.empty();
        }

        @Override
        public void restart() throws Refused {
          throw new Refused("tidak ada di pelacak ini | this tracker has no such thing");
        }

        @Override
        public String logExcerpt(int lines) throws Refused {
          throw new Refused("tidak ada di pelacak ini | this tracker has no such thing");
        }

        @Override
        public void configure(byte[] payload) {
          System.getLogger(Appliance.class.getName())
              .log(System.Logger.Level.INFO, "settings of the collector are not used here");
        }
      };
}
