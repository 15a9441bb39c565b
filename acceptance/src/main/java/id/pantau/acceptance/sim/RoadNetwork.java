package id.pantau.acceptance.sim;

import id.pantau.acceptance.sim.Plane.Point;
import id.pantau.wire.LatLon;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;

/**
 * The roads of the regency and the fastest way between two points of them.
 *
 * <p>Immutable after {@link #lay}; any thread may ask.
 */
public final class RoadNetwork {
  private final Terrain terrain;
  private final RoadDraft draft;
  private final Map<String, Integer> places;
  private final Map<Integer, List<Edge>> edges = new HashMap<>();

  /** A piece of road between two junctions, in driving direction. */
  private record Edge(int to, double seconds, List<Integer> vertices, RoadClass roadClass) {}

  private RoadNetwork(Terrain terrain, RoadDraft draft, Map<String, Integer> places) {
    this.terrain = terrain;
    this.draft = draft;
    this.places = places;
  }

  /** Lays the whole network; about 0.1 s. */
  public static RoadNetwork lay(long seed) {
    var chance = new Chance(seed).of("roads");
    Terrain terrain = Terrain.load();
    var draft = new RoadDraft();
    Map<String, Integer> places = MainRoads.lay(draft, terrain, chance);
    LocalStreets.lay(draft, terrain, chance.of("streets"));
    var network = new RoadNetwork(terrain, draft, places);
    network.join();
    return network;
  }

  public Terrain terrain() {
    return terrain;
  }

  public List<Road> roads() {
    return Collections.unmodifiableList(draft.roads());
  }

  public List<LatLon> points(Road road) {
    return road.vertices().stream().map(number -> Plane.toLatLon(draft.vertex(number))).toList();
  }

  Point vertex(int number) {
    return draft.vertex(number);
  }

  /**
   * The vertex at a place of the road plan.
   *
   * @throws IllegalArgumentException when no road passes there
   */
  int vertexOf(String place) {
    Integer vertex = places.get(place);
    if (vertex == null) {
      throw new IllegalArgumentException("no road passes " + place);
    }
    return vertex;
  }

  /**
   * The vertex nearest to a point.
   *
   * @throws IllegalArgumentException when there is none within 10 km
   */
  int nearest(Point at) {
    for (double radius = 200; radius <= 12_800; radius *= 2) {
      var found = draft.findNearest(at, radius);
      if (found.isPresent()) {
        return found.getAsInt();
      }
    }
    throw new IllegalArgumentException("no road near " + Plane.toLatLon(at));
  }

  /** Vertices on local streets within a distance: where houses and offices stand. */
  List<Integer> streetVertices(Point centre, double radiusM) {
    var found = new ArrayList<Integer>();
    for (Road road : draft.roads()) {
      if (road.roadClass() == RoadClass.LOCAL) {
        for (int vertex : road.vertices()) {
          if (draft.vertex(vertex).distanceM(centre) <= radiusM) {
            found.add(vertex);
          }
        }
      }
    }
    return found;
  }

  /** One step of a way: the vertex it leads to and the class of road on which. */
  record Step(int vertex, RoadClass roadClass) {}

  /**
   * The fastest way from one vertex to another; the first step is {@code from} itself.
   *
   * @throws IllegalStateException when the network does not connect them
   */
  List<Step> way(int from, int to) {
    var seconds = new HashMap<Integer, Double>();
    var cameBy = new HashMap<Integer, Edge>();
    var cameFrom = new HashMap<Integer, Integer>();
    var open = new PriorityQueue<double[]>((a, b) -> Double.compare(a[0], b[0]));
    seconds.put(from, 0.0);
    open.add(new double[] {0, from});
    while (!open.isEmpty()) {
      double[] next = open.poll();
      int at = (int) next[1];
      if (at == to) {
        break;
      }
      if (next[0] > seconds.get(at)) {
        continue;
      }
      for (Edge edge : edges(at, to)) {
        double arrival = next[0] + edge.seconds();
        if (arrival < seconds.getOrDefault(edge.to(), Double.MAX_VALUE)) {
          seconds.put(edge.to(), arrival);
          cameBy.put(edge.to(), edge);
          cameFrom.put(edge.to(), at);
          open.add(new double[] {arrival, edge.to()});
        }
      }
    }
    return retrace(from, to, cameBy, cameFrom);
  }

  private static List<Step> retrace(
      int from, int to, Map<Integer, Edge> cameBy, Map<Integer, Integer> cameFrom) {
    Deque<Edge> way = new ArrayDeque<>();
    for (int at = to; at != from; at = cameFrom.get(at)) {
      if (!cameBy.containsKey(at)) {
        throw new IllegalStateException("no way from vertex " + from + " to " + to);
      }
      way.push(cameBy.get(at));
    }
    var steps = new ArrayList<Step>();
    steps.add(new Step(from, way.isEmpty() ? RoadClass.LOCAL : way.peek().roadClass()));
    for (Edge edge : way) {
      for (int vertex : edge.vertices()) {
        steps.add(new Step(vertex, edge.roadClass()));
      }
    }
    return steps;
  }

  /** The edges out of a vertex; one in the middle of a road is split here as needed. */
  private List<Edge> edges(int at, int target) {
    List<Edge> known = edges.get(at);
    List<Edge> out = known == null ? middleEdges(at) : known;
    var cut = new ArrayList<Edge>(out.size());
    for (Edge edge : out) {
      int index = edge.vertices().indexOf(target);
      if (index >= 0 && index < edge.vertices().size() - 1) {
        cut.add(edge(at, edge.vertices().subList(0, index + 1), edge.roadClass()));
      }
      cut.add(edge);
    }
    return cut;
  }

  private List<Edge> middleEdges(int vertex) {
    var out = new ArrayList<Edge>(2);
    for (Road road : draft.roads()) {
      int at = road.vertices().indexOf(vertex);
      if (at < 0) {
        continue;
      }
      int ahead = at + 1;
      while (!edges.containsKey(road.vertices().get(ahead))) {
        ahead++;
      }
      int behind = at - 1;
      while (!edges.containsKey(road.vertices().get(behind))) {
        behind--;
      }
      out.add(edge(vertex, road.vertices().subList(at + 1, ahead + 1), road.roadClass()));
      out.add(edge(vertex, reversed(road.vertices().subList(behind, at)), road.roadClass()));
    }
    return out;
  }

  private void join() {
    int[] uses = new int[draft.vertices().size()];
    for (Road road : draft.roads()) {
      road.vertices().forEach(vertex -> uses[vertex]++);
      uses[road.vertices().get(0)]++;
      uses[road.vertices().get(road.vertices().size() - 1)]++;
    }
    for (Road road : draft.roads()) {
      int start = 0;
      for (int i = 1; i < road.vertices().size(); i++) {
        if (uses[road.vertices().get(i)] > 1) {
          connect(road.vertices().subList(start, i + 1), road.roadClass());
          start = i;
        }
      }
    }
    long lonely = Arrays.stream(uses).filter(use -> use == 0).count();
    if (lonely > 0) {
      throw new IllegalStateException(lonely + " vertices belong to no road");
    }
  }

  private void connect(List<Integer> vertices, RoadClass roadClass) {
    int first = vertices.get(0);
    int last = vertices.get(vertices.size() - 1);
    add(first, edge(first, vertices.subList(1, vertices.size()), roadClass));
    add(last, edge(last, reversed(vertices.subList(0, vertices.size() - 1)), roadClass));
  }

  private void add(int from, Edge edge) {
    edges.computeIfAbsent(from, key -> new ArrayList<>()).add(edge);
  }

  private Edge edge(int from, List<Integer> vertices, RoadClass roadClass) {
    double length = 0;
    Point before = draft.vertex(from);
    for (int vertex : vertices) {
      length += before.distanceM(draft.vertex(vertex));
      before = draft.vertex(vertex);
    }
    double seconds = length / roadClass.speedMs(terrain.isTown(before));
    return new Edge(vertices.get(vertices.size() - 1), seconds, List.copyOf(vertices), roadClass);
  }

  private static List<Integer> reversed(List<Integer> vertices) {
    var turned = new ArrayList<>(vertices);
    Collections.reverse(turned);
    return turned;
  }
}
