package io.darkroom.provider;

import io.darkroom.item.Usd;
import io.darkroom.provider.Answer.Elsewhere;
import io.darkroom.provider.Answer.JobFailed;
import io.darkroom.provider.Answer.Landed;
import io.darkroom.provider.Answer.Pending;
import io.darkroom.provider.Answer.Unusable;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpHeaders;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.exc.JacksonIOException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Reads a 2xx answer in any of the shapes that image gateways use.
///
/// The image itself never stands in memory; of the rest, at most 8 MiB and 100,000 tokens are read.
final class AnswerReader {

    private static final Logger LOG = LoggerFactory.getLogger(AnswerReader.class);

    private static final Pattern MARKDOWN = Pattern.compile("!\\[[^\\]]*]\\(\\s*(\\S+?)\\s*\\)");
    private static final Set<String> WAITING = Set.of("created", "queued", "pending", "starting",
            "processing", "running", "in_progress");
    private static final Set<String> ENDED = Set.of("failed", "error", "canceled", "cancelled",
            "expired");
    private static final BigDecimal DEAREST = new BigDecimal(10_000);

    /// Takes NaN for a number, as some gateways write it: an image is not lost for its cost.
    private final JsonMapper json = JsonMapper.builder(JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder().maxStringLength(1 << 20)
                    .maxDocumentLength(8 << 20).maxTokenCount(100_000).build())
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS).build()).build();

    /// @throws IOException if the connection fails before the answer's end
    Answer read(int status, HttpHeaders headers, InputStream body, Landing landing)
            throws IOException {
        var encoding = headers.firstValue("content-encoding").orElse("identity");
        if (!encoding.equalsIgnoreCase("identity")) {
            return new Unusable("Content-Encoding " + encoding + " was not asked for");
        }
        var start = new BufferedInputStream(body);
        if (isImage(start)) {
            return bytes(start, landing);
        }
        try (var sieve = new ImageSieve(start, landing)) {
            var root = json.readTree(sieve);
            // Jackson stops at the end of the value; the body ends only at its own end.
            sieve.transferTo(OutputStream.nullOutputStream());
            return tree(status, headers, root, sieve, landing);
        } catch (JacksonIOException e) {
            throw e.getCause();
        } catch (JacksonException _) {
            return new Unusable("Not JSON, type "
                    + headers.firstValue("content-type").orElse("unknown"));
        }
    }

    /// Whether an image itself is the answer; what it calls itself does not count.
    private static boolean isImage(InputStream body) throws IOException {
        body.mark(LandedImage.SIGNATURE);
        var start = body.readNBytes(LandedImage.SIGNATURE);
        body.reset();
        return LandedImage.looksLikeImage(start);
    }

    private static Answer bytes(InputStream body, Landing landing) throws IOException {
        try (var image = LandedImage.into(landing)) {
            body.transferTo(image);
            return new Landed(Optional.empty());
        }
    }

    private static Answer tree(int status, HttpHeaders headers, JsonNode root, ImageSieve sieve,
            Landing landing) {
        var state = first(root, "status", "data.status").toLowerCase(Locale.ROOT);
        if (!WAITING.contains(state)) {
            var images = candidates(root, "", new ArrayList<>());
            for (var candidate : images) {
                var answer = image(candidate, sieve, landing, cost(root));
                if (answer.isPresent()) {
                    report(images, candidate, headers);
                    return answer.get();
                }
            }
        }
        if (ENDED.contains(state)) {
            return new JobFailed(ErrorText.of(root.has("error") ? root : root.path("data")));
        }
        var poll = first(root, "poll_url", "data.poll_url", "status_url", "data.urls.get",
                "urls.get");
        if (status == 202 || WAITING.contains(state) || !poll.isEmpty()) {
            return new Pending(uri(poll));
        }
        return new Unusable("No image in the answer");
    }

    /// One image was asked for; others beside it are not stored, but not passed over in silence.
    private static void report(List<Candidate> all, Candidate taken, HttpHeaders headers) {
        long images = all.stream().filter(c -> c.path().equals(taken.path()))
                .filter(Candidate::isImage).count();
        if (images > 1) {
            LOG.warn("Answer {} holds {} images where one was asked for; the first is taken",
                    Answers.requestId(headers), images);
        }
    }

    private static Optional<Answer> image(Candidate candidate, ImageSieve sieve, Landing landing,
            Optional<Usd> cost) {
        var text = candidate.text();
        if (text.equals(ImageSieve.MARKER)) {
            return sieve.image().map(image -> landed(image, sieve.isWellFormed(), cost));
        }
        if (AnswerPaths.isInline(text) || candidate.path().endsWith("b64_json")) {
            return Optional.of(decoded(text, landing, cost));
        }
        var link = MARKDOWN.matcher(text);
        return uri(link.find() ? link.group(1) : text)
                .filter(uri -> String.valueOf(uri.getScheme()).matches("https?"))
                .map(uri -> new Elsewhere(uri, cost));
    }

    private static Answer decoded(String text, Landing landing, Optional<Usd> cost) {
        try (var image = LandedImage.into(landing)) {
            var decoder = new Base64Text(image, AnswerPaths.isPrefixed(text));
            text.chars().forEach(c -> decoder.character((char) c));
            return landed(image, decoder.finish(), cost);
        }
    }

    private static Answer landed(LandedImage image, boolean wellFormed, Optional<Usd> cost) {
        if (!wellFormed) {
            return new Unusable("The image is not base64");
        }
        return image.looksLikeImage() ? new Landed(cost) : new Unusable("Not an image");
    }

    private static List<Candidate> candidates(JsonNode node, String path, List<Candidate> found) {
        if (node.isString() && AnswerPaths.mayHoldImage(path)) {
            found.add(new Candidate(path, node.stringValue().strip()));
        }
        node.forEachEntry(
                (key, child) -> candidates(child, AnswerPaths.below(path, key), found));
        if (node.isArray()) {
            node.forEach(child -> candidates(child, path, found));
        }
        return found;
    }

    /// What the answer says the image cost, where that is a number from 0 to 10,000; nothing
    /// else can be believed.
    private static Optional<Usd> cost(JsonNode root) {
        try {
            var text = first(root, "usage.cost", "data.usage.cost", "data.cost", "cost");
            var cost = new BigDecimal(text);
            return Math.abs(cost.scale()) > 100 || cost.signum() < 0
                    || cost.compareTo(DEAREST) > 0
                            ? Optional.empty()
                            : Optional.of(new Usd(cost));
        } catch (NumberFormatException _) {
            return Optional.empty();
        }
    }

    private static String first(JsonNode root, String... paths) {
        for (var path : paths) {
            var node = root.at("/" + path.replace('.', '/'));
            if (node.isString() || node.isNumber()) {
                return node.asString();
            }
        }
        return "";
    }

    private static Optional<URI> uri(String text) {
        try {
            return text.isBlank() ? Optional.empty() : Optional.of(new URI(text));
        } catch (URISyntaxException _) {
            return Optional.empty();
        }
    }

    private record Candidate(String path, String text) {

        boolean isImage() {
            return text.equals(ImageSieve.MARKER) || text.equals(ImageSieve.ANOTHER)
                    || text.startsWith("http") || AnswerPaths.isInline(text);
        }
    }
}
