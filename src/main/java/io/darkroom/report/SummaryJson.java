package io.darkroom.report;

import io.darkroom.item.Usd;
import io.darkroom.ledger.BalanceCheck;
import java.math.BigDecimal;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// The names and the order of a summary's fields, which other programs build on.
final class SummaryJson {

    private static final JsonMapper JSON = new JsonMapper();

    private SummaryJson() {}

    static ObjectNode of(RunSummary summary) {
        var json = JSON.createObjectNode();
        json.put("run", summary.run().value()).put("job", summary.job())
                .put("status", summary.status());
        counts(json, summary);
        json.put("cost_usd", dollars(summary.cost()))
                .put("estimated_usd", dollars(summary.estimated()))
                .put("started_at", text(summary.startedAt()))
                .put("finished_at", text(summary.finishedAt()))
                .put("seconds",
                        summary.took().map(took -> BigDecimal.valueOf(took.toMillis(), 3))
                                .orElse(null))
                .put("results", text(summary.results()));
        json.put("halt_reason", text(summary.halt().map(RunSummary.Reason::code)))
                .put("halt_message", text(summary.halt().map(RunSummary.Reason::message)))
                .put("perhaps_billed_usd", dollars(summary.perhapsBilled()))
                .put("reserved_usd", dollars(summary.reserved()))
                .put("budget_usd", orNull(summary.budget()));
        money(json, summary);
        return json;
    }

    private static void money(ObjectNode json, RunSummary summary) {
        var today = summary.today();
        json.put("perhaps_billed_requests", summary.perhapsRequests())
                .put("budget_left_usd", orNull(summary.budgetLeft()))
                .put("day_cost_usd", dollars(today.spent()))
                .put("day_reserved_usd", dollars(today.reserved()))
                .put("day_budget_usd", orNull(today.cap()))
                .put("day_budget_left_usd", orNull(summary.budgetLeftToday()));
        var balance = summary.balance();
        json.put("balance_before_usd", balance.map(BalanceCheck::before).orElse(null))
                .put("balance_after_usd", balance.flatMap(BalanceCheck::after).orElse(null))
                .put("balance_difference_usd",
                        balance.flatMap(BalanceCheck::difference).orElse(null));
    }

    private static @Nullable BigDecimal orNull(Optional<Usd> usd) {
        return usd.map(SummaryJson::dollars).orElse(null);
    }

    private static void counts(ObjectNode json, RunSummary summary) {
        json.put("items", summary.items()).put("succeeded", summary.succeeded())
                .put("reused", summary.reused()).put("failed", summary.failed())
                .put("rejected", summary.rejected()).put("invalid", summary.invalid())
                .put("unknown", summary.unknown()).put("pending", summary.pending())
                .put("cancelled", summary.cancelled()).put("requests", summary.requests())
                .put("throttled", summary.throttled());
    }

    static BigDecimal dollars(Usd usd) {
        return new BigDecimal(usd.plain());
    }

    static @Nullable String text(Optional<?> value) {
        return value.map(Object::toString).orElse(null);
    }
}
