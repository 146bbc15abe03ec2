package io.darkroom.item;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The names of the columns that mean something to every job; all others are the user's own.
public final class Fields {

    /// Names the entry.
    public static final String ID = "id";

    /// What to draw, or what to change.
    public static final String PROMPT = "prompt";

    /// An option, as [Quality] has it.
    public static final String QUALITY = "quality";

    /// An option, as [Resolution] has it.
    public static final String RESOLUTION = "resolution";

    /// An option, as [AspectRatio] has it.
    public static final String ASPECT_RATIO = "aspect_ratio";

    /// An option, as [OutputFormat] has it.
    public static final String OUTPUT_FORMAT = "output_format";

    /// Columns of one input image each, in the order in which they are sent.
    public static final List<String> IMAGE = List.of("image", "image_1", "image_2", "image_3",
            "image_4");

    /// A column of several input images with bars between them.
    public static final String IMAGES = "images";

    /// What rows of one product share.
    public static final String PRODUCT = "product";

    /// The four options of an image.
    public static final Set<String> OPTIONS = Set.of(QUALITY, RESOLUTION, ASPECT_RATIO,
            OUTPUT_FORMAT);

    private static final Set<String> KNOWN = Stream
            .of(Stream.of(ID, PROMPT, IMAGES), IMAGE.stream(), OPTIONS.stream())
            .flatMap(Function.identity()).collect(Collectors.toUnmodifiableSet());

    private Fields() {}

    /// Whether a column's name is a known field, whatever its case and the space around it.
    public static boolean isKnown(String column) {
        return KNOWN.contains(column.strip().toLowerCase(Locale.ROOT));
    }

    /// Whether a column holds images, whatever its name's case.
    public static boolean isImage(String column) {
        var name = column.strip().toLowerCase(Locale.ROOT);
        return name.equals(IMAGES) || IMAGE.contains(name);
    }
}
