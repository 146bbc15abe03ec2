package io.darkroom.manifest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.darkroom.item.ImageRef;
import io.darkroom.item.Instruction;
import io.darkroom.item.Layout;
import io.darkroom.item.Layout.Each;
import io.darkroom.item.Recipe;
import io.darkroom.item.UnusableInput;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EntriesTests {

    private static final String SHOP = """
        Handle,Title,Body (HTML),Vendor,Type,Status,Option1 Name,Option1 Value,Variant SKU,Variant Price,Image Src,Image Position
        mug,Mug,<p>A mug</p>,Oak,Cup,active,Colour,Red,M-R,9.90,https://x.example/2.jpg,2
        mug,,,,,,,Blue,M-B,9.90,https://x.example/1.jpg,1
        mug,,,,,,,,,,https://x.example/1.jpg,3
        lamp,Lamp,,Oak,Light,draft,Title,Default,L-1,49.00,,
        """;

    @TempDir
    Path folder;

    @Test
    void areProductsWhereTheExportSpreadsThem() {
        var drafts = drafts(SHOP, layout(Map.of(), null, null));

        assertThat(drafts).extracting(Draft::entryId).containsExactly("mug", "lamp");
        assertThat(drafts).extracting(EntriesTests::images).containsExactly(
                List.of("https://x.example/1.jpg"), List.of());
        assertThat(drafts).extracting(Draft::line).containsExactly(2L, 5L);
    }

    @Test
    void areRowsThatInheritFromTheFirstOfTheirProduct() {
        var drafts = drafts(SHOP, layout(Map.of(), Each.ROW, null));

        assertThat(drafts).extracting(Draft::entryId).containsExactly("M-R", "M-B", "3", "L-1");
        assertThat(drafts).extracting(EntriesTests::prompt).containsExactly("Photo of Mug",
                "Photo of Mug", "Photo of Mug", "Photo of Lamp");
        assertThat(drafts.get(1).columns()).containsEntry("Title", "");
    }

    @Test
    void areRowsThatInheritFromNoOthersParent() {
        var drafts = drafts("id,parent_id,product_number,name,cover_media_url,manufacturer_name,"
                + "price_net\n1,,M,Mug,a.jpg,Oak,1\n2,1,M-R,,,,1\n3,9,L-R,,,,1\n",
                layout(Map.of(), Each.ROW, null));

        assertThat(drafts).extracting(EntriesTests::prompt).containsExactly("Photo of Mug",
                "Photo of Mug", "");
    }

    @Test
    void areImagesOnceEachInTheOrderOfTheirPlaces() {
        var drafts = drafts(SHOP, layout(Map.of(), Each.IMAGE, "image is not empty"));

        assertThat(drafts).extracting(Draft::entryId).containsExactly("mug-1", "mug-2");
        assertThat(drafts).extracting(EntriesTests::images).containsExactly(
                List.of("https://x.example/1.jpg"), List.of("https://x.example/2.jpg"));
    }

    @Test
    void areThoseThatMeetTheCondition() {
        var file = file("shop.csv", SHOP);
        try (var entries = Entries.open(file, layout(Map.of(), null, "status = active"))) {
            assertThat(Reading.all(entries)).singleElement()
                    .satisfies(row -> assertThat(row.line()).isEqualTo(2));
            assertThat(entries.notes()).containsExactly("4 rows are 2 products",
                    "where leaves out 1 of 2 entries");
        }
    }

    @Test
    void haveTheColumnsThatTheJobNames() {
        var columns = Map.of("id", List.of("code"), "title", List.of("Name"), "images",
                List.of("front", "back"));
        var drafts = drafts("CODE,Name,front,back\nA1,Mug,a.png,b.png|c.png\n",
                layout(columns, null, null));

        assertThat(drafts).extracting(Draft::entryId).containsExactly("A1");
        assertThat(drafts).extracting(EntriesTests::prompt).containsExactly("Photo of Mug");
        assertThat(images(drafts.getFirst())).containsExactly("a.png", "b.png", "c.png");
    }

    @Test
    void takeAnImageColumnThatStandsSeveralTimesForAGallery() {
        var text = "id,title,Image,image,Image\n1,Mug,a.png,b.png,\n2,Cup,,c.png,d.png\n";

        assertThat(drafts(text, layout(Map.of(), null, null))).extracting(EntriesTests::images)
                .containsExactly(List.of("a.png"), List.of("c.png"));
        assertThat(drafts(text, layout(Map.of(), Each.IMAGE, null)))
                .extracting(Draft::entryId).containsExactly("1-1", "1-2", "2-1", "2-2");
    }

    @Test
    void sayWhatHelpsWhereImagesArePathsOfAShop() {
        var drafts = drafts("id,title,image\n1,Mug,/media/mug.jpg\n", layout(Map.of(), null, null));

        assertThat(drafts).singleElement().satisfies(draft -> assertThat(draft.problems())
                .singleElement().satisfies(problem -> assertThat(problem.allowed())
                        .contains("not an absolute path; image_base in the job file says")));
    }

    @Test
    void haveNoImageWhereTheJobSaysSo() {
        var drafts = drafts(SHOP, layout(Map.of("image", List.of("")), null, null));

        assertThat(drafts).extracting(EntriesTests::images).containsOnly(List.of());
    }

    @Test
    void areFoundBelowTitlesAndComments() {
        var drafts = drafts("# made by hand; for us\nStock list,,\n\nid,title,prompt\n1,Mug,x\n",
                layout(Map.of(), null, null));

        assertThat(drafts).extracting(Draft::entryId).containsExactly("1");
        assertThat(drafts).extracting(Draft::line).containsExactly(5L);
    }

    @Test
    void sayWhatASpreadsheetDamaged() {
        var file = file("m.csv", "id,gtin,title\n8.80609E+12,8.80609E+12,Mug\n1,#REF!,Mug\n");
        try (var entries = Entries.open(file, Layout.PLAIN)) {
            assertThat(Reading.all(entries)).hasSize(2);
            assertThat(entries.notes()).containsExactly(
                    "id: 1 values such as 8.80609E+12 were damaged by a spreadsheet; they are used"
                            + " as they are, and two products may have the same id now",
                    "gtin: 2 values such as 8.80609E+12 were damaged by a spreadsheet; they are used"
                            + " as they are");
        }
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '`', delimiterString = "->", textBlock = """
        Code,Name,Photo⏎1,Mug,a.jpg⏎2,Cup,b.jpg -> columns: {id: Code, image: Photo}
        Art.-Nr.;Bezeichnung 1;Bild⏎47;Mug;https://x.example/a.jpg -> columns: {id: "Art.-Nr.", image: Bild}
        Artikelnummer;Kurzbez.;Foto⏎47;Mug;a.jpg⏎48;Cup;b.jpg -> columns: {id: Artikelnummer, image: Foto}
        Gizmo,Who,What⏎K-1,Mug,https://x.example/a.jpg?v=1⏎K-2,Mug,https://x.example/b.png -> columns: {id: Gizmo, image: What}
        Ряд;Артикул;Наименование⏎1;A-1;Кружка⏎2;A-2;Чашка⏎Итого;;2 -> columns: {id: "Артикул"}
        SKU,No,Name⏎,1,Mug⏎,2,Cup -> columns: {id: No}
        id,Our photo⏎1,a.jpg⏎2,b.jpg -> columns: {image: "Our photo"}
        id,images⏎1,a.jpg⏎2,a.jpg|b.jpg|c.jpg|d.jpg|e.jpg -> columns: {image: images}
        """)
    void sayWhichColumnsAreLikelyTheIdAndTheImage(String text, String columns) {
        var file = file("m.csv", text.replace("⏎", "\n") + "\n");
        try (var entries = Entries.open(file, Layout.PLAIN)) {
            assertThat(entries.notes()).containsExactly("this is no export that is known; if it"
                    + " fits, put " + columns + " into the job file");
        }
    }

    @Test
    void sayItOfXmlByItsFirstEntries() {
        var file = file("m.xml", "<offers><offer id='1'><model>Mug</model><picture>a.jpg</picture>"
                + "</offer><offer id='2'><model>Cup</model><picture>b.jpg</picture></offer></offers>");
        try (var entries = Entries.open(file, Layout.PLAIN)) {
            assertThat(entries.mapping().export()).isEmpty();
            assertThat(entries.notes()).containsExactly("this is no export that is known; if it"
                    + " fits, put columns: {image: picture} into the job file");
        }
    }

    @Test
    void sayItOfJsonByItsFirstEntries() {
        var file = file("m.json", "[{\"Name\": \"Mug\", \"SKU\": \"K-1\"}, {\"Name\": \"Cup\","
                + " \"SKU\": \"K-2\", \"pic\": \"a.jpg\"}, {\"pic\": \"b.jpg\", \"SKU\": \"K-3\"}]");
        try (var entries = Entries.open(file, Layout.PLAIN)) {
            assertThat(Reading.all(entries)).extracting(Row::row).containsExactly(1L, 2L, 3L);
            assertThat(entries.notes()).containsExactly("this is no export that is known; if it"
                    + " fits, put columns: {id: SKU, title: Name, image: pic} into the job file");
        }
    }

    @Test
    void sayWithoutAPromptWhatTheyWouldBe() {
        assertThatThrownBy(() -> plain("shop.csv", SHOP)).hasMessageContainingAll(
                "this is an export of Shopify products (", "id from Handle", "image from Image Src",
                "give the job a prompt such as \"Studio photo of {{title}}\"");
        assertThatThrownBy(() -> plain("m.csv", "Code,Name,Photo\n1,Mug,a.jpg\n"))
                .hasMessageContainingAll("give the job a prompt such as", "and perhaps columns:"
                        + " {id: Code, title: Name, image: Photo}");
        assertThatThrownBy(() -> drafts("Code,Meta title,Name\n1,Buy,Mug\n", Layout.PLAIN))
                .hasMessageContainingAll("there is no column \"title\"",
                        "perhaps put columns: {id: Code, title: Name} into the job file");
    }

    private EntryMapper plain(String name, String text) {
        try (var entries = Entries.open(file(name, text), Layout.PLAIN)) {
            return new EntryMapper(name, Recipe.PLAIN, entries.mapping());
        }
    }

    @Test
    void refuseColumnsThatAreNotThere() {
        assertRefused(layout(Map.of("title", List.of("Nmae")), null, null), "columns.title",
                "did you mean \"Name\"?");
        assertRefused(layout(Map.of(), null, "stauts = active"), "where", "stauts",
                "did you mean \"status\"?");
    }

    private void assertRefused(Layout layout, String... words) {
        var file = file("m.csv", "id,Name,status\n1,Mug,active\n");
        assertThatThrownBy(() -> Entries.open(file, layout)).isInstanceOf(UnusableInput.class)
                .hasMessageContainingAll(words);
    }

    private List<Draft> drafts(String text, Layout layout) {
        var recipe = new Recipe("Photo of {{title}}", List.of(), Recipe.PLAIN.defaults(),
                List.of(), layout);
        try (var entries = Entries.open(file("m.csv", text), layout)) {
            var mapper = new EntryMapper("m.csv", recipe, entries.mapping());
            return Reading.all(entries).stream().flatMap(row -> mapper.map(row).stream()).toList();
        }
    }

    private static String prompt(Draft draft) {
        return draft.instruction().map(Instruction::prompt).orElse("");
    }

    private static List<String> images(Draft draft) {
        return draft.instruction().orElseThrow().images().stream().map(ImageRef::text).toList();
    }

    private static Layout layout(Map<String, List<String>> columns, @Nullable Each each,
            @Nullable String where) {
        return new Layout(columns, Optional.ofNullable(each), Optional.ofNullable(where),
                Optional.empty(), Optional.empty(), Optional.empty());
    }

    private ManifestFile file(String name, String text) {
        try {
            return new ManifestFile(Files.writeString(folder.resolve(name), text), name);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
