package io.darkroom.provider;

import io.darkroom.sandbox.AnswerForm;
import io.darkroom.sandbox.SandboxOptions;
import java.net.URI;
import java.time.InstantSource;
import java.util.Optional;

class SandboxByPollTest extends ImageProviderContract {

    @Override
    AnswerForm form() {
        return AnswerForm.POLL;
    }

    @Override
    ImageProvider open(URI server) {
        return new SandboxProvider(Optional.of(server), SandboxOptions.DEFAULT,
                InstantSource.system(), _ -> {});
    }
}
