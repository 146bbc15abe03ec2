package io.darkroom.job;

import io.darkroom.item.AspectRatio;
import io.darkroom.item.ImageOptions;
import io.darkroom.item.OutputFormat;
import io.darkroom.item.Quality;
import io.darkroom.item.Resolution;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The four options of an image in a job file.
final class Options {

    static final List<String> KEYS = List.of("quality", "resolution", "aspect_ratio",
            "output_format");

    private Options() {}

    /// The options of a section; the model's own where it does not say.
    static ImageOptions read(Section section) {
        var model = ImageOptions.DEFAULT;
        return new ImageOptions(
                section.choice("quality", Quality::parse, Quality.allowed(), model.quality()),
                section.choice("resolution", Resolution::parse, Resolution.allowed(),
                        model.resolution()),
                section.choice("aspect_ratio", AspectRatio::parse, AspectRatio.allowed(),
                        model.aspectRatio()),
                section.choice("output_format", OutputFormat::parse, OutputFormat.allowed(),
                        model.outputFormat()));
    }

    /// The options that a section names, checked, by key.
    static Map<String, String> texts(Section section) {
        read(section);
        var texts = new LinkedHashMap<String, String>();
        KEYS.forEach(key -> section.text(key).ifPresent(text -> texts.put(key, text)));
        return texts;
    }
}
