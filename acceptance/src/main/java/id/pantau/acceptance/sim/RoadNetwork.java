package id.pantau.acceptance.sim;

import id.pantau.acceptance.sim.Plane.Point;
import id.pantau.wire.LatLon;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
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
  private static final double FARTHEST_ROAD_M = 12_800;

  private static final double FASTEST_MS = RoadClass.NATIONAL.speedMs(false);

  private final Terrain terrain;
  private final RoadDraft draft;
  private final Map<String, Integer> places;

  /** Out of every junction. */
  private final Map<Integer, List<Edge>> edges = new HashMap<>();

  /** Of every vertex; that of a junction is any of them. */
  private final Map<Integer, Road> roadOf = new HashMap<>();

  /** A piece of road between two junctions, in driving direction. */
  private record Edge(
      int from, int to, double seconds, List<Integer> vertices, RoadClass roadClass) {}

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
   * @throws IllegalArgumentException when there is none within {@value #FARTHEST_ROAD_M} m
   */
  int nearest(Point at) {
    return draft
        .findNearest(at, FARTHEST_ROAD_M)
        .orElseThrow(() -> new IllegalArgumentException("no road near " + Plane.toLatLon(at)));
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
    List<Edge> way = new Search(from, to).way();
    var steps = new ArrayList<Step>();
    steps.add(new Step(from, way.isEmpty() ? RoadClass.LOCAL : way.getFirst().roadClass()));
    for (Edge edge : way) {
      for (int vertex : edge.vertices()) {
        steps.add(new Step(vertex, edge.roadClass()));
      }
    }
    return steps;
  }

  /** One search for a way: A* with the straight line at the highest speed as what is left. */
  private final class Search {
    private final int from;
    private final int to;
    private final Point target;
    private final double[] seconds = new double[draft.vertices().size()];
    private final Edge[] cameBy = new Edge[seconds.length];
    private final PriorityQueue<Reached> open =
        new PriorityQueue<>(Comparator.comparingDouble(Reached::estimate));

    private record Reached(int vertex, double seconds, double estimate) {}

    Search(int from, int to) {
      this.from = from;
      this.to = to;
      this.target = draft.vertex(to);
      Arrays.fill(seconds, Double.MAX_VALUE);
    }

    List<Edge> way() {
      List<Edge> last = isJunction(to) ? List.of() : arriving(to);
      seconds[from] = 0;
      open.add(new Reached(from, 0, 0));
      while (!open.isEmpty()) {
        Reached next = open.poll();
        if (next.vertex() == to) {
          return retrace();
        }
        if (next.seconds() > seconds[next.vertex()]) {
          continue;
        }
        List<Edge> out = edges.get(next.vertex());
        for (Edge edge : out == null ? leaving(from, to) : out) {
          follow(next, edge);
        }
        for (Edge edge : last) {
          if (edge.from() == next.vertex()) {
            follow(next, edge);
          }
        }
      }
      throw new IllegalStateException("no way from vertex " + from + " to " + to);
    }

    private void follow(Reached at, Edge edge) {
      double arrival = at.seconds() + edge.seconds();
      if (arrival < seconds[edge.to()]) {
        seconds[edge.to()] = arrival;
        cameBy[edge.to()] = edge;
        double left = draft.vertex(edge.to()).distanceM(target) / FASTEST_MS;
        open.add(new Reached(edge.to(), arrival, arrival + left));
      }
    }

    private List<Edge> retrace() {
      var way = new ArrayDeque<Edge>();
      for (int at = to; at != from; at = cameBy[at].from()) {
        way.push(cameBy[at]);
      }
      return List.copyOf(way);
    }
  }

  private boolean isJunction(int vertex) {
    return edges.containsKey(vertex);
  }

  /** From the middle of a road to the junctions on both sides, and to a place before them. */
  private List<Edge> leaving(int vertex, int target) {
    Middle middle = middle(vertex);
    List<Integer> on = middle.road().vertices();
    var out = new ArrayList<Edge>(3);
    for (List<Integer> vertices :
        List.of(
            on.subList(middle.at() + 1, middle.ahead() + 1),
            reversed(on.subList(middle.behind(), middle.at())))) {
      int index = vertices.indexOf(target);
      if (index >= 0 && index < vertices.size() - 1) {
        out.add(edge(vertex, vertices.subList(0, index + 1), middle.road().roadClass()));
      }
      out.add(edge(vertex, vertices, middle.road().roadClass()));
    }
    return out;
  }

  /** From the junctions on both sides to a place in the middle of a road. */
  private List<Edge> arriving(int vertex) {
    Middle middle = middle(vertex);
    List<Integer> on = middle.road().vertices();
    return List.of(
        edge(
            on.get(middle.behind()),
            on.subList(middle.behind() + 1, middle.at() + 1),
            middle.road().roadClass()),
        edge(
            on.get(middle.ahead()),
            reversed(on.subList(middle.at(), middle.ahead())),
            middle.road().roadClass()));
  }

  /** A place in the middle of a road: which of its vertices, and those of the next junctions. */
  private record Middle(Road road, int behind, int at, int ahead) {}

  private Middle middle(int vertex) {
    Road road = roadOf.get(vertex);
    int at = road.vertices().indexOf(vertex);
    int ahead = at + 1;
    while (!isJunction(road.vertices().get(ahead))) {
      ahead++;
    }
    int behind = at - 1;
    while (!isJunction(road.vertices().get(behind))) {
      behind--;
    }
    return new Middle(road, behind, at, ahead);
  }

  private void join() {
    int[] uses = new int[draft.vertices().size()];
    for (Road road : draft.roads()) {
      for (int vertex : road.vertices()) {
        uses[vertex]++;
        roadOf.put(vertex, road);
      }
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
    return new Edge(
        from, vertices.get(vertices.size() - 1), seconds, List.copyOf(vertices), roadClass);
  }

  private static List<Integer> reversed(List<Integer> vertices) {
    var turned = new ArrayList<>(vertices);
    Collections.reverse(turned);
    return turned;
  }
}
