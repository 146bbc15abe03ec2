package io.darkroom.provider;

import io.darkroom.sandbox.AnswerForm;
import java.net.URI;
import java.time.InstantSource;

class SandboxInlineTest extends ImageProviderContract {

    @Override
    AnswerForm form() {
        return AnswerForm.INLINE;
    }

    @Override
    ImageProvider open(URI server) {
        return new SandboxProvider(Requests.settings(server), InstantSource.system(), _ -> {});
    }
}
