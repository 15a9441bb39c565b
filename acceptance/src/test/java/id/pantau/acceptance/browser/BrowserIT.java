package id.pantau.acceptance.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import id.pantau.acceptance.browser.MapPicture.Pixel;
import id.pantau.acceptance.chain.ApiClient;
import id.pantau.collector.region.Opd;
import id.pantau.wire.DeviceId;
import id.pantau.wire.Fix;
import id.pantau.wire.LatLon;
import id.pantau.workbench.Await;
import id.pantau.workbench.TestFolder;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * What people see: every person is a window of a real Chromium before the built web app and a real
 * collector, every fix comes over MQTT with TLS.
 *
 * <p>A window fails when it is closed if anything went wrong in it: {@link BrowserWindow}.
 */
class BrowserIT {
  private static final int WIDTH = 1440;
  private static final int HEIGHT = 900;

  /**
   * As wide as phone, desk and wall; only as high as it must be, for a map is drawn without a
   * graphics card.
   */
  private static final List<Size> SIZES =
      List.of(new Size(390, 700), new Size(1440, 600), new Size(1920, 600));

  /** Where the ambulance drives. */
  private static final LatLon SELONG = new LatLon(-8.6502, 116.5301);

  /** Where the pickup has driven, far enough away that the two are never one disc on the map. */
  private static final LatLon MASBAGIK = new LatLon(-8.6250, 116.4700);

  private static final double EAST = 90;
  private static final double NORTH = 0;
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /** MapLibre sets a marker on a whole pixel. */
  private static final double MARKER_PX = 1.5;

  /** How much of the page lies beyond its edge; below the menu it scrolls in a box of its own. */
  private static final String HIDDEN_PX =
      """
      Math.max(...[document.documentElement, ...document.querySelectorAll('main')]
        .map((box) => box.scrollWidth - box.clientWidth))
      """;

  private static TestRegency regency;
  private static Browser browser;
  private static Path folder;
  private static Fix lastOfPickup;

  private record Size(int width, int height) {}

  @BeforeAll
  static void start() {
    BrowserTools tools = BrowserTools.findOrSkip();
    folder = TestFolder.create("browser");
    regency = TestRegency.start(folder, InstantSource.system());
    browser = Browser.start(tools, regency.address(), folder.resolve("browser.log"));
    try (DrivenVehicle pickup = vehicle(TestRegency.PICKUP, MASBAGIK, Duration.ofMinutes(12))) {
      lastOfPickup = pickup.drive(EAST, Duration.ofMinutes(10));
      requireLatest(regency.pickupId(), lastOfPickup);
    }
  }

  @AfterAll
  static void stop() {
    if (browser != null) {
      browser.close();
    }
    if (regency != null) {
      regency.close();
    }
  }

  private static DrivenVehicle vehicle(DeviceId device, LatLon at, Duration ago) {
    Instant start = InstantSource.system().instant().minus(ago).truncatedTo(ChronoUnit.SECONDS);
    return DrivenVehicle.start(
        regency.backbone(), folder.resolve(device.value()), device, at, start);
  }

  /** Waits until the interface tells of exactly this fix. */
  private static void requireLatest(int vehicleId, Fix sent) {
    try (ApiClient dispatcher = regency.client(TestRegency.DISPATCHER)) {
      JsonNode latest =
          Await.value(
              "the interface tells " + sent,
              PATIENCE,
              () ->
                  latestOf(dispatcher, vehicleId)
                      .filter(
                          told -> told.get("fixTime").asText().equals(sent.fixTime().toString())));
      assertEquals(sent.at().lat(), latest.get("lat").asDouble());
      assertEquals(sent.at().lon(), latest.get("lon").asDouble());
    }
  }

  private static Optional<JsonNode> latestOf(ApiClient dispatcher, int vehicleId) {
    for (JsonNode each : dispatcher.get("/vehicles/latest").good().get("items")) {
      if (each.get("vehicleId").asInt() == vehicleId) {
        return Optional.of(each);
      }
    }
    return Optional.empty();
  }

  private static BrowserWindow window() {
    return browser.open(WIDTH, HEIGHT);
  }

  private static BrowserWindow windowOf(String userName) {
    BrowserWindow window = window();
    window.logIn(userName, TestRegency.PASSWORD);
    return window;
  }

  private static String path(BrowserWindow window) {
    return window.evaluate("location.pathname").asText();
  }

  @Test
  void aWrongPasswordIsRefusedInTheReadersLanguageAndARightOneLeadsHome() {
    try (BrowserWindow window = window()) {
      window.expect("401 POST /api/v1/session");
      window.expect("401 GET /api/v1/home");
      window.open("/");
      window.fillLogin(TestRegency.LEADER, "bukan-kata-sandinya");
      window.see("Nama pengguna atau kata sandi tidak cocok.");
      window.press("EN");
      window.see("User name or password does not match.");
      assertEquals("/masuk", path(window));
      assertEquals(0, window.evaluate("document.querySelectorAll('nav').length").asInt());
      assertEquals(401, window.evaluate("fetch('/api/v1/home').then((a) => a.status)").asInt());

      window.fill("Password", TestRegency.PASSWORD);
      window.press("Log in");
      window.see("agencies have not reported");
      assertEquals("/", path(window));
    }
  }

  @Test
  void theLanguageChangesOnThePageAndStaysChanged() {
    try (BrowserWindow window = windowOf(TestRegency.LEADER)) {
      window.see("OPD belum lapor");
      assertEquals("id", window.evaluate("document.documentElement.lang").asText());
      window.press("Akun Bupati");
      window.press("English");
      window.see("agencies have not reported");
      window.until("document.documentElement.lang === 'en'");
      window.reload();
      window.see("agencies have not reported");
      assertFalse(window.markup().contains("OPD belum lapor"));
      window.press("Account of Bupati");
      window.press("Indonesia");
      window.see("OPD belum lapor");
    }
  }

  @Test
  void theMapShowsAVehicleWhereTheInterfaceSaysAndMovesItWithoutReload() {
    try (BrowserWindow window = windowOf(TestRegency.DISPATCHER);
        DrivenVehicle vehicle = vehicle(TestRegency.AMBULANCE, SELONG, Duration.ofMinutes(4))) {
      Fix before = vehicle.drive(EAST, Duration.ofSeconds(45));
      requireLatest(regency.ambulanceId(), before);
      window.open("/peta?k=" + regency.ambulanceId());
      window.evaluate("window.sameDocument = true");
      requireShown(window, before.at());

      Fix now = vehicle.drive(NORTH, Duration.ofSeconds(75));
      requireLatest(regency.ambulanceId(), now);
      requireShown(window, now.at());
      closeCard(window);
      requireDrawn(window, before.at(), now.at());

      window.press("Akun Operator CC");
      window.press("Gelap");
      window.press("Tutup");
      window.find("[data-map][data-ready=dark]");
      pick(window, now.at());
      assertTrue(window.evaluate("window.sameDocument === true").asBoolean(), "was loaded again");
    }
  }

  /** The card says the place in numbers, and the marker stands on it. */
  private static void requireShown(BrowserWindow window, LatLon at) {
    window.until(
        "document.querySelector('article data')?.value === '%s,%s'"
            .formatted(asScriptWrites(at.lat()), asScriptWrites(at.lon())));
    window.find("[data-map][data-view][data-ready]");
    Await.until(
        "the marker stands at " + at,
        PATIENCE,
        () -> marker(window).distanceTo(MapPicture.in(window).pixelOf(at)) < MARKER_PX);
  }

  private static Pixel marker(BrowserWindow window) {
    JsonNode box =
        window.evaluate(
            """
            (() => {
              const box = document.querySelector('[data-map] .maplibregl-marker').getBoundingClientRect();
              return [box.left + box.width / 2, box.top + box.height / 2];
            })()
            """);
    return new Pixel(box.get(0).asDouble(), box.get(1).asDouble());
  }

  /** Unchosen it is part of the picture: it can be picked with the pointer only where it is. */
  private static void requireDrawn(BrowserWindow window, LatLon before, LatLon now) {
    pick(window, now);
    click(window, before);
    assertFalse(
        window.evaluate("location.search !== ''").asBoolean(),
        "the vehicle is still drawn where it was");
  }

  private static void pick(BrowserWindow window, LatLon at) {
    Await.until(
        "a click on " + at + " picks the vehicle",
        PATIENCE,
        () -> {
          click(window, at);
          return window
              .evaluate("location.search === '?k=%d'".formatted(regency.ambulanceId()))
              .asBoolean();
        });
    window.find("article[aria-label^='%s']".formatted(TestRegency.AMBULANCE_PLATE));
    closeCard(window);
  }

  private static void closeCard(BrowserWindow window) {
    window.press("Tutup kartu kendaraan");
    window.until("location.search === '' && document.querySelector('article') === null");
  }

  private static void click(BrowserWindow window, LatLon at) {
    Pixel pixel = MapPicture.in(window).pixelOf(at);
    String onMap = "document.elementFromPoint(%f, %f)?.closest('[data-map]') !== null";
    assertTrue(
        window.evaluate(String.format(Locale.ROOT, onMap, pixel.x(), pixel.y())).asBoolean(),
        "something lies over the map at " + pixel);
    window.clickAt(pixel.x(), pixel.y());
  }

  @Test
  void whatAnOperatorReportsIsOnTheLeadersHomePageAtOnce() {
    Opd opd = regency.silentOpd(3);
    String userName = TestRegency.operatorOf(opd.handle());
    try (ApiClient api = regency.client(userName);
        BrowserWindow leader = windowOf(TestRegency.LEADER);
        BrowserWindow operator = windowOf(userName)) {
      List<JsonNode> due = due(api);
      seeState(leader, opd, "Belum lapor");
      leader.evaluate("window.sameDocument = true");
      int missing = missing(leader);

      operator.click(rowOf(due.getFirst()) + " button:has-text('Nihil')");
      JsonNode changed = due.get(1);
      String pct = String.valueOf(Math.min(100, 1 + changed.get("physicalPct").asInt()));
      operator.click(rowOf(changed) + " button:has-text('Ada perubahan')");
      operator.fill("Realisasi fisik kumulatif", pct);
      operator.fill("Apa yang dikerjakan hari ini", "Pengecoran lantai dua selesai");
      operator.press("Kirim");
      seeState(leader, opd, "Baru sebagian");

      operator.click("button:has-text('Semua sisanya nihil'), " + lastNihil(due));
      operator.see("Selesai");
      seeState(leader, opd, "Sudah lengkap");
      Await.until("one is missing less", PATIENCE, () -> missing(leader) == missing - 1);
      assertTrue(leader.evaluate("window.sameDocument === true").asBoolean(), "was loaded again");
      assertEquals(List.of(), due(api));

      leader.open("/kegiatan/" + changed.get("id").asInt());
      leader.see("Pengecoran lantai dua selesai");
      leader.see(pct + "%");
    }
  }

  @Test
  void aVehicleThatTheAdministratorRegistersHasItsPapersKeptByItsAgency() {
    Opd opd = regency.opd(TestRegency.ROADS);
    try (BrowserWindow admin = windowOf(TestRegency.ADMIN);
        BrowserWindow operator = windowOf(TestRegency.operatorOf(TestRegency.ROADS))) {
      admin.open("/kendaraan");
      admin.press("Daftarkan kendaraan");
      admin.fill("Pelat nomor", "dr 4711xy");
      admin.fill("Nama", "Pikap Jembatan");
      admin.pick("Jenis", "Pikap");
      admin.pick("Penggunaan", "Kendaraan operasional");
      admin.pick("OPD", opd.name());
      admin.press("Simpan");
      admin.see("DR 4711 XY");

      operator.open("/kendaraan");
      operator.click("a:has-text('Pikap Jembatan')");
      operator.click("li:has-text('Pajak tahunan') button");
      operator.fill("Berlaku sampai", "2019-05-01");
      operator.press("Simpan");
      operator.see("lewat");
      admin.reload();
      admin.see("Pajak tahunan (STNK), 1 Mei 2019");
    }
  }

  /** What is owed and not yet done. */
  private static List<JsonNode> due(ApiClient api) {
    var due = new ArrayList<JsonNode>();
    for (JsonNode item : api.get("/duties").good().get("items")) {
      if (item.get("due").asBoolean() && !item.get("done").asBoolean()) {
        due.add(item);
      }
    }
    return due;
  }

  private static String rowOf(JsonNode duty) {
    return "article[aria-labelledby='duty-%d']".formatted(duty.get("id").asInt());
  }

  /** With three to report one is left for the end, and there is no button for all of them. */
  private static String lastNihil(List<JsonNode> due) {
    return rowOf(due.getLast()) + " button:has-text('Nihil')";
  }

  private static void seeState(BrowserWindow leader, Opd opd, String state) {
    leader.find("[title='%s: %s']".formatted(opd.name(), state));
  }

  /** The large figure of the leader's home. */
  private static int missing(BrowserWindow leader) {
    return Integer.parseInt(leader.text("a[href='/kepatuhan'] b"));
  }

  @Test
  void anotherAgencysPagesAreRefusedInWordsAndShowNothingOfIt() {
    Opd roads = regency.opd(TestRegency.ROADS);
    List<JsonNode> theirs = regency.packages(roads);
    int packageId = theirs.getFirst().get("id").asInt();
    var secrets = new ArrayList<String>();
    theirs.forEach(each -> secrets.add(each.get("name").asText()));
    secrets.add(roads.name());
    secrets.add(TestRegency.PICKUP_PLATE);
    try (BrowserWindow window = windowOf(TestRegency.operatorOf(TestRegency.HEALTH))) {
      window.expect("403 GET /api/v1/packages/" + packageId);
      window.expect("403 GET /api/v1/opds/" + roads.id() + "/progress");
      window.expect("403 GET /api/v1/packages?opdId=" + roads.id());
      for (String address : List.of("/kegiatan/" + packageId, "/opd/" + roads.id())) {
        window.open(address);
        window.see("Ini milik OPD lain.");
        requireAbsent(window, secrets);
      }
      window.open("/riwayat/" + regency.pickupId());
      window.see(TestRegency.AMBULANCE_PLATE);
      requireAbsent(window, secrets);

      window.press("Akun Operator " + regency.opd(TestRegency.HEALTH).name());
      window.press("English");
      window.until("document.documentElement.lang === 'en'");
      window.open("/kegiatan/" + packageId);
      window.see("This belongs to another agency.");
    }
  }

  private static void requireAbsent(BrowserWindow window, List<String> secrets) {
    String markup = window.markup();
    for (String secret : secrets) {
      assertFalse(markup.contains(secret), path(window) + " shows " + secret);
    }
  }

  @Test
  void everyMainPageFitsAPhoneADeskAndAWallAndAsksNobodyElse() {
    LocalDate driven = lastOfPickup.fixTime().atZone(regency.zone()).toLocalDate();
    try (BrowserWindow leader = windowOf(TestRegency.LEADER)) {
      requireFits(leader, "/", "OPD belum lapor");
      requireFits(leader, "/capaian", "Capaian tiap OPD");
    }
    try (BrowserWindow dispatcher = windowOf(TestRegency.DISPATCHER)) {
      requireFits(dispatcher, "/peta", TestRegency.PICKUP_PLATE);
      requireFits(dispatcher, "/peringatan", "Tidak ada peringatan baru.");
      requireFits(dispatcher, "/riwayat/" + regency.pickupId() + "/" + driven, "Putar ulang");
    }
    try (BrowserWindow operator = windowOf(TestRegency.operatorOf(TestRegency.ROADS))) {
      requireFits(operator, "/laporan", "Tugas hari ini");
      requireFits(operator, "/izin", "Daftarkan izin");
      requireFits(operator, "/kendaraan/" + regency.pickupId(), "Surat dan perawatan");
    }
    try (BrowserWindow verifier = windowOf(TestRegency.VERIFIER)) {
      requireFits(verifier, "/kepatuhan", "OPD lengkap");
    }
    try (BrowserWindow technician = windowOf(TestRegency.TECHNICIAN)) {
      requireFits(technician, "/perangkat", TestRegency.PICKUP.value());
      requireFits(technician, "/kendaraan", TestRegency.PICKUP_PLATE);
      requireFits(technician, "/aturan", "Jam tenang");
    }
    try (BrowserWindow admin = windowOf(TestRegency.ADMIN)) {
      requireFits(admin, "/wilayah", "Gambar wilayah");
      requireFits(admin, "/masa-simpan", "Berapa lama disimpan");
    }
    try (BrowserWindow wall = window()) {
      requireFits(wall, "/masuk", "Kata sandi");
      requireFits(wall, "/layar/" + regency.wallToken(), "OPD belum lapor");
    }
  }

  /**
   * Nothing has to be scrolled sideways, whatever the size.
   *
   * @param words that are there once the page has its data
   */
  private static void requireFits(BrowserWindow window, String address, String words) {
    window.open(address);
    for (Size size : SIZES) {
      window.resize(size.width, size.height);
      window.see(words);
      window.until("document.querySelector('[data-map]:not([data-ready])') === null");
      requireSettlesWithin(window, address + " on " + size);
    }
  }

  /** Graphs measure their box and are drawn again: on a busy machine some frames later. */
  private static void requireSettlesWithin(BrowserWindow window, String what) {
    window.evaluate(
        "new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)))");
    Await.until(
        what + " is no wider than the screen",
        PATIENCE,
        () -> window.evaluate(HIDDEN_PX).asInt() == 0);
  }

  @Test
  void aWindowInWhichAnythingWentWrongFailsWhenItIsClosed() {
    BrowserWindow window = window();
    window.open("/masuk");
    window.evaluate("console.error('salah satu')");
    window.evaluate("void setTimeout(() => { throw new Error('salah dua') })");
    window.evaluate("fetch('/api/v1/salah-tiga').then(() => true)");
    String elsewhere = regency.address().replace("127.0.0.1", "localhost") + "/masuk";
    window.evaluate("void (location.href = '%s')".formatted(elsewhere));
    for (String fault :
        List.of("salah satu", "salah dua", "GET /api/v1/salah-tiga", "host: " + elsewhere)) {
      Await.until(
          fault + " is noticed",
          PATIENCE,
          () -> window.faults().stream().anyMatch(noticed -> noticed.contains(fault)));
    }
    assertThrows(AssertionError.class, window::close);
  }

  /** A number as JavaScript writes it. */
  private static String asScriptWrites(double value) {
    return BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
  }
}
