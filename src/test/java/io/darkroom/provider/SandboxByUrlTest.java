package io.darkroom.provider;

import io.darkroom.sandbox.AnswerForm;
import java.net.URI;
import java.time.InstantSource;

class SandboxByUrlTest extends ImageProviderContract {

    @Override
    AnswerForm form() {
        return AnswerForm.URL;
    }

    @Override
    ImageProvider open(URI server) {
        return new SandboxProvider(Requests.settings(server), InstantSource.system(), _ -> {});
    }
}
