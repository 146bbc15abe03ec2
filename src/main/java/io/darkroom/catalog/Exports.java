package io.darkroom.catalog;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Recognises exports by their header.
public final class Exports {

    private static final double ENOUGH = 0.7;
    private static final double LEAD = 0.15;
    private static final int STRONG = 2;

    private Exports() {}

    /// Whose header this is; empty if it is nobody's, or could be that of two.
    ///
    /// @param header the names as they stand in the file
    public static Optional<Export> recognise(List<String> header) {
        return best(header).map(Judged::export);
    }

    /// How surely a record is the header of a known export, 0.7 to 1; 0 if it is none.
    public static double certainty(List<String> header) {
        return best(header).map(Judged::likeness).orElse(0.0);
    }

    private record Judged(Export export, double likeness, boolean strong) {}

    private static Optional<Judged> best(List<String> header) {
        var names = ColumnName.normals(header);
        var judged = Stream.of(KnownShops.ALL, KnownMarkets.ALL).flatMap(List::stream)
                .map(export -> new Judged(export, export.likeness(names),
                        export.strongIn(names) >= STRONG))
                .sorted(Comparator.comparingDouble(Judged::likeness).reversed()).toList();
        var first = judged.getFirst();
        boolean ahead = first.likeness() - judged.get(1).likeness() >= LEAD;
        return first.likeness() >= ENOUGH && first.strong() && ahead
                ? Optional.of(first)
                : EtsyByPlace.of(header).map(export -> new Judged(export, ENOUGH, true));
    }
}
