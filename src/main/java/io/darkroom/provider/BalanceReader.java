package io.darkroom.provider;

import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.net.http.HttpResponse;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/// Reads what HInow answers to `GET /v1/balance`: `data.balance` in US dollars.
final class BalanceReader {

    private static final int MOST_BYTES = 64 << 10;
    private static final BigDecimal MOST = new BigDecimal(1_000_000_000);
    private static final JsonMapper JSON = JsonMapper.shared();

    private BalanceReader() {}

    /// @return empty if there is no number below a billion
    static Optional<BigDecimal> read(HttpResponse<InputStream> answer) throws IOException {
        var body = answer.body().readNBytes(MOST_BYTES);
        if (answer.statusCode() != 200) {
            return Optional.empty();
        }
        try {
            var text = JSON.readTree(body).at("/data/balance").asString("");
            var balance = new BigDecimal(text);
            return Math.abs(balance.scale()) <= 100 && balance.abs().compareTo(MOST) < 0
                    ? Optional.of(balance)
                    : Optional.empty();
        } catch (JacksonException | NumberFormatException _) {
            return Optional.empty();
        }
    }
}
