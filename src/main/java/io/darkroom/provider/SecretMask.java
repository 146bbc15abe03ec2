package io.darkroom.provider;

import io.darkroom.item.Secret;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Takes secrets out of what the far side says, should they be echoed: the API's key, and what lets
/// anybody fetch from the signed URL of an input image.
///
/// What signs the images of the request at hand is found wherever it stands; of other requests, as
/// when a job is asked for that an earlier process was promised, in whole URLs of input images.
/// Results have signed URLs too, which are left alone: without them an image that was paid for
/// cannot be fetched.
///
/// @param secrets as they are to be found in texts; none is empty
record SecretMask(List<String> secrets) {

    /// Amazon S3, "Authenticating Requests: Using Query Parameters".
    private static final Pattern SIGNING = Pattern
            .compile("X-Amz-(?:Signature|Credential|Security-Token)=([^&]+)");
    /// As it is, percent-encoded, or in JSON that escapes ampersands and slashes.
    private static final Pattern INPUT = Pattern.compile("(inputs(?:\\\\?/|%2F)[0-9a-f]{64}"
            + "\\.[a-z]{3,4}(?:\\?|%3F))(?:[^\\s\"'<>\\\\]|\\\\u0026|\\\\/)+");
    private static final String HIDDEN = "***";

    /// @param key empty: there is none to be echoed
    static SecretMask of(Optional<Secret> key) {
        return new SecretMask(key.map(Secret::reveal).filter(secret -> !secret.isBlank()).stream()
                .toList());
    }

    /// The same, and what signs the URLs of these images.
    SecretMask with(Collection<InputImage> images) {
        var signing = images.stream().flatMap(image -> image.url().stream())
                .flatMap(url -> SIGNING.matcher(url.reveal()).results())
                .map(parameter -> parameter.group(1)).flatMap(value -> Stream.of(value,
                        URLDecoder.decode(value, StandardCharsets.UTF_8)));
        return new SecretMask(Stream.concat(secrets.stream(), signing).distinct().toList());
    }

    /// Whether a text holds one of the secrets.
    boolean covers(String text) {
        return secrets.stream().anyMatch(text::contains);
    }

    String over(String text) {
        var masked = text;
        for (var secret : secrets) {
            masked = masked.replace(secret, HIDDEN);
        }
        return INPUT.matcher(masked).replaceAll("$1" + HIDDEN);
    }

    /// Bytes of any kind.
    byte[] over(byte[] bytes) {
        var one = StandardCharsets.ISO_8859_1;
        return over(new String(bytes, one)).getBytes(one);
    }
}
