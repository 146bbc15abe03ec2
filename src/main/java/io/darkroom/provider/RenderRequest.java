package io.darkroom.provider;

import io.darkroom.item.ImageOptions;
import io.darkroom.item.Instruction;
import io.darkroom.item.Quality;
import io.darkroom.item.Resolution;
import java.time.Duration;
import java.util.List;

/// One image to ask for.
///
/// @param model the API's name of the model, such as `openai/gpt-image-2-edit`
/// @param images the instruction's images as they were resolved, in its order
/// @param idempotencyKey sent as `Idempotency-Key`; one for each intended image
/// @param deadline longest time from the connect to the last byte of the answer, and of a result
/// that it names; one that does not come by then is left to be collected
public record RenderRequest(String model, Instruction instruction, ImageOptions options,
        List<InputImage> images, String idempotencyKey, Duration deadline) {

    private static final Duration LONGEST = Duration.ofMinutes(10);

    /// Copies the list.
    ///
    /// @throws IllegalArgumentException if there are not as many images as the instruction names
    public RenderRequest {
        images = List.copyOf(images);
        if (images.size() != instruction.images().size()) {
            throw new IllegalArgumentException("%d images resolved, %d named"
                    .formatted(images.size(), instruction.images().size()));
        }
    }

    /// How long an image may take: 120, 240 or 420 seconds by quality, half as much again for 4k,
    /// never above 600. A 1024² image of high quality was seen to take 280 s at the 95th
    /// percentile.
    public static Duration deadline(ImageOptions options) {
        var base = Duration.ofSeconds(seconds(options.quality()));
        if (options.resolution() != Resolution.K4) {
            return base;
        }
        var longer = base.multipliedBy(3).dividedBy(2);
        return longer.compareTo(LONGEST) > 0 ? LONGEST : longer;
    }

    private static int seconds(Quality quality) {
        return switch (quality) {
            case LOW -> 120;
            case MEDIUM -> 240;
            case HIGH -> 420;
        };
    }
}
