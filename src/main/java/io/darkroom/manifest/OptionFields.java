package io.darkroom.manifest;

import io.darkroom.item.AspectRatio;
import io.darkroom.item.Fields;
import io.darkroom.item.ImageOptions;
import io.darkroom.item.Nearest;
import io.darkroom.item.OutputFormat;
import io.darkroom.item.Quality;
import io.darkroom.item.Resolution;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/// Reads the four options of an image from texts.
final class OptionFields {

    private final UnaryOperator<String> texts;
    private final Complaint complaint;

    /// Told of each value that is not allowed.
    @FunctionalInterface
    interface Complaint {

        void about(String field, String value, String allowed);
    }

    private OptionFields(UnaryOperator<String> texts, Complaint complaint) {
        this.texts = texts;
        this.complaint = complaint;
    }

    /// @param texts by field name; what is blank is as in `defaults`
    static ImageOptions read(UnaryOperator<String> texts, ImageOptions defaults,
            Complaint complaint) {
        var fields = new OptionFields(texts, complaint);
        return new ImageOptions(
                fields.value(Fields.QUALITY, Quality::parse, Quality::allowed)
                        .orElse(defaults.quality()),
                fields.value(Fields.RESOLUTION, Resolution::parse, Resolution::allowed)
                        .orElse(defaults.resolution()),
                fields.value(Fields.ASPECT_RATIO, AspectRatio::parse, AspectRatio::allowed)
                        .orElse(defaults.aspectRatio()),
                fields.value(Fields.OUTPUT_FORMAT, OutputFormat::parse, OutputFormat::allowed)
                        .orElse(defaults.outputFormat()));
    }

    private <T> Optional<T> value(String field, Function<String, Optional<T>> parse,
            Supplier<List<String>> allowed) {
        var text = texts.apply(field);
        if (text.isBlank()) {
            return Optional.empty();
        }
        var value = parse.apply(text);
        if (value.isEmpty()) {
            complaint.about(field, text, "one of " + String.join(", ", allowed.get()) + Nearest
                    .to(text.strip(), allowed.get()).map(n -> "; did you mean " + n + "?")
                    .orElse(""));
        }
        return value;
    }
}
