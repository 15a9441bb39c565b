package id.pantau.agent.hardware;

import id.pantau.agent.hardware.PinsFile.Pin;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/** The wiring drawing, as far as a machine can compare it with pins.yaml. */
final class Drawing {
  private static final int PADS = 40;
  private static final Pattern START = Pattern.compile("M ?([0-9.]+)[ ,]([0-9.]+).*");

  /** The word that a label uses for a rail. */
  private static final Map<String, String> RAIL_WORDS =
      Map.of("5V", "5 V", "3V3", "3,3 V", "GND", "GND");

  private record Point(double x, double y) {}

  private final Map<String, Element> byId = new LinkedHashMap<>();

  Drawing(String svg) {
    try {
      DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
      factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
      factory.setAttribute(XMLConstants.ACCESS_EXTERNAL_DTD, "");
      NodeList all =
          factory
              .newDocumentBuilder()
              .parse(new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8)))
              .getElementsByTagName("*");
      for (int i = 0; i < all.getLength(); i++) {
        Element element = (Element) all.item(i);
        if (element.hasAttribute("id") && byId.put(element.getAttribute("id"), element) != null) {
          throw new IllegalArgumentException("two of " + element.getAttribute("id"));
        }
      }
    } catch (ParserConfigurationException | SAXException | IOException e) {
      throw new IllegalArgumentException("not a drawing: " + e.getMessage(), e);
    }
  }

  /** Every difference in a sentence; none when a technician may solder by the drawing. */
  List<String> faults(Map<String, Pin> pins) {
    List<String> faults = new ArrayList<>();
    if (!names("pin-").equals(new TreeSet<>(pins.keySet()))) {
      faults.add("labels are " + names("pin-") + ", not " + new TreeSet<>(pins.keySet()));
    }
    if (!names("wire-").equals(new TreeSet<>(pins.keySet()))) {
      faults.add("wires are " + names("wire-") + ", not " + new TreeSet<>(pins.keySet()));
    }
    padsOutOfPlace(faults);
    if (faults.isEmpty()) {
      pins.forEach((name, pin) -> compare(name, pin, faults));
    }
    return faults;
  }

  private TreeSet<String> names(String prefix) {
    return byId.keySet().stream()
        .filter(id -> id.startsWith(prefix))
        .map(id -> id.substring(prefix.length()))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** Odd numbers left, even ones right, rows from top to bottom at one distance. */
  private void padsOutOfPlace(List<String> faults) {
    if (!IntStream.rangeClosed(1, PADS).allMatch(number -> byId.containsKey("pad-" + number))) {
      faults.add("pads are " + names("pad-"));
      return;
    }
    Point first = pad(1);
    double across = pad(2).x() - first.x();
    double down = pad(3).y() - first.y();
    if (across <= 0 || down <= 0) {
      faults.add("pad 2 is not right of pad 1, or pad 3 not below it");
    }
    for (int number = 1; number <= PADS; number++) {
      var expected =
          new Point(
              first.x() + (number % 2 == 0 ? across : 0), first.y() + (number - 1) / 2 * down);
      if (!pad(number).equals(expected)) {
        faults.add("pad " + number + " is at " + pad(number) + ", not " + expected);
      }
      String text = byId.get("pad-" + number).getNextSibling().getTextContent();
      if (!text.equals(Integer.toString(number))) {
        faults.add("pad " + number + " is called " + text);
      }
    }
  }

  private void compare(String name, Pin pin, List<String> faults) {
    Element label = byId.get("pin-" + name);
    String text = label.getTextContent().strip();
    String word =
        pin.bcm()
            .map(bcm -> "GPIO" + bcm)
            .orElseGet(() -> RAIL_WORDS.get(pin.word("rail").orElseThrow()));
    if (!text.equals(word) && !text.startsWith(word + " ·")) {
      faults.add(name + " is labelled " + text + ", not " + word);
    }
    if (!label.getAttribute("data-header").equals(Integer.toString(pin.header()))
        || !label.getAttribute("data-bcm").equals(pin.bcm().map(Object::toString).orElse(""))) {
      faults.add(name + " carries the numbers of another pin");
    }
    Point pad = pad(pin.header());
    Element box = (Element) label.getElementsByTagName("rect").item(0);
    if (middle(box).y() != pad.y() || middle(box).x() < pad.x() != (pin.header() % 2 == 1)) {
      faults.add(name + " is not beside pad " + pin.header());
    }
    Matcher start = START.matcher(byId.get("wire-" + name).getAttribute("d"));
    if (!start.matches()
        || !new Point(Double.parseDouble(start.group(1)), Double.parseDouble(start.group(2)))
            .equals(pad)) {
      faults.add("the wire of " + name + " does not end on pad " + pin.header());
    }
  }

  private Point pad(int number) {
    return middle(byId.get("pad-" + number));
  }

  private static Point middle(Element box) {
    return new Point(
        number(box, "x") + number(box, "width") / 2, number(box, "y") + number(box, "height") / 2);
  }

  private static double number(Element element, String attribute) {
    return Double.parseDouble(element.getAttribute(attribute));
  }
}
