package io.darkroom.manifest;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/// A manifest that is small on the disk and would fill the memory of a reader that trusts it.
enum Bomb {

    CSV_QUOTE_NEVER_CLOSED("a.csv.gz", "refused", "a.csv.gz:2", "not closed") {

        @Override
        void write(Target to) throws IOException {
            to.text("id,prompt\n1,\"");
            to.times(HUGE, "a mug on oak\n");
        }
    },
    CSV_ROW_WITHOUT_END("a.csv.gz", "refused", "a.csv.gz:2", "more than 4194304 characters") {

        @Override
        void write(Target to) throws IOException {
            to.text("id,prompt\n1,");
            to.times(HUGE, "a mug on oak ");
        }
    },
    CSV_HEADER_WITHOUT_END("a.csv.gz", "refused", "a.csv.gz:1", "more than 4194304 characters") {

        @Override
        void write(Target to) throws IOException {
            to.times(HUGE, "a mug on oak,");
        }
    },
    CSV_MILLION_COLUMNS("a.csv.gz", "refused", "a.csv.gz:1", "more than", "16384 fields") {

        @Override
        void write(Target to) throws IOException {
            to.times(MANY, "x,");
            to.text("x\n1\n");
        }
    },
    CSV_ROWS_OF_THOUSANDS_OF_FIELDS("a.csv.gz", "100 rows, 100 broken",
            "the row has 16001 fields where the header has 2") {

        @Override
        void write(Target to) throws IOException {
            to.text("id,prompt\n");
            for (int i = 0; i < 100; i++) {
                to.text(Integer.toString(i));
                to.times(16_000, ",x");
                to.text("\n");
            }
        }
    },
    CSV_LARGE_ROWS("a.csv.gz", "100 rows, 100 broken", "at most 1048576") {

        @Override
        void write(Target to) throws IOException {
            to.text("id,prompt\n");
            for (int i = 0; i < 100; i++) {
                to.text(i + ",");
                to.times(2 * MANY, "x");
                to.text("\n");
            }
        }
    },
    CSV_PRODUCT_WITHOUT_END("a.csv.gz", "rows, 0 broken") {

        @Override
        void write(Target to) throws IOException {
            to.text("Handle,Title,Body (HTML),Vendor,Variant SKU,Image Src,Image Position\nmug,Mug,");
            for (int i = 0; i < 80; i++) {
                to.times(MANY, "x");
                to.text(",,,,\n,,");
            }
            to.text(",,,,\n");
        }
    },
    CSV_BLANK_LINES("a.csv.gz", "0 rows") {

        @Override
        void write(Target to) throws IOException {
            to.text("id,prompt\n");
            to.times(MANY, "\n\n\n\n\n\n\n\n");
        }
    },
    CSV_NUL("a.csv.gz", "refused", "a.csv.gz") {

        @Override
        void write(Target to) throws IOException {
            to.times(HUGE, "\0\0\0\0\0\0\0\0");
        }
    },
    JSON_DEEP("a.json.gz", "refused", "depth") {

        @Override
        void write(Target to) throws IOException {
            to.text("[{\"a\": ");
            to.times(HUGE, "[");
        }
    },
    JSON_DEEP_OBJECTS("a.json.gz", "refused", "depth") {

        @Override
        void write(Target to) throws IOException {
            to.times(HUGE, "{\"a\":");
        }
    },
    JSON_TEXT_WITHOUT_END("a.json.gz", "refused", "a.json.gz:1", "length") {

        @Override
        void write(Target to) throws IOException {
            to.text("[{\"a\": \"");
            to.times(HUGE, "a mug on oak ");
        }
    },
    JSON_NUMBER_WITHOUT_END("a.json.gz", "refused", "a.json.gz:1", "length") {

        @Override
        void write(Target to) throws IOException {
            to.text("[{\"a\": ");
            to.times(HUGE, "1234567890");
        }
    },
    JSON_NAME_WITHOUT_END("a.json.gz", "refused", "a.json.gz:1", "length") {

        @Override
        void write(Target to) throws IOException {
            to.text("[{\"");
            to.times(HUGE, "1234567890");
        }
    },
    JSON_TEXTS_WITHOUT_END("a.json.gz", "2 rows, 1 broken", "more than 1048576 characters") {

        @Override
        void write(Target to) throws IOException {
            to.text("[{\"id\": 1");
            for (int i = 0; i < 100; i++) {
                to.text(", \"a" + i + "\": \"");
                to.times(MANY, "x");
                to.text("\"");
            }
            to.text("}, {\"id\": 2}]");
        }
    },
    JSON_KEYS_WITHOUT_END("a.json.gz", "2 rows, 1 broken", "more than 1024 columns") {

        @Override
        void write(Target to) throws IOException {
            to.text("[{\"id\": 1");
            for (int i = 0; i < MANY; i++) {
                to.text(",\"a" + i + "\":1");
            }
            to.text("}, {\"id\": 2}]");
        }
    },
    JSON_LIST_WITHOUT_END("a.json.gz", "2 rows, 1 broken", "more than 1048576 characters") {

        @Override
        void write(Target to) throws IOException {
            to.text("[{\"id\": [1");
            to.times(8 * MANY, ",1");
            to.text("]}, {\"id\": 2}]");
        }
    },
    JSON_NESTED_LISTS_WITHOUT_END("a.json.gz", "2 rows, 1 broken",
            "more than 1048576 characters") {

        @Override
        void write(Target to) throws IOException {
            to.text("[{\"id\": [[1]");
            to.times(4 * MANY, ",[1]");
            to.text("]}, {\"id\": 2}]");
        }
    },
    JSON_KEY_A_MILLION_TIMES("a.json.gz", "2 rows, 1 broken", "the key \"a\" stands twice") {

        @Override
        void write(Target to) throws IOException {
            to.text("[{\"id\": 1");
            to.times(MANY, ",\"a\":1");
            to.text("}, {\"id\": 2}]");
        }
    },
    JSON_NEW_KEYS_IN_EVERY_ENTRY("a.json.gz", "5000 rows, 0 broken") {

        @Override
        void write(Target to) throws IOException {
            to.text("[{\"id\": 0}");
            for (int i = 1; i < 5_000; i++) {
                int entry = i;
                to.text(IntStream.range(0, 100).mapToObj(k -> "\"a" + entry + "key" + k + "\":1")
                        .collect(Collectors.joining(",", ",{", "}")));
            }
            to.text("]");
        }
    },
    JSON_LINES_DEEP("a.jsonl.gz", "2 rows, 1 broken", "depth") {

        @Override
        void write(Target to) throws IOException {
            to.text("{\"a\": ");
            to.times(MANY, "[");
            to.text("\n{\"id\": 2}\n");
        }
    },
    JSON_LINE_WITHOUT_END("a.jsonl.gz", "1 rows, 1 broken", "more than 1048576 characters") {

        @Override
        void write(Target to) throws IOException {
            to.text("{\"a\": \"");
            to.times(HUGE, "a mug on oak ");
        }
    },
    XLSX_LONG_CELL("a.xlsx", "refused", "something in it has more than 8388608 bytes") {

        @Override
        void write(Target to) throws IOException {
            to.sheet("", "<row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>", "x", 200 * MANY,
                    "</t></is></c></row>");
        }
    },
    XLSX_ROW_WITHOUT_END("a.xlsx", "refused", "a row of more than 16384 cells") {

        @Override
        void write(Target to) throws IOException {
            to.sheet("", "<row r=\"1\">", "<c><v>1</v></c>", 10 * MANY, "</row>");
        }
    },
    XLSX_ROW_THAT_PACKS_BADLY("a.xlsx", "refused", "a row of more than 4194304 characters") {

        @Override
        void write(Target to) throws IOException {
            var random = new Random(1);
            var cells = Stream.generate(() -> "<c t=\"str\"><v>"
                    + Long.toString(random.nextLong() >>> 1, 36).repeat(24) + "</v></c>")
                    .limit(1_000).collect(Collectors.joining());
            to.sheet("", "<row r=\"1\">", cells, 16, "</row>");
        }
    },
    XLSX_EMPTY_ROWS("a.xlsx", "refused", "unpacks to more than 16777216 bytes") {

        @Override
        void write(Target to) throws IOException {
            to.sheet("", "", "<row/>", 4 * MANY, "");
        }
    },
    XLSX_SHARED_TEXT_FAR_AWAY("a.xlsx", "refused", "shows a shared text that cannot be there") {

        @Override
        void write(Target to) throws IOException {
            to.sheet("", "<row r=\"1\"><c t=\"s\"><v>2000000000</v></c></row>", "", 0, "");
        }
    },
    XLSX_LONG_FORMULA("a.xlsx", "refused", "a formula of more than 8192 characters") {

        @Override
        void write(Target to) throws IOException {
            to.sheet("", "<row r=\"1\"><c r=\"A1\"><f t=\"shared\" ref=\"A1:A9\" si=\"0\">", "A1+",
                    MANY, "</f></c></row>");
        }
    },
    XLSX_FAR_COLUMN_THAT_FITS("a.xlsx", "refused", "columns are A to XFD") {

        @Override
        void write(Target to) throws IOException {
            to.sheet("", "<row r=\"1\"><c r=\"ZZZZZ1\"><v>1</v></c></row>", "", 0, "");
        }
    },
    XLSX_FAR_COLUMN("a.xlsx", "refused", "columns are A to XFD") {

        @Override
        void write(Target to) throws IOException {
            to.sheet("", "<row r=\"1\"><c r=\"FXSHRXX1\"><v>1</v></c></row>", "", 0, "");
        }
    },
    XLSX_NO_SUCH_SHARED_TEXT("a.xlsx", "refused", "no header") {

        @Override
        void write(Target to) throws IOException {
            to.sheet("", "<row r=\"1\"><c r=\"A1\" t=\"s\"><v>99</v></c></row>", "", 0, "");
        }
    },
    XLSX_BAD_NUMBERS("a.xlsx", "refused", "columns are A to XFD") {

        @Override
        void write(Target to) throws IOException {
            to.sheet("", "<row r=\"x\"><c r=\"1A\" s=\"z\" t=\"q\"><v>1</v></c></row>", "", 0, "");
        }
    },
    XLSX_LONG_FORMAT("a.xlsx", "0 rows") {

        @Override
        void write(Target to) throws IOException {
            to.sheet("<numFmt numFmtId=\"200\" formatCode=\"" + "0".repeat(MANY / 10) + "\"/>",
                    "<row r=\"1\"><c r=\"A1\" s=\"0\"><v>1</v></c></row>", "", 0, "");
        }
    },
    XLSX_MANY_FORMATS("a.xlsx", "refused", "unpacks xl/styles.xml to more than") {

        @Override
        void write(Target to) throws IOException {
            to.styles("<numFmt numFmtId=\"7\" formatCode=\"" + "0".repeat(3000) + "\"/>",
                    MANY / 5);
        }
    },
    XLSX_SHARED_TEXTS_IN_A_SHEET("a.xlsx", "refused", "shared texts in a sheet") {

        @Override
        void write(Target to) throws IOException {
            to.sheet("", "", "<si><t>a</t></si>", MANY, "");
        }
    },
    XLSX_MANY_SHARED_TEXTS("a.xlsx", "refused", "unpacks xl/sharedStrings.xml to more than") {

        @Override
        void write(Target to) throws IOException {
            to.shared("<si><t>a</t></si>", 4 * MANY);
        }
    };

    static final int MANY = 1_000_000;
    static final int HUGE = 3 * MANY;

    private final String fileName;
    @SuppressWarnings("ImmutableEnumChecker") // Made by List.of.
    private final List<String> words;

    Bomb(String fileName, String... words) {
        this.fileName = fileName;
        this.words = List.of(words);
    }

    String fileName() {
        return fileName;
    }

    /// What is said of it.
    List<String> words() {
        return words;
    }

    abstract void write(Target to) throws IOException;

    Path into(Path folder) throws IOException {
        var file = folder.resolve(name());
        try (var out = new BufferedOutputStream(Files.newOutputStream(file))) {
            if (fileName.endsWith(".xlsx")) {
                write(new Target(out));
            } else {
                try (var packed = new GZIPOutputStream(out, 1 << 16)) {
                    write(new Target(packed));
                }
            }
        }
        return file;
    }

    /// Where a bomb is written to.
    record Target(OutputStream out) {

        private static final int PIECE = 1 << 16;

        void text(String text) throws IOException {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }

        void times(int count, String text) throws IOException {
            int each = Math.max(1, PIECE / text.length());
            var piece = text.repeat(each).getBytes(StandardCharsets.UTF_8);
            for (int i = 0; i < count / each; i++) {
                out.write(piece);
            }
            text(text.repeat(count % each));
        }

        void sheet(String styles, String before, String repeated, int count, String after)
                throws IOException {
            workbook("<numFmts>" + styles + "</numFmts><cellXfs><xf numFmtId=\"200\"/></cellXfs>",
                    0, "", before, repeated, count, after);
        }

        void styles(String format, int count) throws IOException {
            workbook("", count, format, "", "", 0, "");
        }

        void shared(String text, int count) throws IOException {
            try (var zip = new ZipOutputStream(out)) {
                skeleton(zip);
                part(zip, "xl/styles.xml", "<styleSheet xmlns=\"" + MAIN + "\">", "", 0,
                        "</styleSheet>");
                part(zip, "xl/worksheets/sheet1.xml", SHEET, "", 0, SHEET_END);
                part(zip, "xl/sharedStrings.xml", "<sst xmlns=\"" + MAIN + "\">", text, count,
                        "</sst>");
            }
        }

        private void workbook(String styles, int formats, String format, String before,
                String repeated, int count, String after) throws IOException {
            try (var zip = new ZipOutputStream(out)) {
                skeleton(zip);
                part(zip, "xl/styles.xml", "<styleSheet xmlns=\"" + MAIN + "\">" + styles, format,
                        formats, "</styleSheet>");
                part(zip, "xl/worksheets/sheet1.xml", SHEET + before, repeated, count,
                        after + SHEET_END);
                part(zip, "xl/sharedStrings.xml", "<sst xmlns=\"" + MAIN + "\">", "", 0, "</sst>");
            }
        }

        private static void part(ZipOutputStream zip, String name, String before, String repeated,
                int count, String after) throws IOException {
            zip.putNextEntry(new ZipEntry(name));
            var part = new Target(zip);
            part.text(before);
            if (count > 0) {
                part.times(count, repeated);
            }
            part.text(after);
        }

        private static final String MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
        private static final String DOCUMENT = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
        private static final String PACKAGE = "http://schemas.openxmlformats.org/package/2006/";

        private static final String SHEET = "<worksheet xmlns=\"" + MAIN + "\"><sheetData>";
        private static final String SHEET_END = "</sheetData></worksheet>";

        private static void skeleton(ZipOutputStream zip) throws IOException {
            var part = new Target(zip);
            zip.putNextEntry(new ZipEntry("[Content_Types].xml"));
            part.text("<Types xmlns=\"" + PACKAGE + "content-types\">"
                    + "<Override PartName=\"/xl/workbook.xml\" ContentType=\"application/vnd."
                    + "openxmlformats-officedocument.spreadsheetml.sheet.main+xml\"/>"
                    + override("sharedStrings") + override("styles") + "</Types>");
            zip.putNextEntry(new ZipEntry("_rels/.rels"));
            part.text("<Relationships xmlns=\"" + PACKAGE + "relationships\"><Relationship Id=\"a\""
                    + " Type=\"" + DOCUMENT + "/officeDocument\" Target=\"xl/workbook.xml\"/>"
                    + "</Relationships>");
            zip.putNextEntry(new ZipEntry("xl/_rels/workbook.xml.rels"));
            part.text("<Relationships xmlns=\"" + PACKAGE + "relationships\">"
                    + relationship("a", "worksheet", "worksheets/sheet1.xml")
                    + relationship("b", "sharedStrings", "sharedStrings.xml")
                    + relationship("c", "styles", "styles.xml") + "</Relationships>");
            zip.putNextEntry(new ZipEntry("xl/workbook.xml"));
            part.text("<workbook xmlns=\"" + MAIN + "\" xmlns:r=\"" + DOCUMENT + "\"><sheets>"
                    + "<sheet name=\"A\" sheetId=\"1\" r:id=\"a\"/></sheets></workbook>");
        }

        private static String override(String part) {
            return "<Override PartName=\"/xl/" + part + ".xml\" ContentType=\"application/vnd."
                    + "openxmlformats-officedocument.spreadsheetml." + part + "+xml\"/>";
        }

        private static String relationship(String id, String type, String target) {
            return "<Relationship Id=\"%s\" Type=\"%s/%s\" Target=\"%s\"/>".formatted(id, DOCUMENT,
                    type, target);
        }
    }
}
