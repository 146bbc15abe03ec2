package io.darkroom.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Decoding processes that crash, hang, starve or cannot be started.
@Timeout(120)
final class DecoderTests {

    private static final Duration LONG = Duration.ofMinutes(1);

    @TempDir
    private Path folder;

    @Test
    void saysThatAnImageBreaksTheDecoder() {
        try (var normaliser = new Normaliser(shell("exit 7"), LONG)) {
            assertThatThrownBy(() -> bmp(normaliser)).isInstanceOf(NotAnImage.class)
                    .hasMessage("The BMP cannot be decoded: it takes more memory than is allowed,"
                            + " or breaks the decoder");
        }
    }

    @Test
    void endsAProcessThatHangs() throws Exception {
        var pid = folder.resolve("pid");
        var command = shell("echo $$ >" + pid + "; exec tail -f /dev/null");
        try (var normaliser = new Normaliser(command, Duration.ofSeconds(2))) {
            assertThatThrownBy(() -> bmp(normaliser)).isInstanceOf(NotAnImage.class)
                    .hasMessage("The BMP cannot be decoded: it takes longer than the 2 seconds"
                            + " allowed");
        }

        assertThat(ended(Long.parseLong(Files.readString(pid).strip()))).isTrue();
    }

    @Test
    void refusesAnImageThatDoesNotFitTheHeap() throws Exception {
        var command = DecoderCommand.with(List.of("-Xmx16m"), DecoderMain.class.getName());
        try (var normaliser = new Normaliser(command, LONG)) {
            var large = Images.of("bmp", 3000, 2000);
            assertThatThrownBy(() -> normalise(normaliser, large)).isInstanceOf(NotAnImage.class)
                    .hasMessageContaining("more memory than is allowed");

            assertThatCode(() -> bmp(normaliser)).doesNotThrowAnyException();
        }
    }

    @Test
    void takesASystemThatStartsNoProcessAsNoFaultOfTheImage() {
        var command = new DecoderCommand(List.of(folder.resolve("missing").toString()));
        try (var normaliser = new Normaliser(command, LONG)) {
            assertThatThrownBy(() -> bmp(normaliser)).isInstanceOf(IOException.class)
                    .hasMessageStartingWith("The process that decodes images cannot be started");
        }
    }

    @Test
    void startsAnotherProcessWhereAnIdleOneHasEnded() throws Exception {
        try (var normaliser = new Normaliser(recorded(), LONG)) {
            bmp(normaliser);
            var idle = ProcessHandle.of(started().getFirst()).orElseThrow();
            idle.destroyForcibly();
            idle.onExit().join();

            assertThatCode(() -> bmp(normaliser)).doesNotThrowAnyException();
            assertThat(started()).hasSize(2);
        }
    }

    @Test
    void usesOneProcessForOneImageAfterTheOther() throws Exception {
        try (var normaliser = new Normaliser(recorded(), LONG)) {
            bmp(normaliser);
            assertThatThrownBy(() -> normalise(normaliser, Samples.png(0,
                    Samples.profile(new byte[ColourProfile.LONGEST + 1]))))
                    .isInstanceOf(NotAnImage.class);
            bmp(normaliser);

            assertThat(started()).hasSize(1);
        }
        assertThat(ended(started().getFirst())).isTrue();
    }

    @Test
    void staysWhenTheTerminalIsInterrupted() throws Exception {
        try (var normaliser = new Normaliser(recorded(), LONG)) {
            bmp(normaliser);
            new ProcessBuilder("kill", "-INT", started().getFirst().toString()).start().waitFor();
            bmp(normaliser);

            assertThat(started()).hasSize(1);
        }
    }

    @Test
    void endsWithItsInput() throws Exception {
        var process = DecoderCommand.ofThisProgram().process().start();

        process.getOutputStream().close();

        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue()).isZero();
    }

    @Test
    void handsNoSecretOn() {
        assertThat(DecoderCommand.ofThisProgram().process().environment().keySet())
                .isSubsetOf("PATH", "LANG", "LC_ALL", "LC_CTYPE", "LD_LIBRARY_PATH");
    }

    private void bmp(Normaliser normaliser) throws IOException, NotAnImage {
        normalise(normaliser, Images.of("bmp", 12, 7));
    }

    private void normalise(Normaliser normaliser, byte[] bytes) throws IOException, NotAnImage {
        normaliser.normalise(Files.write(folder.resolve("original"), bytes),
                folder.resolve("target"));
    }

    private static DecoderCommand shell(String script) {
        return new DecoderCommand(List.of("sh", "-c", script));
    }

    /// The real one, whose processes are written down as they start.
    private DecoderCommand recorded() {
        var words = new ArrayList<>(List.of("sh", "-c", "echo $$ >>\"$0\"; exec \"$@\"",
                folder.resolve("started").toString()));
        words.addAll(DecoderCommand.ofThisProgram().words());
        return new DecoderCommand(words);
    }

    private List<Long> started() throws IOException {
        return Files.readAllLines(folder.resolve("started")).stream().map(Long::valueOf).toList();
    }

    private static boolean ended(long pid) {
        return ProcessHandle.of(pid).map(ProcessHandle::onExit).map(exit -> exit.join() != null)
                .orElse(true);
    }
}
