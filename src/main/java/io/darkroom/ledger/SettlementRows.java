package io.darkroom.ledger;

import io.darkroom.item.Usd;
import io.darkroom.ledger.Settlement.AttemptEnd;
import io.darkroom.ledger.Settlement.ItemError;
import io.darkroom.ledger.Settlement.Money;
import java.sql.Types;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;

/// Settlements as statement parameters.
final class SettlementRows {

    private SettlementRows() {}

    static MapSqlParameterSource settle(Settlement settlement) {
        var claim = settlement.claim();
        var output = settlement.output();
        return new MapSqlParameterSource().addValue("item", claim.item())
                .addValue("owner", claim.owner()).addValue("claim", claim.number())
                .addValue("to", settlement.to().name())
                .addValue("ended", settlement.to().ended())
                .addValue("tries", settlement.countsAsTry() ? 1 : 0)
                .addValue("delay_ms", orNull(settlement.delay().map(Duration::toMillis)),
                        Types.BIGINT)
                .addValue("key", orNull(output.map(Output::key)), Types.VARCHAR)
                .addValue("hash", orNull(output.map(o -> o.hash().hex())), Types.VARCHAR)
                .addValue("bytes", orNull(output.map(Output::bytes)), Types.BIGINT)
                .addValue("type", orNull(output.map(o -> o.format().wire())), Types.VARCHAR)
                .addValue("width", orNull(output.map(o -> o.size().width())), Types.INTEGER)
                .addValue("height", orNull(output.map(o -> o.size().height())), Types.INTEGER)
                .addValue("reused_from",
                        settlement.reusedFrom().isPresent()
                                ? settlement.reusedFrom().getAsLong()
                                : null,
                        Types.BIGINT)
                .addValue("request_id", orNull(settlement.attempt().map(AttemptEnd::requestId)
                        .filter(id -> !id.isEmpty())), Types.VARCHAR)
                .addValues(error(settlement).getValues());
    }

    static MapSqlParameterSource close(Settlement settlement) {
        var end = settlement.attempt().orElseThrow();
        return error(settlement).addValue("attempt", end.id())
                .addValue("outcome", end.end().name()).addValue("status", end.status())
                .addValue("request_id", end.requestId(), Types.VARCHAR)
                .addValue("money", money(end.money()), Types.VARCHAR)
                .addValue("cost", cost(end.money()).map(Usd::amount).orElse(null), Types.NUMERIC);
    }

    private static MapSqlParameterSource error(Settlement settlement) {
        return new MapSqlParameterSource()
                .addValue("error_code", orNull(settlement.error().map(ItemError::code)),
                        Types.VARCHAR)
                .addValue("error_message", orNull(settlement.error().map(ItemError::message)),
                        Types.VARCHAR);
    }

    private static String money(Money money) {
        return switch (money) {
            case Money.Released _ -> "RELEASED";
            case Money.Spent _,Money.SpentAsReserved _ -> "SPENT";
            case Money.Kept _ -> "KEPT";
        };
    }

    private static Optional<Usd> cost(Money money) {
        return money instanceof Money.Spent spent ? Optional.of(spent.cost()) : Optional.empty();
    }

    private static <T> @Nullable T orNull(Optional<T> value) {
        return value.orElse(null);
    }
}
