package io.darkroom.cli;

import io.darkroom.intake.PlanReport;
import io.darkroom.item.Usd;
import java.math.BigDecimal;
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
        var costs = json.putArray("costs");
        plan.costs().forEach(line -> costs.add(line(line)));
        json.put("estimated_usd", dollars(plan.estimate()))
                .put("worst_case_usd", dollars(plan.worstCase()))
                .put("price_unknown", plan.priceUnknown())
                .put("expected_seconds", plan.expected().toSeconds());
        var problems = json.putArray("problems");
        plan.problems().forEach(problems::add);
        var warnings = json.putArray("warnings");
        plan.warnings().forEach(warnings::add);
        return json;
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
