package io.darkroom.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ImageCellTests {

    private static final String A = "https://images.example/a.jpg?w=1,h=2";
    private static final String B = "http://images.example/b.jpg";

    @ParameterizedTest
    @ValueSource(strings = {",", ", ", ";", "|", " | ", " ", "\n", "\r\n"})
    void takesUrlsApartWhateverStandsBetween(String joiner) {
        assertThat(ImageCell.split(A + joiner + B, "")).containsExactly(A, B);
    }

    @Test
    void takesNamesApartAsTheExportJoinsThem() {
        assertThat(ImageCell.split("a4c7_1~mv2.png;b.jpg", ";")).containsExactly("a4c7_1~mv2.png",
                "b.jpg");
        assertThat(ImageCell.split("/m/b/x, y.jpg", "")).containsExactly("/m/b/x, y.jpg");
        assertThat(ImageCell.split("a.png | b.png", "")).containsExactly("a.png", "b.png");
    }

    @Test
    void leavesOutWhatAVariationSaysBeforeItsImages() {
        assertThat(ImageCell.split("Red=" + A + "|" + B, "|")).containsExactly(A, B);
    }

    @Test
    void leavesOutWhatOlderExportsSayBeforeEachImage() {
        assertThat(ImageCell.split("Product Image ID: 7, Product Image File: k/a.jpg, Product Image"
                + " URL: " + A + "|Product Image URL: " + B, "")).containsExactly(A, B);
    }

    @ParameterizedTest
    @ValueSource(strings = {"[\"%s\", \"%s\"]", "[{\"id\": 7, \"src\": \"%s\"}, {\"src\": \"%s\"}]",
            "[{\"alt\": \"https://no.example\", \"url\": \"%s\"}, {\"image\": {\"url\": \"%s\"}}]"})
    void takesTheUrlsOutOfJson(String json) {
        assertThat(ImageCell.split(json.formatted(A, B), ",")).containsExactly(A, B);
    }

    @Test
    void hasNoImageInJsonWithoutOne() {
        assertThat(ImageCell.split("[]", "")).isEmpty();
        assertThat(ImageCell.split("[{\"id\": 7}, null]", "")).isEmpty();
        assertThat(ImageCell.split("[1] a.png", "")).containsExactly("[1] a.png");
    }

    @Test
    void hasNoImageInABlankCell() {
        assertThat(ImageCell.split(" , ; | ", ",")).isEqualTo(List.of(";"));
        assertThat(ImageCell.split("  ", ",")).isEmpty();
    }

    @Test
    void putsNamesBelowTheBaseAndLeavesUrls() {
        assertThat(ImageCell.below("https://shop.example/media/", "/m/b.jpg"))
                .isEqualTo("https://shop.example/media/m/b.jpg");
        assertThat(ImageCell.below("images", "b.jpg")).isEqualTo("images/b.jpg");
        assertThat(ImageCell.below("https://shop.example", A)).isEqualTo(A);
    }
}
