package id.pantau.collector.export;

import java.io.ByteArrayOutputStream;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** Writes one document of XML 1.0 in UTF-8; characters that XML cannot hold are left out. */
final class Xml {
  private static final int SURROGATES = 0xD800;
  private static final int PRIVATE_USE = 0xE000;

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final XMLStreamWriter out;

  /** Begins the document with its root element in this namespace. */
  Xml(String root, String namespace) {
    try {
      out = XMLOutputFactory.newFactory().createXMLStreamWriter(bytes, "UTF-8");
      out.writeStartDocument("UTF-8", "1.0");
      out.setDefaultNamespace(namespace);
      out.writeStartElement(namespace, root);
      out.writeDefaultNamespace(namespace);
    } catch (XMLStreamException e) {
      throw failed(e);
    }
  }

  /** An attribute of the element that was begun last. */
  Xml attribute(String name, String value) {
    try {
      out.writeAttribute(name, printable(value));
      return this;
    } catch (XMLStreamException e) {
      throw failed(e);
    }
  }

  /** Declares another namespace on the root; only right after it. */
  Xml namespace(String prefix, String uri) {
    try {
      out.writeNamespace(prefix, uri);
      return this;
    } catch (XMLStreamException e) {
      throw failed(e);
    }
  }

  /** An element and all that {@code inside} writes. */
  Xml element(String name, Runnable inside) {
    try {
      out.writeStartElement(name);
      inside.run();
      out.writeEndElement();
      return this;
    } catch (XMLStreamException e) {
      throw failed(e);
    }
  }

  /** An element with text. */
  Xml text(String name, String text) {
    return element(name, () -> characters(text));
  }

  private void characters(String text) {
    try {
      out.writeCharacters(printable(text));
    } catch (XMLStreamException e) {
      throw failed(e);
    }
  }

  /** The whole document; nothing can be written afterwards. */
  byte[] end() {
    try {
      out.writeEndDocument();
      out.close();
      return bytes.toByteArray();
    } catch (XMLStreamException e) {
      throw failed(e);
    }
  }

  /** Without the control characters that no XML 1.0 may hold, escaped or not (its section 2.2). */
  private static String printable(String text) {
    return text.codePoints()
        .filter(
            c ->
                c == '\t'
                    || c == '\n'
                    || c >= ' ' && c < SURROGATES
                    || c >= PRIVATE_USE && c != 0xFFFE && c != 0xFFFF)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  private static IllegalStateException failed(XMLStreamException e) {
    return new IllegalStateException("cannot write XML into memory", e);
  }
}
