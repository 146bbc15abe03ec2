package io.darkroom.ledger;

import io.darkroom.item.AspectRatio;
import io.darkroom.item.Fingerprint;
import io.darkroom.item.ImageOptions;
import io.darkroom.item.ImageRef;
import io.darkroom.item.Instruction;
import io.darkroom.item.OutputFormat;
import io.darkroom.item.PixelSize;
import io.darkroom.item.Quality;
import io.darkroom.item.Resolution;
import io.darkroom.item.RunId;
import io.darkroom.item.Sha256;
import io.darkroom.item.Usd;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalLong;

/// Rows of the claim statement as records.
final class ClaimRows {

    private ClaimRows() {}

    static Claim read(ResultSet row, int number) throws SQLException {
        boolean rendered = row.getString("state").equals("RENDERED");
        return new Claim(new RunId(row.getString("run_id")), row.getLong("id"),
                row.getInt("claim_no"), row.getString("owner"), rendered, attempt(row, rendered),
                earlier(row),
                row.getString("entry_id"), instruction(row), options(row),
                row.getString("output_key"),
                new Fingerprint(new Sha256(row.getString("fingerprint"))),
                Optional.ofNullable(row.getBigDecimal("price_usd")).map(Usd::new), reusable(row),
                row.getInt("tries"), row.getInt("retries"));
    }

    private static OptionalLong attempt(ResultSet row, boolean rendered) throws SQLException {
        long id = row.getLong("attempt_id");
        boolean none = row.wasNull();
        boolean open = row.getString("attempt_outcome") == null;
        return !none && (rendered || open) ? OptionalLong.of(id) : OptionalLong.empty();
    }

    private static Optional<Claim.Earlier> earlier(ResultSet row) throws SQLException {
        long latest = row.getLong("attempt_id");
        boolean inDoubt = row.getString("attempt_outcome") != null
                && row.getBigDecimal("attempt_cost") == null;
        long age = row.getLong("key_age_ms");
        boolean newKey = row.wasNull();
        return newKey && !inDoubt
                ? Optional.empty()
                : Optional.of(new Claim.Earlier(
                        inDoubt ? OptionalLong.of(latest) : OptionalLong.empty(),
                        newKey ? Optional.empty() : Optional.of(Duration.ofMillis(age)),
                        Optional.ofNullable(row.getString("key_request")).map(Sha256::new),
                        row.getBoolean("key_billed"), row.getInt("key_unusable")));
    }

    private static Instruction instruction(ResultSet row) throws SQLException {
        var images = (String[]) row.getArray("images").getArray();
        return Instruction.of(row.getString("prompt"),
                Arrays.stream(images).map(ImageRef::new).toList());
    }

    private static ImageOptions options(ResultSet row) throws SQLException {
        return new ImageOptions(Quality.parse(row.getString("quality")).orElseThrow(),
                Resolution.parse(row.getString("resolution")).orElseThrow(),
                AspectRatio.parse(row.getString("aspect_ratio")).orElseThrow(),
                OutputFormat.parse(row.getString("output_format")).orElseThrow());
    }

    private static Optional<Claim.Reusable> reusable(ResultSet row) throws SQLException {
        long item = row.getLong("reuse_id");
        if (row.wasNull()) {
            return Optional.empty();
        }
        return Optional.of(new Claim.Reusable(item,
                new Output(row.getString("reuse_key"), new Sha256(row.getString("output_sha256")),
                        row.getLong("output_bytes"),
                        OutputFormat.parse(row.getString("output_type")).orElseThrow(),
                        new PixelSize(row.getInt("width"), row.getInt("height")))));
    }
}
