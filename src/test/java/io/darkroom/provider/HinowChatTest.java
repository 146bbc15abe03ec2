package io.darkroom.provider;

import io.darkroom.item.Secret;
import io.darkroom.sandbox.AnswerForm;
import java.net.URI;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;

class HinowChatTest extends ImageProviderContract {

    @Override
    AnswerForm form() {
        return AnswerForm.INLINE;
    }

    @Override
    ImageProvider open(URI server) {
        var dialect = new Dialect(Dialect.Endpoint.CHAT, "images", Dialect.Placement.ROOT,
                Dialect.ItemForm.OBJECT, Dialect.SendAs.DATA);
        var settings = new HinowSettings(server, Optional.of(new Secret("hi_test")), dialect,
                Optional.empty(),
                Set.of(), HinowSettings.MAX_BODY);
        return new HinowProvider("hinow", settings, InstantSource.system(), _ -> {});
    }
}
