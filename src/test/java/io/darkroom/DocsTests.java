package io.darkroom;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DocsTests {

    /// Words in backticks and the targets of links.
    private static final Pattern NAMED = Pattern.compile("`([^`\\s]+)`|]\\(([^)\\s]+)\\)");

    /// Paths of the repository; those below a home folder or in a bucket begin otherwise.
    private static final Pattern OURS = Pattern
            .compile("(src|db|jobs|samples|\\.ci)/[\\w./-]*|README\\.md|pom\\.xml|Dockerfile");

    /// A test in backticks, or one of its methods.
    private static final Pattern TEST = Pattern
            .compile("`([A-Z]\\w*(?:Tests|Test|Contract))(?:\\.(\\w+))?`");

    static Stream<Path> documents() throws IOException {
        try (var below = Files.walk(Path.of("src/docs"))) {
            return Stream
                    .concat(Stream.of(Path.of("README.md")),
                            below.filter(file -> file.toString().endsWith(".md")).toList().stream())
                    .sorted();
        }
    }

    @ParameterizedTest
    @MethodSource("documents")
    void namesPathsThatExist(Path document) {
        assertThat(paths(document)).allSatisfy(path -> assertThat(Path.of(path)).exists());
    }

    @ParameterizedTest
    @MethodSource("documents")
    void namesTestsThatExist(Path document) throws IOException {
        var tests = tests();
        assertThat(TEST.matcher(text(document)).results()).allSatisfy(found -> {
            assertThat(tests).containsKey(found.group(1));
            assertThat(tests.get(found.group(1))).as(found.group(1))
                    .contains(found.group(2) == null ? "" : "void " + found.group(2) + "(");
        });
    }

    /// The text of each test, by its class.
    private static Map<String, String> tests() throws IOException {
        try (var below = Files.walk(Path.of("src/test/java"))) {
            return below.filter(file -> file.toString().endsWith(".java")).collect(Collectors
                    .toMap(file -> file.getFileName().toString().replace(".java", ""),
                            DocsTests::text, (a, b) -> a + b));
        }
    }

    @Test
    void readmeNamesPaths() {
        assertThat(paths(Path.of("README.md"))).contains("src/docs/architecture.md",
                "jobs/nightly.yaml");
    }

    @Test
    void architectureBeginsWithFourFiles() {
        var first = text(Path.of("src/docs/architecture.md")).split("\n## ", 2)[0];
        assertThat(first).startsWith("# Architecture\n\n*Start reading here*");
        assertThat(Pattern.compile("`src/main/java/\\S+\\.java`").matcher(first).results())
                .hasSize(4);
    }

    private static List<String> paths(Path document) {
        return NAMED.matcher(text(document)).results()
                .map(found -> found.group(1) == null ? found.group(2) : found.group(1))
                .filter(word -> OURS.matcher(word).matches()).toList();
    }

    private static String text(Path document) {
        try {
            return Files.readString(document);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
