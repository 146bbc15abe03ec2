package io.darkroom.ledger;

import io.darkroom.item.Sha256;
import java.util.Objects;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/// What the bytes behind references to input images were when they were last read.
public final class SeenImages {

    private static final String KEEP = """
        insert into input_image (reference_sha256, validator, image_sha256)
        values (:reference, :validator, :image)
        on conflict (reference_sha256) do update set validator = excluded.validator,
            image_sha256 = excluded.image_sha256, seen_at = now()
        """;

    private final JdbcClient jdbc;
    private final TransactionTemplate alone;

    SeenImages(JdbcClient jdbc, TransactionTemplate transaction) {
        this.jdbc = jdbc;
        alone = new TransactionTemplate(
                Objects.requireNonNull(transaction.getTransactionManager()));
        alone.setPropagationBehavior(TransactionTemplate.PROPAGATION_REQUIRES_NEW);
    }

    /// An image as it was seen.
    ///
    /// @param validator changes when the bytes do
    /// @param hash of the bytes
    public record Seen(String validator, Sha256 hash) {}

    /// @param reference a URL, `s3://bucket/key` or an absolute path; only its hash is kept
    public Optional<Seen> find(String reference) {
        return jdbc.sql("""
            select validator, image_sha256 from input_image where reference_sha256 = :reference
            """).param("reference", Sha256.ofText(reference).hex())
                .query((row, _) -> new Seen(row.getString("validator"),
                        new Sha256(row.getString("image_sha256"))))
                .optional();
    }

    /// Remembers an image, in place of what was seen there before; in a rehearsal too.
    public void keep(String reference, Seen seen) {
        alone.executeWithoutResult(_ -> jdbc.sql(KEEP)
                .param("reference", Sha256.ofText(reference).hex())
                .param("validator", seen.validator()).param("image", seen.hash().hex()).update());
    }

    /// Forgets what was not read for half a year; it costs one look at the bytes.
    ///
    /// @return how many images
    public int forgetOld() {
        return jdbc.sql("delete from input_image where seen_at < now() - interval '180 days'")
                .update();
    }
}
