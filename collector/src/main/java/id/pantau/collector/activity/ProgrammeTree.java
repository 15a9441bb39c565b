package id.pantau.collector.activity;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Grows the tree of codes with the figures of the packages below each. */
final class ProgrammeTree {
  private static final List<String> LEVELS =
      List.of("urusan", "bidang", "program", "kegiatan", "sub-kegiatan");
  private static final String TOP = "";

  private ProgrammeTree() {}

  static List<ProgrammeNode> grow(List<PackageStore.Code> codes, List<WorkPackage> packages) {
    Map<String, List<PackageStore.Code>> below = new HashMap<>();
    for (PackageStore.Code code : codes) {
      below.computeIfAbsent(code.parent().orElse(TOP), parent -> new ArrayList<>()).add(code);
    }
    Map<String, List<WorkPackage>> leaves = new HashMap<>();
    for (WorkPackage one : packages) {
      if (!one.has(Flag.CANCELLED)) {
        leaves.computeIfAbsent(one.subActivityCode(), code -> new ArrayList<>()).add(one);
      }
    }
    return children(TOP, below, leaves);
  }

  /** The tree has five levels, so this ends. */
  private static List<ProgrammeNode> children(
      String parent,
      Map<String, List<PackageStore.Code>> below,
      Map<String, List<WorkPackage>> leaves) {
    return below.getOrDefault(parent, List.of()).stream()
        .map(
            code ->
                node(
                    code,
                    children(code.code(), below, leaves),
                    leaves.getOrDefault(code.code(), List.of())))
        .sorted(Comparator.comparing(ProgrammeNode::code))
        .toList();
  }

  private static ProgrammeNode node(
      PackageStore.Code code, List<ProgrammeNode> children, List<WorkPackage> packages) {
    int count = packages.size();
    long paguRp = 0;
    long financialRp = 0;
    double weight = 0;
    for (WorkPackage one : packages) {
      paguRp += one.paguRp();
      financialRp += one.financialRp();
      weight += one.physicalPct() * one.paguRp();
    }
    for (ProgrammeNode child : children) {
      count += child.packageCount();
      paguRp += child.paguRp();
      financialRp += child.financialRp();
      weight += child.physicalPct() * child.paguRp();
    }
    return new ProgrammeNode(
        code.code(),
        code.name(),
        LEVELS.get(code.level() - 1),
        count,
        paguRp,
        paguRp > 0 ? Figures.round(weight / paguRp) : 0,
        financialRp,
        children);
  }
}
