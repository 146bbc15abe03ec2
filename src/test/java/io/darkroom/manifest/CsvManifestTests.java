package io.darkroom.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import io.darkroom.item.Layout;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvManifestTests extends ManifestReaderContract {

    @Override
    String name() {
        return "catalog.csv";
    }

    @Override
    String write(List<Map<String, String>> rows) {
        return "id,prompt,note\r\n"
                + rows.stream().map(CsvManifestTests::line).collect(Collectors.joining());
    }

    @Override
    String writeWithBrokenBetween(Map<String, String> first, Map<String, String> last) {
        return write(List.of(first)) + "b,too few\r\n" + line(last);
    }

    /// Spreadsheets still write tables so.
    @Override
    void assertNotUtf8(ManifestFile file) {
        assertThat(readAll(file)).singleElement()
                .satisfies(row -> assertThat(row.columns()).containsValue("Grün"));
        try (var reader = Manifests.open(file, Layout.PLAIN)) {
            assertThat(reader.notes()).singleElement().asString().contains("Windows-1252");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {",", ";", "\t", "|"})
    void findsTheDelimiter(String delimiter) {
        var text = "id,prompt,image\n1,\"A; b, c | d\te\",x.png\n2,Plain; and | simple,y.png\n";
        var quoted = text.replace("Plain; and | simple", "\"Plain; and | simple\"");

        var rows = readAll(text(swapped(quoted, delimiter)));

        assertThat(rows).extracting(row -> row.columns().get("image")).containsExactly("x.png",
                "y.png");
    }

    @Test
    void judgesTheDelimiterOverSeveralRecords() {
        var rows = readAll(text("id,prompt\n1,a mug; red; matt\n2,a lamp; tall; white\n"));

        assertThat(rows).extracting(row -> row.columns().get("prompt"))
                .containsExactly("a mug; red; matt", "a lamp; tall; white");
    }

    @Test
    void readsASingleColumnWithCommasAsWholeLines() {
        var rows = readAll(text("prompt\nA mug, red\nA lamp\n"));

        assertThat(rows).extracting(row -> row.columns().get("prompt"))
                .containsExactly("A mug, red", "A lamp");
    }

    @Test
    void countsLinesAlsoWithinQuotesAndSkipsBlankRows() {
        var rows = readAll(text("id,prompt\n\n1,\"a\nb\"\n,\n \n2,c\n"));

        assertThat(rows).extracting(Row::row).containsExactly(1L, 2L);
        assertThat(rows).extracting(Row::line).containsExactly(3L, 7L);
    }

    @Test
    void saysHowManyFieldsARaggedRowHas() {
        var rows = readAll(text("id,prompt\n1,a mug, red\n2\n"));

        assertThat(rows).extracting(row -> ((Row.Broken) row).problem().sentence()).containsExactly(
                "catalog.csv:2: the row has 3 fields where the header has 2; quote a value that"
                        + " holds the delimiter",
                "catalog.csv:3: the row has 1 field where the header has 2");
    }

    @Test
    void trimsTheHeaderAndNamesColumnsWithoutAName() {
        try (var reader = Manifests.open(text(" id ,prompt,\n1,a,b\n"), Layout.PLAIN)) {
            assertThat(reader.columns()).containsExactly("id", "prompt", "column 3");
        }
    }

    @Test
    void refusesQuotesThatCannotBeMatched() {
        assertRefused(text("id,prompt\n1,a\n2,\"b\n3,c\n"), "catalog.csv:3:", "not closed");
        assertRefused(text("id,prompt\n1,a\n2,\"b\"c\n"), "catalog.csv:3:", "doubled");
        assertRefused(text("id,a,b,c\n1,2,3,4\n5,\"6\" and\n\",7,8\n9,10,11,12\n"),
                "catalog.csv:3:", "doubled");
        assertRefused(text("id,a,b\n1,2,3\n4,\"5\"x,6\nwhat,belongs\n"), "catalog.csv:3:");
    }

    @ParameterizedTest
    @ValueSource(strings = {"2,\"Mug 5\" tall\",b", "2,\"Mug, red,b", "2,Mug,\"b",
            "2,\"\"Mug\"\",b",
            "2,\"a\"b,c"})
    void breaksOnlyTheRowWhoseQuotesDoNotMatch(String row) {
        var text = "id,name,image\n1,Cup,a\n" + row
                + "\n3,\"Lamp, \"\"tall\"\"\nred\",c\n\n4,Tin,d\n";
        var rows = readAll(text(text.replace("\n", "\r\n")));

        assertThat(rows).extracting(Row::line).containsExactly(2L, 3L, 4L, 7L);
        assertThat(rows).extracting(Row.Broken.class::isInstance).containsExactly(false, true,
                false, false);
        assertThat(((Row.Broken) rows.get(1)).problem().sentence())
                .startsWith("catalog.csv:3: a quote in the row that starts here is not closed");
        assertThat(rows.get(1).columns()).containsEntry("id", "2");
        assertThat(rows.get(3).columns()).containsEntry("image", "d");
    }

    @ParameterizedTest
    @ValueSource(strings = {"2,\"Cup,b\n3,Lamp,c\n4,Tin 5\",d",
            "\"2,Cup,b\n9,Tub,f\n3\",Lamp,c\n4,Tin,d",
            "2,Cup,\"b\n3,Lamp,c\n\"4,Tin\",d"})
    void breaksARowThatHasSwallowedOthers(String rows) {
        var read = readAll(text("id,name,image\n1,Mug,a\n" + rows + "\n5,Pot,e\n"));

        assertThat(read.getFirst()).isInstanceOf(Row.Entry.class);
        assertThat(read.get(1)).isInstanceOfSatisfying(Row.Broken.class, row -> assertThat(
                row.problem().sentence()).startsWith("catalog.csv:3: a").contains("quote"));
        assertThat(read.getLast().columns()).containsEntry("id", "5");
        assertThat(readAll(text("id,text,x,y\n1,\"a, b, c\nd\",2,3\n4,\"red\nblue,green\",5,6\n")))
                .hasSize(2).allSatisfy(row -> assertThat(row).isInstanceOf(Row.Entry.class));
    }

    @Test
    void noticesAValueThatHasBeenMovedBelowAnEmptyName() {
        var rows = readAll(text("id;name;price;\n1;Mug;9,90;\n2;Cup; red;4,90;\n3;Pot;1,00;new\n"));

        assertThat(rows).extracting(Row.Broken.class::isInstance).containsExactly(false, true,
                false);
        assertThat(((Row.Broken) rows.get(1)).problem().sentence())
                .contains("the row has 5 fields where the header has 4; quote a value");
    }

    @Test
    void breaksEveryRowOfAFileThatDoublesNoQuotes() {
        var text = "id,name,image\n" + IntStream.range(0, 20_000)
                .mapToObj(
                        i -> i + (i % 7 == 6 ? ",\"A " + i + "\" mug\",a\n" : ",\"Mug, red\",a\n"))
                .collect(Collectors.joining());

        assertThat(readAll(text(text))).hasSize(20_000).allSatisfy(row -> assertThat(
                row instanceof Row.Broken).isEqualTo(row.row() % 7 == 0));
    }

    @Test
    void readsColumnsThatAreAlignedBySpaces() {
        var rows = readAll(text(
                "id ,name          ,image\n1  ,\"Cup, red\"    ,a\n2  ,   \"A \"\"B\"\"\",b\n"));

        assertThat(rows).extracting(row -> row.columns().get("name")).containsExactly("Cup, red",
                "A \"B\"");
        assertThat(readAll(text("id,name\n1, \"Fjord\" tray\n"))).singleElement()
                .satisfies(row -> assertThat(row.columns()).containsEntry("name",
                        " \"Fjord\" tray"));
    }

    @Test
    void saysSoWhenTheFileIsAWorkbook() {
        assertRefused(text("PK\3\4 and so on"), "Excel");
    }

    @Test
    void takesAMarkBelowABlankLineForNoPartOfAName() {
        assertThat(readAll(text("\n\t\uFEFFid,prompt\n1,a\n"))).singleElement()
                .satisfies(row -> assertThat(row.columns()).containsOnlyKeys("id", "prompt"));
    }

    @Test
    void refusesTooManyColumns() {
        assertRefused(text("x,".repeat(1100) + "y\n1\n"), "1101 columns", "at most 1024");
    }

    private static String line(Map<String, String> row) {
        return row.values().stream().map(v -> '"' + v.replace("\"", "\"\"") + '"')
                .collect(Collectors.joining(",")) + "\r\n";
    }

    private static String swapped(String text, String delimiter) {
        var swapped = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            quoted ^= c == '"';
            swapped.append(c == ',' && !quoted ? delimiter : String.valueOf(c));
        }
        return swapped.toString();
    }

    @Test
    void takesDelimitersAtTheEndOfLinesForNothing() {
        var rows = readAll(text("id,title,,\n1,Mug\n2,Cup,,\n3,Lamp,,,,\n"));

        assertThat(rows).extracting(row -> row.columns().values())
                .allSatisfy(values -> assertThat(values).hasSize(4))
                .extracting(values -> values.iterator().next()).containsExactly("1", "2", "3");
        assertThat(readAll(text("id,title\n1,Mug,\n"))).singleElement()
                .isInstanceOf(Row.Entry.class);
    }

    @Test
    void believesTheLineThatNamesTheDelimiter() {
        var rows = readAll(text("sep=;\nid;prompt\n1;a, b, c\n2;d, e, f\n"));

        assertThat(rows).extracting(row -> row.columns().get("prompt"))
                .containsExactly("a, b, c", "d, e, f");
    }

    @Test
    void numbersColumnsOfTheSameName() {
        var file = text("id,Image,image,Image (2),IMAGE\n1,a,b,c,d\n");

        assertThat(readAll(file)).singleElement().satisfies(row -> assertThat(row.columns())
                .containsOnlyKeys("id", "Image", "image (3)", "Image (2)", "IMAGE (4)"));
        try (var reader = Manifests.open(file, Layout.PLAIN)) {
            assertThat(reader.notes()).first().isEqualTo("columns 2 and 3 are both named"
                    + " \"image\"; the second is taken as \"image (3)\"");
        }
    }

    @Test
    void takesAHeaderThatComesAgainForNoEntry() {
        var file = text("id,title,\n1,Mug,\n\nid, title,\n2,Cup,\nid,title,\nid,Title\n");

        assertThat(readAll(file)).extracting(Row::line).containsExactly(2L, 5L, 7L);
        assertThat(notes(file)).contains("line 4 repeats the header and is not taken for an entry",
                "2 rows repeat the header; none is taken for an entry");
    }

    @ParameterizedTest
    @ValueSource(strings = {",", ";", "\t"})
    void readsLinesThatAreQuotedAsAWhole(String delimiter) {
        var text = "id,name,image\n1,\"Mug, \"\"red\"\"\",a.png\n2,Cup,b.png\n";
        var wrapped = text.lines().map(line -> '"' + swapped(line, delimiter).replace("\"", "\"\"")
                + '"').collect(Collectors.joining("\r\n"));

        assertThat(readAll(text(wrapped))).extracting(Row::columns).first()
                .isEqualTo(Map.of("id", "1", "name", "Mug, \"red\"", "image", "a.png"));
        assertThat(readAll(text(wrapped + "\r\n\"3,\"\"x,y\"\r\n4,Pot,c\r\n")))
                .extracting(Row::line)
                .containsExactly(2L, 3L, 4L, 5L);
        assertThat(readAll(text("\"Prompt, long\"\n\"A mug, red, tall\"\n\"A cup\"\n"))).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Total,,29.70,14", ",Grand total:,\"1.029,70 €\",", ",,Sum,14",
            ",Итого,1 029,14", "Summe,,29,14 %"})
    void breaksTotals(String total) {
        var rows = readAll(
                text("sku,name,price,stock\n1,Mug,9.90,3\n" + total + "\n2,Total,4.90,3\n"
                        + "Total,Shine,4.90,3\nTotal,,,\n"));

        assertThat(rows).extracting(Row.Broken.class::isInstance).containsExactly(false, true,
                false, false, false);
        assertThat(((Row.Broken) rows.get(1)).problem().sentence())
                .isEqualTo(
                        "catalog.csv:3: this looks like a row of totals below a table; remove it");
    }

    @Test
    void passesOverInstructionsBelowTheHeader() {
        var file = text("""
            SKU,Name,Photo
            Optional,"Mandatory, at most 60",Required
            1,Mug,a.jpg
            2,Optional cup,
            3,optional,required
            """);

        assertThat(readAll(file)).extracting(Row::line).containsExactly(3L, 4L, 5L);
        assertThat(notes(file)).containsExactly(
                "line 2 says how to fill the columns in and is not taken for an entry");
    }

    private List<String> notes(ManifestFile file) {
        try (var reader = Manifests.open(file, Layout.PLAIN)) {
            while (reader.read().isPresent()) {
                // To its end.
            }
            return reader.notes();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"id,ID", "prompt,Prompt", "quality,title,Quality"})
    void asksWhichOfTwoIsMeantWhereItMatters(String header) {
        assertRefused(text(header + "\n1,2,3\n"), "columns 1 and", "rename one of them");
    }
}
