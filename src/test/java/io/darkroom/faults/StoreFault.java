package io.darkroom.faults;

import java.time.Duration;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.s3.S3Client;

/// Which requests to a store go wrong, and how.
///
/// @param method such as PUT
/// @param key all of the object's key, without the bucket
/// @param share of the requests that match which go wrong, above 0, at most 1
/// @param times at most so many go wrong; [Integer#MAX_VALUE]: all
public record StoreFault(String method, Pattern key, double share, int times, Kind kind) {

    /// What goes wrong.
    public sealed interface Kind {

        /// Nothing is done, and a refusal comes back.
        record Answer(int status) implements Kind {}

        /// Everything is done, later.
        record Slow(Duration delay) implements Kind {}

        /// Everything is done, and the connection ends without an answer.
        record DropAnswer() implements Kind {}

        /// So many bytes of the request's body arrive, then both connections break.
        record CutRequest(long bytes) implements Kind {}

        /// So many bytes of the answer's body arrive, then the client's connection breaks.
        record CutAnswer(long bytes) implements Kind {}

        /// One bit of the request's body is another, at a place counted from 0.
        record FlipRequest(long place) implements Kind {}

        /// One bit of the answer's body is another, at a place counted from 0.
        record FlipAnswer(long place) implements Kind {}

        /// The store acts as if there were no `If-None-Match`. The header is signed and cannot be
        /// taken away, so what lies under the key is deleted first.
        ///
        /// @param owner talks to the store past the filter
        record IgnoreCondition(S3Client owner) implements Kind {}
    }

    /// Every such request, of any key.
    public static StoreFault of(String method, Kind kind) {
        return new StoreFault(method, Pattern.compile(".*"), 1, Integer.MAX_VALUE, kind);
    }

    /// The same for keys that match a regular expression.
    public StoreFault keys(String expression) {
        return new StoreFault(method, Pattern.compile(expression), share, times, kind);
    }

    /// The same for a share of the requests, such as 0.3.
    public StoreFault share(double part) {
        return new StoreFault(method, key, part, times, kind);
    }

    /// The same, so often and no more.
    public StoreFault times(int most) {
        return new StoreFault(method, key, share, most, kind);
    }

    boolean matches(String askedMethod, String askedKey) {
        return method.equals(askedMethod) && key.matcher(askedKey).matches();
    }
}
