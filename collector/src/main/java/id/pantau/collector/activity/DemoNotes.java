package id.pantau.collector.activity;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/** What people write beside their figures. */
final class DemoNotes {
  /** No note. */
  static final int NONE = 0;

  private static final List<String> PROCUREMENT =
      List.of(
          "Penyusunan HPS dan spesifikasi teknis",
          "Dokumen pengadaan diserahkan ke UKPBJ",
          "Pemilihan penyedia berjalan");
  private static final List<String> STARTS =
      List.of(
          "Kontrak ditandatangani, pekerjaan dimulai", "Rapat persiapan dan pengukuran bersama");
  private static final List<String> FINISHES =
      List.of("Serah terima pekerjaan, berita acara ditandatangani", "Pekerjaan selesai 100 %");
  private static final List<String> CONSTRUCTION =
      List.of(
          "Galian dan pemasangan pondasi",
          "Pembesian dan pemasangan bekisting",
          "Pengecoran hari ini berjalan lancar",
          "Penghamparan agregat kelas A",
          "Pemasangan batu saluran sisi kiri",
          "Pekerjaan dinding dan plesteran",
          "Pemasangan rangka atap baja ringan",
          "Pekerjaan finishing dan pembersihan lokasi",
          "Material tiba di lokasi, pekerjaan dilanjutkan",
          "Uji kepadatan di lapangan memenuhi syarat");
  private static final List<String> GOODS =
      List.of(
          "Pesanan melalui e-katalog diproses penyedia",
          "Barang dalam pengiriman",
          "Sebagian barang diterima dan diperiksa",
          "Pemeriksaan barang oleh tim teknis",
          "Barang diserahkan kepada penerima");
  private static final List<String> SERVICES =
      List.of(
          "Pelayanan berjalan sesuai jadwal",
          "Kegiatan dilaksanakan bersama pemerintah desa",
          "Rapat koordinasi dan evaluasi mingguan",
          "Kunjungan ke lokasi dan pendampingan peserta",
          "Laporan antara diserahkan",
          "Verifikasi data penerima manfaat");

  private static final List<List<String>> GROUPS =
      List.of(PROCUREMENT, STARTS, FINISHES, CONSTRUCTION, GOODS, SERVICES);

  private DemoNotes() {}

  /** All notes, in the order of their numbers from 1. */
  static List<String> all() {
    var all = new ArrayList<String>();
    GROUPS.forEach(all::addAll);
    return all;
  }

  /** The number of a note that fits the change. */
  static int pick(PackageKind kind, Standing before, Standing after, RandomGenerator random) {
    List<String> group = group(kind, before, after);
    int first = 1;
    for (List<String> other : GROUPS.subList(0, GROUPS.indexOf(group))) {
      first += other.size();
    }
    return first + random.nextInt(group.size());
  }

  private static List<String> group(PackageKind kind, Standing before, Standing after) {
    if (after.stage() == Stage.PROCUREMENT) {
      return PROCUREMENT;
    }
    if (after.stage() == Stage.FINISHED) {
      return FINISHES;
    }
    if (before.state() == PackageState.PLANNED) {
      return STARTS;
    }
    return switch (kind) {
      case CONSTRUCTION -> CONSTRUCTION;
      case GOODS -> GOODS;
      case SERVICES, CONSULTANCY, SELF_MANAGED -> SERVICES;
    };
  }
}
