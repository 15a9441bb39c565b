package id.pantau.collector.activity;

import java.util.List;

/**
 * A node of the programme tree with what is below it.
 *
 * @param level "urusan", "bidang", "program", "kegiatan" or "sub-kegiatan"
 * @param physicalPct of the packages below, weighted by pagu
 */
public record ProgrammeNode(
    String code,
    String name,
    String level,
    int packageCount,
    long paguRp,
    double physicalPct,
    long financialRp,
    List<ProgrammeNode> children) {
  public ProgrammeNode {
    children = List.copyOf(children);
  }
}
