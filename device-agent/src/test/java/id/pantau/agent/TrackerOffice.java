package id.pantau.agent;

import id.pantau.agent.journal.JournalSettings;
import id.pantau.wire.DeviceId;
import id.pantau.workbench.CertificateAuthority;
import id.pantau.workbench.Credentials;
import id.pantau.workbench.PrivateBroker;
import id.pantau.workbench.TestFolder;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicInteger;

/** A real broker with certificates, and trackers of which each has a name of its own. */
final class TrackerOffice implements AutoCloseable {
  private final Path folder;
  private final CertificateAuthority authority;
  private final Credentials collectorFiles;
  private final PrivateBroker broker;
  private final AtomicInteger devices = new AtomicInteger();

  private TrackerOffice(Path folder, CertificateAuthority authority) {
    this.folder = folder;
    this.authority = authority;
    this.collectorFiles = authority.client("collector");
    this.broker = PrivateBroker.start(folder.resolve("broker"), authority);
  }

  static TrackerOffice open(String name) {
    Path folder = TestFolder.create(name);
    return new TrackerOffice(
        folder, CertificateAuthority.create(folder.resolve("ca"), InstantSource.system()));
  }

  Path folder() {
    return folder;
  }

  CertificateAuthority authority() {
    return authority;
  }

  PrivateBroker broker() {
    return broker;
  }

  DeviceId newDevice() {
    return new DeviceId("pantau-" + devices.incrementAndGet());
  }

  /** In a hurry, and without anything that leaves out fixes or adds events. */
  TrackerSettings settings(DeviceId device) {
    Credentials own = authority.device(device);
    return TrackerSettings.of(
            device,
            folder.resolve(device.value()),
            broker.uri(),
            new TlsFiles(authority.certificateFile(), own.certificateFile(), own.keyFile()))
        .withoutThinning()
        .withoutDriving()
        .withJournal(JournalSettings.DEFAULT.committing(5, Duration.ofMillis(100)))
        .withBatches(10, Duration.ofMillis(300))
        .withLiveEvery(Duration.ofSeconds(1));
  }

  FakeCollector collector() {
    return collector(broker);
  }

  /** At another broker of the same authority. */
  FakeCollector collector(PrivateBroker there) {
    return FakeCollector.connect(there, authority.sslContext(collectorFiles));
  }

  @Override
  public void close() {
    broker.close();
  }
}
