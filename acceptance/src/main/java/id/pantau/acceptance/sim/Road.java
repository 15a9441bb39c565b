package id.pantau.acceptance.sim;

import java.util.List;

/**
 * One road between two ends; it meets others where they share a vertex.
 *
 * @param name as on a sign; empty for local streets
 * @param vertices numbers of the network's vertices, at least two
 */
public record Road(RoadClass roadClass, String name, List<Integer> vertices) {
  public Road {
    vertices = List.copyOf(vertices);
    if (vertices.size() < 2) {
      throw new IllegalArgumentException("a road needs two vertices: " + name);
    }
  }
}
