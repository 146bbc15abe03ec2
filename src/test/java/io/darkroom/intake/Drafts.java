package io.darkroom.intake;

import io.darkroom.catalog.ProductRows;
import io.darkroom.item.Fingerprint;
import io.darkroom.item.ImageOptions;
import io.darkroom.item.Instruction;
import io.darkroom.item.Layout;
import io.darkroom.item.Problem;
import io.darkroom.item.Sha256;
import io.darkroom.manifest.Draft;
import io.darkroom.manifest.Mapping;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Drafts to make keys of, for a job with a template.
record Drafts(OutputKeys keys) {

    static final String RUN = "20261122-153042-7f3a9c";
    static final Fingerprint FINGERPRINT = new Fingerprint(Sha256.ofText("kite"));

    /// @param header none: each entry names its own columns
    Drafts(String template, String... header) {
        this(new OutputKeys(Jobs.keyed(template), RUN, "shop.csv", mapping(List.of(header))));
    }

    private static Mapping mapping(List<String> header) {
        return new Mapping(header, Optional.empty(), Map.of(), List.of(), false, Optional.empty(),
                Layout.Each.ROW, new ProductRows.Single(), "", Optional.empty(), false, Map.of());
    }

    static Draft draft(long row, String id, String variant, Map<String, String> columns) {
        var values = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
        values.putAll(columns);
        return new Draft(row, row + 1, id, variant, Optional.of(new Instruction.Generate("kite")),
                ImageOptions.DEFAULT, columns, values, List.of());
    }

    String key(Draft draft) {
        var problems = new ArrayList<Problem>();
        return key(draft, problems).orElseThrow(() -> new AssertionError(problems.toString()));
    }

    Optional<String> key(Draft draft, List<Problem> problems) {
        return keys.of(draft, FINGERPRINT, problems);
    }
}
