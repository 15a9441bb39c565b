package id.pantau.acceptance.demo;

import id.pantau.collector.auth.Auth;
import id.pantau.collector.auth.NewUser;
import id.pantau.collector.region.Opd;
import id.pantau.collector.region.Region;
import id.pantau.collector.scope.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/** The accounts of the demo: roles, never persons, all with the same published password. */
final class DemoPeople {
  static final String PASSWORD = "pantau-demo";

  /**
   * A line for the person who tries the demo.
   *
   * @param does what this role sees and does, in Indonesian
   */
  record Hint(String userName, String does) {}

  static final List<Hint> HINTS =
      List.of(
          new Hint("bupati", "pimpinan: beranda, peta, capaian (juga: wabup, sekda)"),
          new Hint("kepala.dikes", "kepala OPD: capaian dan kendaraan OPD sendiri"),
          new Hint("operator.dikes", "operator OPD: laporan harian (juga: operator.pupr, ...)"),
          new Hint("verifikator", "kepatuhan dan capaian semua OPD"),
          new Hint("operator.cc", "peta langsung, perangkat, pengingat"),
          new Hint("teknisi", "perangkat pelacak"),
          new Hint("admin", "Admin Kominfo"));

  private DemoPeople() {}

  static void add(Auth auth, Region region) {
    auth.addPublicUsers(users(region));
  }

  static List<NewUser> users(Region region) {
    var users = new ArrayList<NewUser>();
    users.add(user("bupati", "Bupati", Role.LEADER));
    users.add(user("wabup", "Wakil Bupati", Role.LEADER));
    users.add(user("sekda", "Sekretaris Daerah", Role.LEADER));
    users.add(user("verifikator", "Verifikator Administrasi Pembangunan", Role.VERIFIER));
    users.add(user("operator.cc", "Operator Command Centre", Role.CC_OPERATOR));
    users.add(user("teknisi", "Teknisi Kendaraan", Role.TECHNICIAN));
    users.add(user("admin", "Admin Kominfo", Role.ADMIN));
    for (Opd opd : region.listOpds()) {
      users.add(member("kepala." + opd.handle(), headOf(opd), Role.OPD_HEAD, opd));
      users.add(
          member("operator." + opd.handle(), "Operator " + opd.name(), Role.OPD_OPERATOR, opd));
    }
    return users;
  }

  private static String headOf(Opd opd) {
    return switch (opd.kind()) {
      case "kecamatan" -> opd.name().replaceFirst("^Kecamatan", "Camat");
      case "rsud" -> "Direktur " + opd.name();
      case "inspektorat" -> "Inspektur Daerah";
      default -> "Kepala " + opd.name();
    };
  }

  private static NewUser user(String userName, String displayName, Role role) {
    return new NewUser(userName, displayName, role, OptionalInt.empty(), PASSWORD);
  }

  private static NewUser member(String userName, String displayName, Role role, Opd opd) {
    return new NewUser(userName, displayName, role, OptionalInt.of(opd.id()), PASSWORD);
  }
}
