package io.darkroom.manifest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.darkroom.item.Layout;
import io.darkroom.item.UnusableInput;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.dhatim.fastexcel.VisibilityState;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class XlsxTests {

    @TempDir
    Path folder;

    @Test
    void readsCellsAsTheyAreShown() throws IOException {
        var file = book(book -> {
            var sheet = sheet(book, "Mugs", "id", "prompt", "gtin", "price", "made", "new", "note");
            sheet.value(1, 0, "A");
            sheet.value(1, 1, "A mug\non oak");
            sheet.value(1, 2, 8806091234567L);
            sheet.value(1, 3, 9.99);
            sheet.value(1, 4, LocalDate.of(2026, 11, 23));
            sheet.style(1, 4).format("yyyy-MM-dd").set();
            sheet.value(1, 5, true);
        });

        assertThat(read(file, Optional.empty())).singleElement().satisfies(row -> {
            assertThat(row).isInstanceOf(Row.Entry.class);
            assertThat(row.line()).isEqualTo(2);
            assertThat(row.columns()).containsExactlyEntriesOf(columns("A", "A mug\non oak",
                    "8806091234567", "9.99", "2026-11-23", "TRUE", ""));
        });
    }

    @Test
    void takesTheSheetOfAKnownExportOrTheFirstThatIsNotHidden() throws IOException {
        var file = book(book -> {
            sheet(book, "Hidden", "id").setVisibilityState(VisibilityState.HIDDEN);
            sheet(book, "Notes", "note").value(1, 0, "made by hand");
            sheet(book, "Items", "Token", "Item Name", "Variation Name", "Stockable",
                    "Square Online Item Visibility", "Reporting Category").value(1, 0, "T1");
        });

        assertThat(read(file, Optional.empty())).singleElement()
                .satisfies(row -> assertThat(row.columns()).containsEntry("Token", "T1"));
        assertThat(read(file, Optional.of("notes"))).singleElement()
                .satisfies(row -> assertThat(row.columns()).containsEntry("note", "made by hand"));
    }

    @Test
    void saysWhichSheetsThereAre() throws IOException {
        var file = book(book -> sheet(book, "Products", "id"));

        assertRefused(file, Optional.of("Prodcts"), "did you mean \"Products\"?");
    }

    @Test
    void breaksARowThatIsWiderThanItsHeader() throws IOException {
        var file = book(book -> sheet(book, "Mugs", "id").value(1, 3, "stray"));

        assertThat(read(file, Optional.empty())).singleElement().isInstanceOf(Row.Broken.class);
    }

    @Test
    void refusesWhatUnpacksToTooMuch() throws IOException {
        var file = zip("xl/worksheets/sheet1.xml", " ".repeat((64 << 20) + 1));

        assertRefused(file, Optional.empty(), "unpacks xl/worksheets/sheet1.xml to more than",
                "save the sheet as CSV");
    }

    @Test
    void refusesArchivesThatAreNoWorkbook() throws IOException {
        assertRefused(zip("readme.txt", "hello"), Optional.empty(), "no Excel workbook");
    }

    private void assertRefused(ManifestFile file, Optional<String> sheet, String... words) {
        assertThatThrownBy(() -> read(file, sheet)).isInstanceOf(UnusableInput.class)
                .hasMessageContainingAll(words);
    }

    private static Map<String, String> columns(String... values) {
        var names = List.of("id", "prompt", "gtin", "price", "made", "new", "note");
        var columns = new LinkedHashMap<String, String>();
        for (int i = 0; i < names.size(); i++) {
            columns.put(names.get(i), values[i]);
        }
        return columns;
    }

    private static Worksheet sheet(Workbook book, String name, String... header) {
        var sheet = book.newWorksheet(name);
        for (int i = 0; i < header.length; i++) {
            sheet.value(0, i, header[i]);
        }
        return sheet;
    }

    private ManifestFile book(Consumer<Workbook> content) throws IOException {
        return file(out -> {
            try (var book = new Workbook(out, "Tests", "1.0")) {
                content.accept(book);
            }
        });
    }

    private ManifestFile zip(String name, String content) throws IOException {
        return file(out -> {
            try (var zip = new ZipOutputStream(out)) {
                zip.putNextEntry(new ZipEntry(name));
                zip.write(content.getBytes(StandardCharsets.UTF_8));
                zip.closeEntry();
            }
        });
    }

    /// Writes a file.
    private interface Writing {

        void to(OutputStream out) throws IOException;
    }

    private ManifestFile file(Writing writing) throws IOException {
        var file = folder.resolve("mugs.xlsx");
        try (var out = Files.newOutputStream(file)) {
            writing.to(out);
        }
        return new ManifestFile(file, "mugs.xlsx");
    }

    private static List<Row> read(ManifestFile file, Optional<String> sheet) {
        var layout = new Layout(Map.of(), Optional.empty(), Optional.empty(), Optional.empty(),
                Optional.empty(), sheet);
        try (var entries = Entries.open(file, layout)) {
            return Reading.all(entries);
        }
    }
}
