package id.pantau.collector.activity;

import java.util.List;
import java.util.random.RandomGenerator;

/** What is in the way of invented packages: code, sentence, who can help. */
final class DemoObstacles {
  private static final List<String[]> WORKS =
      List.of(
          new String[] {"weather", "Hujan deras empat hari, lokasi tergenang", ""},
          new String[] {"material", "Pasokan aspal terlambat dari penyedia", "Dinas PUPR"},
          new String[] {"land", "Sebagian lahan belum dibebaskan", "Sekda"},
          new String[] {
            "contract", "Penyedia kekurangan tenaga dan alat", "Bagian Administrasi Pembangunan"
          },
          new String[] {"design", "Perlu perubahan desain pondasi", "Konsultan perencana"},
          new String[] {"payment", "Termin kedua belum cair", "BPKAD"});
  private static final List<String[]> OTHERS =
      List.of(
          new String[] {"guideline", "Petunjuk teknis dari kementerian belum terbit", "Bappeda"},
          new String[] {"decree", "SK pelaksana menunggu tanda tangan", "Sekda"},
          new String[] {"payment", "Uang persediaan belum terisi", "BPKAD"},
          new String[] {"staff-change", "Pejabat pelaksana baru berganti", "BKPSDM"},
          new String[] {"revised-budget", "Menunggu pengesahan APBD Perubahan", "BPKAD"});
  private static final String[] TENDER = {
    "tender", "Tender gagal dua kali, menunggu tender ulang", "Bagian Pengadaan Setda"
  };

  private DemoObstacles() {}

  static String[] of(DemoPackage one, RandomGenerator random) {
    if (one.story() == DemoPackage.Story.WAITING) {
      return TENDER.clone();
    }
    List<String[]> list = one.kind() == PackageKind.CONSTRUCTION ? WORKS : OTHERS;
    return list.get(random.nextInt(list.size()));
  }
}
