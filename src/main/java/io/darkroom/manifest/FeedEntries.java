package io.darkroom.manifest;

import io.darkroom.item.UnusableInput;
import java.io.BufferedReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/// The entries of an XML feed, one at a time. Nothing outside of the file is ever read: a document type that
/// only names a definition elsewhere is passed over, one that defines something itself is refused, as is every
/// entity that XML does not have on its own.
final class FeedEntries implements AutoCloseable {

    /// Of RSS and Atom, of Yandex's YML, and as files of shops call their products.
    private static final Set<String> ENTRIES = Set.of("item", "entry", "offer", "product",
            "shopitem");

    /// Of Yandex's YML, which names offers in it once more.
    private static final String PROMOTIONS = "promos";
    private static final String GOOGLE = "base.google.com/ns/1.0";

    /// Stands before what the parser has to say.
    private static final Pattern PLACE = Pattern.compile("(?s)^.*?Message: (JAXP\\d+: )?");

    private final String file;
    private final BufferedReader text;
    private final BoundedReader bounded;
    private final XMLStreamReader parser;
    private final Set<String> googlePrefixes = new TreeSet<>(Set.of("g:"));

    /// One entry.
    ///
    /// @param line where it starts, from 1
    /// @param values by element; `shipping.price` is one within another
    /// @param isWhole whether all of it was short enough to be kept
    record Entry(long line, Map<String, String> values, boolean isWhole) {}

    /// @param head the start of the text
    FeedEntries(String file, BufferedReader text, String head) {
        this.file = file;
        this.text = text;
        this.bounded = new BoundedReader(new DocumentType(text, head), 4 * RowCheck.MAX_CHARS);
        // Feeds are about whose prefix is not declared, so that names are taken as they stand.
        var factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.IS_NAMESPACE_AWARE, false);
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
        try {
            this.parser = factory.createXMLStreamReader(bounded);
        } catch (XMLStreamException e) {
            throw unreadable(e);
        }
    }

    /// The next entry; empty at the end.
    ///
    /// @throws UnusableInput if what follows is not well-formed, or has a document type
    Optional<Entry> next() {
        try {
            while (parser.hasNext()) {
                if (step() == XMLStreamConstants.START_ELEMENT) {
                    var name = parser.getLocalName().toLowerCase(Locale.ROOT);
                    if (ENTRIES.contains(name)) {
                        return Optional.of(entry());
                    }
                    learnPrefixes();
                    if (name.equals(PROMOTIONS)) {
                        passOver();
                    }
                }
            }
            return Optional.empty();
        } catch (XMLStreamException e) {
            throw unreadable(e);
        }
    }

    /// Goes to the end of the element at whose start the parser stands.
    private void passOver() throws XMLStreamException {
        for (int depth = 1; depth > 0;) {
            int event = step();
            depth += event == XMLStreamConstants.START_ELEMENT ? 1 : 0;
            depth -= event == XMLStreamConstants.END_ELEMENT ? 1 : 0;
        }
    }

    private int step() throws XMLStreamException {
        int event = parser.next();
        bounded.allowMore();
        if (event == XMLStreamConstants.DTD) {
            throw Complaints.unusable(file, line(), "a document type with definitions of its own"
                    + " (<!DOCTYPE … [ … ]>) is not read; remove what stands between [ and ]");
        }
        if (event == XMLStreamConstants.ENTITY_REFERENCE) {
            throw Complaints.unusable(file, line(), "the entity &" + parser.getLocalName()
                    + "; is not one of XML's own; write the character itself");
        }
        return event;
    }

    private void learnPrefixes() {
        for (int i = 0; i < parser.getAttributeCount(); i++) {
            if ("xmlns".equals(parser.getAttributePrefix(i))
                    && parser.getAttributeValue(i).contains(GOOGLE)) {
                googlePrefixes.add(parser.getAttributeLocalName(i) + ":");
            }
        }
    }

    /// Reads on to the end of the entry at whose start the parser stands. Its attributes are values, too,
    /// where no element has their name.
    private Entry entry() throws XMLStreamException {
        long line = line();
        var values = new Values();
        var attributes = attributes();
        var open = new ArrayList<Element>();
        while (true) {
            switch (step()) {
                case XMLStreamConstants.START_ELEMENT -> open.add(element(open));
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> {
                    if (!open.isEmpty()) {
                        values.append(open.getLast(), parser.getText());
                    }
                }
                case XMLStreamConstants.END_ELEMENT -> {
                    if (open.isEmpty()) {
                        attributes.forEach(values::addIfNew);
                        return new Entry(line, values.byName(), values.isWhole());
                    }
                    values.add(open.removeLast());
                }
                default -> {
                    // Comments and processing instructions are nobody's values.
                }
            }
        }
    }

    private List<Element> attributes() {
        return IntStream.range(0, parser.getAttributeCount())
                .filter(i -> !"xmlns".equals(parser.getAttributePrefix(i))
                        && !"xmlns".equals(parser.getAttributeLocalName(i)))
                .mapToObj(i -> new Element(parser.getAttributeLocalName(i), false,
                        parser.getAttributeValue(i), new StringBuilder()))
                .toList();
    }

    private Element element(List<Element> open) {
        var name = parser.getLocalName();
        boolean google = googlePrefixes.stream().anyMatch(name::startsWith);
        var plain = google ? name.substring(name.indexOf(':') + 1) : name;
        var path = open.isEmpty() ? plain : open.getLast().path() + "." + plain;
        return new Element(path + attribute("name").map(own -> "." + own.strip()).orElse(""),
                google, attribute("href").or(() -> attribute("url")).orElse(""),
                new StringBuilder());
    }

    private Optional<String> attribute(String name) {
        return Optional.ofNullable(parser.getAttributeValue(null, name));
    }

    /// An element that is not closed yet.
    ///
    /// @param path its name behind those of the elements around it, before one that it has as an attribute:
    /// `param.Colour` for `<param name="Colour">`
    /// @param google whether it is one of Google's, which win over those of RSS and Atom
    /// @param link what it refers to where it has no text, as in `<link href="…"/>`
    private record Element(String path, boolean google, String link, StringBuilder text) {

        String value() {
            return text.toString().isBlank() ? link.strip() : text.toString().strip();
        }
    }

    /// The values of one entry, as far as it is short enough.
    private static final class Values {

        private final Map<String, String> byName = new LinkedHashMap<>();
        private final Map<String, Boolean> google = new TreeMap<>();
        private long chars;

        void append(Element element, String text) {
            chars += text.length();
            if (isWhole()) {
                element.text().append(text);
            }
        }

        void add(Element element) {
            var path = element.path();
            chars += path.length() + element.link().length();
            if (element.value().isEmpty() || !isWhole()) {
                return;
            }
            boolean before = google.getOrDefault(path, element.google());
            if (before == element.google()) {
                byName.merge(path, element.value(), (first, more) -> first + " | " + more);
            } else if (element.google()) {
                byName.put(path, element.value());
            }
            google.put(path, before || element.google());
        }

        void addIfNew(Element element) {
            if (!byName.containsKey(element.path())) {
                add(element);
            }
        }

        boolean isWhole() {
            return chars <= RowCheck.MAX_CHARS;
        }

        Map<String, String> byName() {
            return byName;
        }
    }

    private long line() {
        return Math.max(0, parser.getLocation().getLineNumber());
    }

    private UnusableInput unreadable(XMLStreamException error) {
        long line = error.getLocation() == null
                ? 0
                : Math.max(0, error.getLocation().getLineNumber());
        if (error.getNestedException() != null) {
            return Complaints.unreadable(file, line, error.getNestedException());
        }
        return Complaints.unusable(file, line, "not well-formed XML: "
                + PLACE.matcher(String.valueOf(error.getMessage())).replaceFirst(""));
    }

    @Override
    public void close() {
        Manifests.close(file, text);
    }
}
