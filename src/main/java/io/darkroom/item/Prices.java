package io.darkroom.item;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// What one image is expected to cost, by model; an estimate, since HInow publishes no prices.
///
/// Keys are `mode.quality.resolution`, such as `text.low.1k` or `edit.high.4k`; values are dollars.
/// A price that is not there is unknown, which never means free.
public record Prices(Map<String, Usd> byKind) {

    private static final Pattern DOLLARS = Pattern.compile("\\d{1,4}(\\.\\d{1,6})?");

    /// Copies the map.
    public Prices {
        byKind = Map.copyOf(byKind);
    }

    /// The price of one image; empty if it is unknown.
    public Optional<Usd> of(Mode mode, ImageOptions options) {
        return Optional.ofNullable(byKind.get(key(mode, options.quality(), options.resolution())));
    }

    /// The table for GPT Image 2 of the project's price notes (November 2026), labelled an estimate.
    public static Prices estimate() {
        var prices = new HashMap<String, Usd>();
        for (var mode : Mode.values()) {
            for (var resolution : Resolution.values()) {
                int steps = steps(resolution);
                var low = mode == Mode.TEXT ? "0.01" : "0.03";
                prices.put(key(mode, Quality.LOW, resolution), Usd.of(low).times(steps));
                prices.put(key(mode, Quality.MEDIUM, resolution), Usd.of("0.06").times(steps));
                prices.put(key(mode, Quality.HIGH, resolution), Usd.of("0.22").times(steps));
            }
        }
        return new Prices(prices);
    }

    /// This table with some prices replaced.
    ///
    /// @param prices texts such as `0.05` by kind
    /// @throws UnusableInput if there is no such kind, or a text is no amount of dollars
    public Prices with(Map<String, String> prices) {
        var changed = new HashMap<>(byKind);
        prices.forEach((kind, usd) -> {
            if (!byKind.containsKey(kind)) {
                throw new UnusableInput("The setting darkroom.prices." + kind + ": there is no"
                        + " such kind of image"
                        + Nearest.to(kind, List.copyOf(byKind.keySet()))
                                .map(near -> "; did you mean " + near + "?").orElse(""));
            }
            changed.put(kind, dollars(kind, usd));
        });
        return new Prices(changed);
    }

    private static Usd dollars(String kind, String usd) {
        if (!DOLLARS.matcher(usd).matches()) {
            throw new UnusableInput("The setting darkroom.prices." + kind + " \"" + usd
                    + "\": US dollars from 0 to 9999, such as 0.06");
        }
        return Usd.of(usd);
    }

    /// 2k costs twice and 4k three times what 1k does.
    private static int steps(Resolution resolution) {
        return switch (resolution) {
            case K1 -> 1;
            case K2 -> 2;
            case K4 -> 3;
        };
    }

    private static String key(Mode mode, Quality quality, Resolution resolution) {
        return mode.name().toLowerCase(Locale.ROOT) + "." + quality.wire() + "."
                + resolution.wire();
    }
}
