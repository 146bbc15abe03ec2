package io.darkroom.provider;

import io.darkroom.sandbox.AnswerForm;
import java.net.URI;
import java.time.InstantSource;

class SandboxByPollTest extends ImageProviderContract {

    @Override
    AnswerForm form() {
        return AnswerForm.POLL;
    }

    @Override
    ImageProvider open(URI server) {
        return new SandboxProvider(Requests.settings(server), InstantSource.system(), _ -> {});
    }
}
