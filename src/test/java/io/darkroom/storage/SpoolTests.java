package io.darkroom.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.darkroom.item.OutputFormat;
import io.darkroom.item.Sha256;
import io.darkroom.item.UnusableInput;
import io.darkroom.picture.Images;
import io.darkroom.picture.NotAnImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SpoolTests {

    private static final byte[] PNG = Images.png();

    @TempDir
    private Path temp;
    private Path folder;
    private Spool spool;

    @BeforeEach
    void open() {
        folder = temp.resolve("a/spool");
        spool = new Spool(folder);
    }

    @Test
    void isForItsOwnerAlone() throws Exception {
        assertThat(Files.getPosixFilePermissions(folder))
                .isEqualTo(PosixFilePermissions.fromString("rwx------"));
        assertThat(spool.freeBytes()).isPositive();
    }

    @Test
    void saysWhichFolderCannotBeWritten() throws Exception {
        var file = Files.createFile(temp.resolve("file"));

        assertThatThrownBy(() -> new Spool(file)).isInstanceOf(UnusableInput.class)
                .hasMessageContaining(file.toString());
    }

    @Test
    void comesBackWhenItsFolderIsTakenAway() throws Exception {
        spool.removeIfEmpty();

        assertThat(spool.attempts()).isEmpty();
        assertThat(spool.freeBytes()).isPositive();
        assertThat(folder).isDirectory();
    }

    @Test
    void sealsAnImageUnderItsHash() throws Exception {
        var image = sealed(7);

        assertThat(image.hash()).isEqualTo(Sha256.of(PNG));
        assertThat(image.bytes()).isEqualTo(PNG.length);
        assertThat(image.facts().format()).isEqualTo(OutputFormat.PNG);
        assertThat(files()).containsExactly("7-" + Sha256.of(PNG) + ".png");
        assertThat(image.file()).hasBinaryContent(PNG);
    }

    @Test
    void adoptsWhatAnotherProcessSealed() throws Exception {
        var image = sealed(7);

        assertThat(new Spool(folder).open(7).sealed()).contains(image);
        assertThat(spool.open(77).sealed()).isEmpty();
    }

    @Test
    void neverAdoptsATornFile() throws Exception {
        var file = sealed(7).file();
        Files.write(file, Arrays.copyOf(PNG, PNG.length - 1));

        assertThat(spool.open(7).sealed()).isEmpty();
        assertThat(file).doesNotExist();
    }

    @Test
    void neverAdoptsAPartFile() throws Exception {
        write(7, PNG);

        assertThat(spool.open(7).sealed()).isEmpty();
        assertThat(spool.attempts()).containsExactly(7L);
    }

    @Test
    void sealsNoShortAnswer() throws Exception {
        write(7, Arrays.copyOf(PNG, PNG.length - 1));

        assertThatExceptionOfType(NotAnImage.class).isThrownBy(() -> spool.open(7).seal());
        assertThat(files()).containsExactlyInAnyOrder("7.body", "7.part");
    }

    @Test
    void startsAPartFileAnew() throws Exception {
        write(7, new byte[PNG.length * 2]);

        assertThat(sealed(7).bytes()).isEqualTo(PNG.length);
    }

    @Test
    void remembersTheLastNote() throws Exception {
        var file = spool.open(7);
        assertThat(file.note()).isEmpty();

        file.note("once");
        file.note("zweimal – ¢");

        assertThat(file.note()).contains("zweimal – ¢");
        assertThat(files()).containsExactly("7.note");
    }

    @Test
    void keepsAMebibyteOfAnUnusableAnswer() throws Exception {
        spool.open(7).keep(new byte[3 * 1024 * 1024]);

        assertThat(folder.resolve("7.body")).hasSize(1024 * 1024);
    }

    @Test
    void discardsAllOfAnAttemptButAKeptBody() throws Exception {
        sealed(7);
        write(7, PNG);
        sealed(77);
        spool.open(7).note("7");
        spool.open(7).keep("<html>".getBytes(StandardCharsets.UTF_8));

        spool.open(7).discard();
        spool.open(7).discard();

        assertThat(files()).containsExactly("7.body", "77-" + Sha256.of(PNG) + ".png");
    }

    @Test
    void listsAttemptsWithFilesLeft() throws Exception {
        write(30, PNG);
        sealed(4);
        spool.open(4).note("4");
        spool.open(5).keep(new byte[1]);
        Files.createFile(folder.resolve("notes.txt"));

        assertThat(spool.attempts()).containsExactly(4L, 30L);
    }

    @Test
    void knowsNoAttemptBelowOne() {
        assertThatThrownBy(() -> spool.open(0)).hasMessageContaining("start at 1");
    }

    private SpooledImage sealed(long attempt) throws IOException, NotAnImage {
        write(attempt, PNG);
        return spool.open(attempt).seal();
    }

    private void write(long attempt, byte[] bytes) throws IOException {
        try (var part = spool.open(attempt).part()) {
            part.write(bytes);
        }
    }

    private List<String> files() throws IOException {
        try (var files = Files.list(folder)) {
            return files.map(f -> f.getFileName().toString()).sorted().toList();
        }
    }
}
