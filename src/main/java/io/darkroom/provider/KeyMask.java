package io.darkroom.provider;

import io.darkroom.item.Secret;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// Takes the key out of what the far side says, should it be echoed.
///
/// @param key empty: there is none to be echoed
record KeyMask(Optional<Secret> key) {

    String over(String text) {
        return key.map(Secret::reveal).filter(secret -> !secret.isBlank())
                .map(secret -> text.replace(secret, "***")).orElse(text);
    }

    /// Bytes of any kind.
    byte[] over(byte[] bytes) {
        var one = StandardCharsets.ISO_8859_1;
        return over(new String(bytes, one)).getBytes(one);
    }
}
