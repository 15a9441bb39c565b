package id.pantau.agent.selftest;

import java.util.Locale;

/** Everything that can be found; the words are in the message files. */
enum Saying {
  CONFIG_READ(Item.CONFIG, Outcome.OK),
  CONFIG_WRONG(Item.CONFIG, Outcome.FAILED),
  SERVICE_STOPPED(Item.SERVICE, Outcome.OK),
  SERVICE_RUNNING(Item.SERVICE, Outcome.WARNING),
  DISK_GOOD(Item.DISK, Outcome.OK),
  DISK_SMALL(Item.DISK, Outcome.WARNING),
  DISK_FULL(Item.DISK, Outcome.FAILED),
  DISK_READ_ONLY(Item.DISK, Outcome.FAILED),
  DISK_DENIED(Item.DISK, Outcome.FAILED),
  DISK_BROKEN(Item.DISK, Outcome.FAILED),
  JOURNAL_NEW(Item.JOURNAL, Outcome.OK),
  JOURNAL_FOUND(Item.JOURNAL, Outcome.OK),
  JOURNAL_FOREIGN(Item.JOURNAL, Outcome.FAILED),
  JOURNAL_NO_FOLDER(Item.JOURNAL, Outcome.FAILED),
  PORT_OPEN(Item.PORT, Outcome.OK),
  PORT_ABSENT(Item.PORT, Outcome.FAILED),
  PORT_DENIED(Item.PORT, Outcome.FAILED),
  PORT_BUSY(Item.PORT, Outcome.FAILED),
  PORT_SILENT(Item.PORT, Outcome.FAILED),
  BAUD_FOUND(Item.BAUD, Outcome.OK),
  BAUD_WRONG(Item.BAUD, Outcome.FAILED),
  SENTENCES_GOOD(Item.SENTENCES, Outcome.OK),
  SENTENCES_DAMAGED(Item.SENTENCES, Outcome.WARNING),
  SATELLITES_SEEN(Item.SATELLITES, Outcome.OK),
  SATELLITES_UNSAID(Item.SATELLITES, Outcome.OK),
  SATELLITES_WEAK(Item.SATELLITES, Outcome.WARNING),
  SATELLITES_NONE(Item.SATELLITES, Outcome.FAILED),
  INTERFERENCE_NONE(Item.INTERFERENCE, Outcome.OK),
  INTERFERENCE_SEEN(Item.INTERFERENCE, Outcome.WARNING),
  INTERFERENCE_STRONG(Item.INTERFERENCE, Outcome.FAILED),
  INTERFERENCE_FALSE(Item.INTERFERENCE, Outcome.FAILED),
  FIX_FOUND(Item.FIX, Outcome.OK),
  FIX_NONE(Item.FIX, Outcome.WARNING),
  CLOCK_RIGHT(Item.CLOCK, Outcome.OK),
  CLOCK_OFF(Item.CLOCK, Outcome.WARNING),
  CLOCK_UNKNOWN(Item.CLOCK, Outcome.WARNING),
  CLOCK_WRONG(Item.CLOCK, Outcome.FAILED),
  CLOCK_IMPOSSIBLE(Item.CLOCK, Outcome.FAILED),
  INPUTS_NONE(Item.INPUTS, Outcome.OK),
  INPUTS_READ(Item.INPUTS, Outcome.OK),
  INPUTS_POWER_LOST(Item.INPUTS, Outcome.WARNING),
  INPUTS_PANIC(Item.INPUTS, Outcome.WARNING),
  INPUTS_LID_OPEN(Item.INPUTS, Outcome.WARNING),
  INPUTS_REFUSED(Item.INPUTS, Outcome.FAILED),
  SUPPLY_GOOD(Item.SUPPLY, Outcome.OK),
  SUPPLY_WAS_LOW(Item.SUPPLY, Outcome.WARNING),
  SUPPLY_LOW(Item.SUPPLY, Outcome.FAILED),
  MODEM_NONE(Item.MODEM, Outcome.OK),
  MODEM_GOOD(Item.MODEM, Outcome.OK),
  MODEM_WEAK(Item.MODEM, Outcome.WARNING),
  MODEM_UNREGISTERED(Item.MODEM, Outcome.WARNING),
  CERTIFICATE_GOOD(Item.CERTIFICATE, Outcome.OK),
  CERTIFICATE_ENDS_SOON(Item.CERTIFICATE, Outcome.WARNING),
  CERTIFICATE_KEY_OPEN(Item.CERTIFICATE, Outcome.WARNING),
  CERTIFICATE_ABSENT(Item.CERTIFICATE, Outcome.FAILED),
  CERTIFICATE_UNREADABLE(Item.CERTIFICATE, Outcome.FAILED),
  CERTIFICATE_EXPIRED(Item.CERTIFICATE, Outcome.FAILED),
  CERTIFICATE_TOO_EARLY(Item.CERTIFICATE, Outcome.FAILED),
  CERTIFICATE_OTHER_NAME(Item.CERTIFICATE, Outcome.FAILED),
  CERTIFICATE_FOREIGN(Item.CERTIFICATE, Outcome.FAILED),
  CERTIFICATE_OTHER_KEY(Item.CERTIFICATE, Outcome.FAILED),
  BROKER_GOOD(Item.BROKER, Outcome.OK),
  BROKER_GREETED(Item.BROKER, Outcome.OK),
  BROKER_SKIPPED(Item.BROKER, Outcome.FAILED),
  BROKER_ADDRESS(Item.BROKER, Outcome.FAILED),
  BROKER_UNKNOWN(Item.BROKER, Outcome.FAILED),
  BROKER_UNREACHABLE(Item.BROKER, Outcome.FAILED),
  BROKER_NOT_OURS(Item.BROKER, Outcome.FAILED),
  BROKER_REFUSES(Item.BROKER, Outcome.FAILED),
  BROKER_SAYS_NO(Item.BROKER, Outcome.FAILED),
  BROKER_SILENT(Item.BROKER, Outcome.FAILED);

  /** The parts that are looked at. */
  enum Item {
    CONFIG,
    SERVICE,
    DISK,
    JOURNAL,
    PORT,
    BAUD,
    SENTENCES,
    SATELLITES,
    INTERFERENCE,
    FIX,
    CLOCK,
    INPUTS,
    SUPPLY,
    MODEM,
    CERTIFICATE,
    BROKER;

    String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  private final Item item;
  private final Outcome outcome;

  Saying(Item item, Outcome outcome) {
    this.item = item;
    this.outcome = outcome;
  }

  Item item() {
    return item;
  }

  Outcome outcome() {
    return outcome;
  }

  /** The key in the message files, and the code for machines. */
  String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
