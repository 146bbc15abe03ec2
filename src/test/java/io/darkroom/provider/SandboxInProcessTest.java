package io.darkroom.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.darkroom.item.ImageOptions;
import io.darkroom.item.UnusableInput;
import io.darkroom.provider.Outcome.Rendered;
import io.darkroom.provider.Outcome.Undelivered;
import io.darkroom.provider.Outcome.Unknown;
import io.darkroom.sandbox.AnswerForm;
import io.darkroom.sandbox.SandboxOptions;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SandboxInProcessTest {

    private final MemoryLanding landing = new MemoryLanding();

    @ParameterizedTest
    @EnumSource(names = {"URL", "POLL"})
    void collectsWhatAnEarlierProcessWasPromised(AnswerForm form, @TempDir Path home) {
        var providers = providers(
                SandboxOptions.DEFAULT.answering(form).billing(home.resolve("bill.jsonl")));
        try (var provider = providers.open("sandbox")) {
            provider.render(Requests.text("a kite"), landing);
        }
        var bytes = landing.bytes();
        try (var provider = providers.open("sandbox")) {
            assertThat(provider.collect(landing, ImageOptions.DEFAULT))
                    .isInstanceOf(Rendered.class);
        }
        assertThat(landing.bytes()).isEqualTo(bytes);
    }

    @Test
    void holdsAnImageThatThisMachineCouldNotKeep() {
        assertThat(renderOnFullDisk(AnswerForm.INLINE)).isInstanceOf(Unknown.class);
        assertThat(renderOnFullDisk(AnswerForm.URL)).isInstanceOf(Undelivered.class);
    }

    @Test
    void saysWhatIsMissingBeforeAnythingIsSent() {
        var providers = providers(SandboxOptions.DEFAULT);
        assertThatThrownBy(() -> providers.open("hinow")).isInstanceOf(UnusableInput.class)
                .hasMessageContaining("HINOW_API_KEY");
        assertThatThrownBy(() -> providers.open("sandbx")).isInstanceOf(UnusableInput.class)
                .hasMessageContaining("did you mean sandbox?");
    }

    private Outcome renderOnFullDisk(AnswerForm form) {
        try (var provider = providers(SandboxOptions.DEFAULT.answering(form)).open("sandbox")) {
            return provider.render(Requests.text("a kite"), new FullDisk(new MemoryLanding()));
        }
    }

    private static Providers providers(SandboxOptions options) {
        return new Providers(
                new ProviderSettings(
                        HinowSettings.at(URI.create("https://api.hinow.ai"), Optional.empty()),
                        Optional.empty(), options, Optional.empty()));
    }

    private record FullDisk(Landing landing) implements Landing {

        @Override
        public OutputStream image() throws IOException {
            throw new IOException("No space left");
        }

        @Override
        public void note(Note note) throws IOException {
            landing.note(note);
        }

        @Override
        public Optional<Note> note() {
            return landing.note();
        }

        @Override
        public void keep(byte[] body) throws IOException {
            landing.keep(body);
        }
    }
}
