package io.darkroom.cli;

import io.darkroom.intake.PlanReport;
import io.darkroom.item.Usd;
import io.darkroom.manifest.Mapping;
import java.math.BigDecimal;
import java.util.Locale;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// A plan for programs: counts, dollars and seconds as numbers.
final class PlanJson {

    private static final JsonMapper JSON = new JsonMapper();

    private PlanJson() {}

    static ObjectNode of(PlanReport plan) {
        var json = JSON.createObjectNode().put("job", plan.job()).put("manifest", plan.manifest())
                .put("provider", plan.provider()).put("model", plan.model());
        json.put("entries", plan.entries()).put("items", plan.items()).put("new", plan.fresh())
                .put("changed", plan.changed()).put("unchanged", plan.unchanged())
                .put("held", plan.held()).put("invalid", plan.invalid())
                .put("removed", plan.removed());
        changes(json, plan);
        var costs = json.putArray("costs");
        plan.costs().forEach(line -> costs.add(line(line)));
        json.put("estimated_usd", dollars(plan.estimate()))
                .put("worst_case_usd", dollars(plan.worstCase()))
                .put("price_unknown", plan.priceUnknown())
                .put("expected_seconds", plan.expected().toSeconds());
        mapping(json.putObject("mapping"), plan.mapping());
        var notes = json.putArray("notes");
        plan.notes().forEach(notes::add);
        var problems = json.putArray("problems");
        plan.problems().forEach(problems::add);
        var warnings = json.putArray("warnings");
        plan.warnings().forEach(warnings::add);
        return json;
    }

    private static void mapping(ObjectNode json, Mapping mapping) {
        json.put("export", mapping.export().orElse(null))
                .put("each", mapping.each().name().toLowerCase(Locale.ROOT))
                .put("image_base", mapping.imageBase().orElse(null));
        var columns = json.putObject("columns");
        mapping.fields().forEach(columns::put);
        var images = json.putArray("images");
        mapping.gallery().forEach(images::add);
    }

    private static void changes(ObjectNode json, PlanReport plan) {
        var reasons = json.putObject("changed_by");
        plan.changedBy().forEach((reason, items) -> reasons.put(reason.replace(' ', '_'), items));
        var changes = json.putArray("changes");
        plan.changes().forEach(change -> {
            var node = changes.addObject().put("id", change.id()).put("variant",
                    change.variant());
            var why = node.putArray("reasons");
            change.reasons().forEach(reason -> why.add(reason.replace(' ', '_')));
        });
    }

    private static ObjectNode line(PlanReport.Line line) {
        return JSON.createObjectNode().put("mode", line.mode()).put("quality", line.quality())
                .put("resolution", line.resolution()).put("items", line.items())
                .put("each_usd", dollars(line.each())).put("total_usd", dollars(line.total()));
    }

    private static BigDecimal dollars(Usd usd) {
        return new BigDecimal(usd.plain());
    }
}
