package io.darkroom.sandbox;

import io.darkroom.item.AspectRatio;
import io.darkroom.item.ImageOptions;
import io.darkroom.item.Instruction;
import io.darkroom.item.Mode;
import io.darkroom.item.OutputFormat;
import io.darkroom.item.Quality;
import io.darkroom.item.Resolution;
import io.darkroom.item.Sha256;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;

/// One image that was asked for, as the contract has it.
///
/// @param images data URIs and URLs
record Order(String prompt, ImageOptions options, List<String> images) {

    static final String MODEL = "openai/gpt-image-2-edit";

    /// @throws Refusal with status 400 or 404 if it breaks the contract
    static Order read(JsonNode request) throws Refusal {
        if (!request.path("model").isString()) {
            throw bad("missing_model", "model is required");
        }
        if (!request.path("model").asString().equals(MODEL)) {
            throw new Refusal(404, "model_not_found", "There is no such model; try " + MODEL);
        }
        var images = new ArrayList<String>();
        var prompt = request.has("messages")
                ? fromMessages(request.path("messages"), images)
                : request.path("prompt").asString("");
        collect(request.path("images"), images);
        collect(request.path("parameters").path("images"), images);
        if (prompt.isBlank() || prompt.length() > Instruction.MAX_PROMPT_CHARS) {
            throw bad("invalid_prompt", "prompt has 1 to 32000 characters");
        }
        if (images.size() > Instruction.MAX_IMAGES) {
            throw bad("too_many_images", "at most 4 images, not " + images.size());
        }
        return new Order(prompt, options(request.path("parameters")), List.copyOf(images));
    }

    Mode mode() {
        return images.isEmpty() ? Mode.TEXT : Mode.EDIT;
    }

    Sha256 promptSha256() {
        return Sha256.ofText(prompt);
    }

    /// Tells orders apart, the same in every process: prompt, options and input images. The query of
    /// a URL does not count, for it may hold a signature that is another each time.
    long identity() {
        var text = prompt + options
                + images.stream().map(Order::withoutQuery).map(String::hashCode).toList();
        return Long.parseUnsignedLong(Sha256.ofText(text).hex().substring(0, 16), 16);
    }

    private static String withoutQuery(String image) {
        return image.startsWith("data:") ? image : image.split("\\?", 2)[0];
    }

    private static String fromMessages(JsonNode messages, List<String> images) {
        var prompt = new StringBuilder();
        for (var message : messages) {
            var content = message.path("content");
            prompt.append(content.asString(""));
            for (var part : content) {
                prompt.append(part.path("text").asString(""));
                collect(part.path("image_url"), images);
            }
        }
        return prompt.toString();
    }

    private static void collect(JsonNode node, List<String> images) {
        if (node.isString()) {
            images.add(node.asString());
        } else if (node.path("url").isString()) {
            images.add(node.path("url").asString());
        } else if (node.isArray()) {
            node.forEach(child -> collect(child, images));
        }
    }

    private static ImageOptions options(JsonNode from) throws Refusal {
        var standard = ImageOptions.DEFAULT;
        return new ImageOptions(
                option(from, "quality", Quality::parse, standard.quality(), Quality.allowed()),
                option(from, "resolution", Resolution::parse, standard.resolution(),
                        Resolution.allowed()),
                option(from, "aspect_ratio", AspectRatio::parse, standard.aspectRatio(),
                        AspectRatio.allowed()),
                option(from, "output_format", OutputFormat::parse, standard.outputFormat(),
                        OutputFormat.allowed()));
    }

    private static <T> T option(JsonNode from, String field, Function<String, Optional<T>> parse,
            T standard, List<String> allowed) throws Refusal {
        var value = from.path(field);
        if (value.isMissingNode()) {
            return standard;
        }
        return parse.apply(value.asString("")).orElseThrow(() -> bad("invalid_parameter",
                field + " is one of " + String.join(", ", allowed)));
    }

    private static Refusal bad(String code, String message) {
        return new Refusal(400, code, message);
    }
}
