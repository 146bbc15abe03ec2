package io.darkroom.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FeedManifestTests extends ManifestReaderContract {

    @Override
    String name() {
        return "feed.xml";
    }

    @Override
    String write(List<Map<String, String>> rows) {
        return feed(String.join("\n", rows.stream().map(FeedManifestTests::item).toList()));
    }

    @Override
    String writeWithBrokenBetween(Map<String, String> first, Map<String, String> last) {
        return feed(item(first) + "\n<item><id>" + "x".repeat(RowCheck.MAX_CHARS) + "</id></item>\n"
                + item(last));
    }

    /// No XML can hold NUL, so that the file as a whole is broken.
    @Override
    void breaksARowThatTheLedgerCannotStore() {
        assertRefused(text(feed("<item><id>&#0;</id></item>")), ":2: not well-formed XML");
    }

    /// An older encoding that the file does not name is a guess, as in a table.
    @Override
    void assertNotUtf8(ManifestFile file) {
        assertThat(readAll(file)).singleElement().satisfies(row -> assertThat(row.columns())
                .containsEntry("prompt", "Grün"));
    }

    @Test
    void readsTheEncodingThatTheFileNames() {
        var xml = "<?xml version=\"1.0\" encoding=\"ISO-8859-2\"?>\n" + feed(item(MUG_IN_CZECH));

        assertThat(readAll(file(xml.getBytes(Charset.forName("ISO-8859-2"))))).singleElement()
                .satisfies(
                        row -> assertThat(row.columns()).containsEntry("prompt", "Bílý hrníček"));
        assertRefused(text("<?xml version='1.0' encoding='klingon'?><rss/>"), "klingon");
    }

    private static final Map<String, String> MUG_IN_CZECH = columns("1", "Bílý hrníček", "x");

    @Test
    void takesGooglesElementsBeforeOthersAndPutsRepeatedOnesTogether() {
        var rows = readAll(text(feed("""
            <item><title>News</title><g:title>Mug</g:title><title>More</title>
            <g:additional_image_link>a</g:additional_image_link>
            <g:additional_image_link>b</g:additional_image_link>
            <g:shipping><g:price>5</g:price></g:shipping><g:price>9</g:price>
            <link href="https://x.example/1"/></item>""")));

        assertThat(rows).singleElement().satisfies(row -> assertThat(row.columns())
                .containsEntry("title", "Mug").containsEntry("additional_image_link", "a | b")
                .containsEntry("price", "9").containsEntry("shipping.price", "5")
                .containsEntry("link", "https://x.example/1"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"<!DOCTYPE rss>", "<!DOCTYPE rss SYSTEM \"%s\">",
            "<!-- [ --><!DOCTYPE rss PUBLIC '-//x' '%s'\n>"})
    void neverFetchesWhatADocumentTypeNames(String type) throws IOException {
        var asked = new AtomicInteger();
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                0);
        server.createContext("/", exchange -> {
            asked.incrementAndGet();
            exchange.close();
        });
        server.start();
        var url = "http://127.0.0.1:" + server.getAddress().getPort() + "/rss.dtd";

        assertThat(readAll(text(type.formatted(url) + feed(item(MUG_IN_CZECH))))).hasSize(1);
        assertThat(asked).hasValue(0);
        server.stop(0);
    }

    @Test
    void takesNoEntityFromWhatADocumentTypeNames() throws IOException {
        var dtd = Files.writeString(folder.resolve("a.dtd"), "<!ENTITY x 'from outside'>").toUri();
        var type = "<!DOCTYPE rss SYSTEM \"" + dtd + "\">\n";

        assertRefused(text(type + "<rss><item>\n<id>&x;</id></item></rss>"),
                "feed.xml:3: the entity &x; is not one of XML's own");
        assertRefused(text(type + "<rss>\n<item id='&x;'/></rss>"), "feed.xml:3: ", "\"x\"");
        assertRefused(text(type + "<rss>&x;<item id='1'/></rss>"), "feed.xml:2: the entity &x;");
    }

    @ParameterizedTest
    @ValueSource(strings = {
            "<!DOCTYPE rss [<!ENTITY x SYSTEM \"file:///etc/hostname\">]>\n<rss><item><id>&x;</id></item></rss>",
            "<!DOCTYPE rss [<!ENTITY x SYSTEM \"file:///etc/hostname\">]>\n<rss><item id='&x;'/></rss>",
            "<!DOCTYPE rss SYSTEM 'a>' [<!ENTITY % x SYSTEM \"http://127.0.0.1:1/x.dtd\"> %x;]>\n<rss/>",
            "<!DOCTYPE r[<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;\">]>\n<rss><item><id>&b;</id></item></rss>"})
    void refusesDocumentTypesWithDefinitions(String xml) {
        assertRefused(text(xml), "feed.xml:1: a document type with definitions of its own",
                "remove what stands between [ and ]");
    }

    @Test
    void refusesEntitiesThatNobodyDeclared() {
        assertRefused(text(feed("<item><id>&x;</id></item>")), "feed.xml:2");
    }

    @Test
    void refusesWhatHasNoEndWithoutReadingItAll() {
        assertRefused(text("<rss a=\"" + "x".repeat(5 * RowCheck.MAX_CHARS)),
                "something in it has more than 4194304 characters");
        assertRefused(text(feed("<item>" + "<a>".repeat(200))), "depth");
    }

    @Test
    void saysWhereItIsNotWellFormed() {
        assertRefused(text(feed("<item><id>1</item>")), "feed.xml:2: not well-formed XML: The"
                + " element type \"id\" must be terminated");
    }

    @Test
    void refusesXmlWithoutEntries() {
        assertRefused(text("<catalog><page/></catalog>"), "there is no item, entry, product");
    }

    @ParameterizedTest
    @ValueSource(strings = {"offer", "product", "SHOPITEM"})
    void readsWhatShopsCallTheirProducts(String name) {
        var xml = "<shop><name>Shop</name><all><offer id=\"7\"><name>Mug</name><pic>a.jpg</pic>"
                + "<pic>b.jpg</pic></offer><offer xmlns:x=\"y\" id=\"8\" name=\"no\"><name>Cup</name></offer>"
                + "</all></shop>";

        assertThat(readAll(text(xml.replace("offer", name)))).extracting(Row::columns)
                .containsExactly(
                        Map.of("id", "7", "name", "Mug", "pic", "a.jpg | b.jpg"),
                        Map.of("id", "8", "name", "Cup", "pic", ""));
    }

    @Test
    void namesWhatElementsAreCalledByAnAttribute() {
        var xml = "<offers><offer id='1'><param name='Colour'>red</param><param name='Size' unit='cm'>"
                + "5</param><param name='Size'>6</param></offer></offers>";

        assertThat(readAll(text(xml))).extracting(Row::columns).containsExactly(
                Map.of("id", "1", "param.Colour", "red", "param.Size", "5 | 6"));
    }

    @Test
    void leavesWhatOnlySomeEntriesHaveToThemWhereColumnsAreMany() {
        var offers = IntStream.range(0, 40).mapToObj(i -> "<offer id='" + i + "'>" + IntStream
                .range(0, 50).mapToObj(j -> "<a name='" + i + "-" + j + "'>x</a>")
                .collect(Collectors.joining()) + "</offer>").collect(Collectors.joining());

        assertThat(readAll(text("<all>" + offers + "</all>"))).hasSize(40)
                .allSatisfy(row -> assertThat(row).isInstanceOf(Row.Entry.class));
    }

    private static String feed(String items) {
        return "<rss xmlns:g=\"http://base.google.com/ns/1.0\"><channel><title>Shop</title>\n"
                + items + "\n</channel></rss>\n";
    }

    private static String item(Map<String, String> row) {
        var item = new StringBuilder("<item>");
        row.forEach((name, value) -> item.append("<").append(name).append(">")
                .append(value.replace("&", "&amp;").replace("<", "&lt;")).append("</").append(name)
                .append(">"));
        return item.append("</item>").toString();
    }
}
