package io.darkroom.ledger;

import io.darkroom.item.AspectRatio;
import io.darkroom.item.Fingerprint;
import io.darkroom.item.ImageOptions;
import io.darkroom.item.Instruction;
import io.darkroom.item.OutputFormat;
import io.darkroom.item.Quality;
import io.darkroom.item.Resolution;
import io.darkroom.item.Usd;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/// New items for tests: of low quality, so that each costs a cent; the fingerprint depends on the
/// prompt alone.
public final class Items {

    /// What one costs.
    public static final Usd CENT = Usd.of("0.01");

    private static final ImageOptions LOW = new ImageOptions(Quality.LOW, Resolution.K1,
            AspectRatio.R1_1, OutputFormat.PNG);

    private Items() {}

    /// Items with ids `A-1`, `A-2`, … and as many prompts.
    public static List<NewItem> many(int count) {
        return IntStream.rangeClosed(1, count).mapToObj(n -> item(n, "A-" + n, "kite " + n))
                .toList();
    }

    /// An item of a row.
    public static NewItem item(long row, String id, String prompt) {
        return item(row, id, Instruction.of(prompt, List.of()), "shop/" + row + "/" + id + ".png");
    }

    /// An item with a key of its own.
    public static NewItem item(long row, String id, Instruction instruction, String key) {
        return new NewItem(row, row + 1, id, "", Optional.of(instruction), LOW,
                Optional.of(key), Map.of(), Optional.of(
                        Fingerprint.of("sandbox", "openai/gpt-image-2-edit", instruction.prompt(),
                                LOW, List.of())),
                Optional.of(CENT), List.of());
    }
}
