package io.darkroom.provider;

import io.darkroom.item.ImageOptions;
import io.darkroom.item.ImageRef;
import io.darkroom.item.Instruction;
import io.darkroom.sandbox.SandboxOptions;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// Requests for tests.
final class Requests {

    private static final String MODEL = "openai/gpt-image-2-edit";

    private Requests() {}

    static RenderRequest text(String prompt) {
        return within(prompt, Duration.ofSeconds(30));
    }

    static RenderRequest within(String prompt, Duration deadline) {
        return new RenderRequest(MODEL, Instruction.of(prompt, List.of()), ImageOptions.DEFAULT,
                List.of(), "key-1", deadline);
    }

    /// How a sandbox is reached that runs already.
    static ProviderSettings settings(URI sandbox) {
        return new ProviderSettings(HinowSettings.at(sandbox, Optional.empty()),
                Optional.of(sandbox), SandboxOptions.DEFAULT, Optional.empty());
    }

    static RenderRequest edit(String prompt, Path image) {
        return new RenderRequest(MODEL,
                Instruction.of(prompt, List.of(new ImageRef(image.toString()))),
                ImageOptions.DEFAULT, List.of(new InputImage(image, "image/png")),
                "key-2", Duration.ofSeconds(30));
    }
}
