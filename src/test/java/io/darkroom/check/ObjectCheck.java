package io.darkroom.check;

import static io.darkroom.check.Invariant.I3;
import static io.darkroom.check.Invariant.I5;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// Every success against its object, one object in memory at a time.
final class ObjectCheck {

    static final List<Rule> RULES = List.of(new Rule(I3, """
        select 'item ' || a.id, format('shares the object %s with item %s', a.output_key, b.id)
        from our_item a join item b on b.output_key = a.output_key and b.id <> a.id
        where a.state = 'SUCCEEDED' and b.state = 'SUCCEEDED' and a.reused_from is null
            and b.reused_from is null
        """), new Rule(I3, """
        select 'item ' || i.id, 'uses an output that item ' || i.reused_from || ' does not have'
        from our_item i left join item p on p.id = i.reused_from and p.state = 'SUCCEEDED'
            and p.output_key = i.output_key and p.output_sha256 = i.output_sha256
        where i.state = 'SUCCEEDED' and i.reused_from is not null and p.id is null
        """));

    private static final String OUTPUTS = """
        select i.*, n.resolution, n.aspect_ratio, n.output_format
        from our_item i join item_input n on n.item_id = i.id
        where i.state = 'SUCCEEDED' order by i.id
        """;

    private final Bucket bucket;
    private final Optional<Path> images;
    private final List<Violation> violations = new ArrayList<>();

    /// A success as the ledger has it.
    record Output(String item, String key, String hash, long bytes, String type, int width,
            int height, String asked, String resolution, String ratio, String requestId) {

        static Output read(ResultSet row) throws SQLException {
            return new Output("item " + row.getLong("id"), row.getString("output_key"),
                    row.getString("output_sha256"), row.getLong("output_bytes"),
                    row.getString("output_type"), row.getInt("width"), row.getInt("height"),
                    row.getString("output_format"), row.getString("resolution"),
                    row.getString("aspect_ratio"), String.valueOf(row.getString("request_id")));
        }
    }

    private ObjectCheck(EndState end) {
        this.bucket = end.bucket;
        this.images = end.bill.map(Supplier::get).flatMap(Bill::images);
    }

    static List<Violation> run(EndState end, Facts facts) {
        var check = new ObjectCheck(end);
        facts.list(Output::read, OUTPUTS).forEach(check::check);
        return check.violations;
    }

    private void check(Output output) {
        var found = bucket.get(output.key());
        if (found.isEmpty()) {
            report(I3, output, "has no object at " + output.key());
            return;
        }
        compare(output, found.get());
        Picture.flaws(found.get().bytes(), output.asked(), output.width(), output.height())
                .forEach(flaw -> report(I3, output, "has an object that " + flaw));
        checkSize(output);
        checkOriginal(output);
    }

    private void compare(Output output, Bucket.Found found) {
        var hash = hash(found.bytes());
        if (found.bytes().length == 0 || found.bytes().length != output.bytes()) {
            report(I3, output, "has an object of %d bytes, recorded as %d"
                    .formatted(found.bytes().length, output.bytes()));
        }
        if (!hash.equals(output.hash()) || !hash.equals(found.hash())) {
            report(I3, output, "has bytes of SHA-256 %s, the ledger %s, the metadata %s"
                    .formatted(hash, output.hash(), found.hash()));
        }
        if (!output.type().equals(output.asked())) {
            report(I3, output, "is recorded as %s, asked for as %s".formatted(output.type(),
                    output.asked()));
        }
    }

    private void checkSize(Output output) {
        var asked = AskedSize.of(output.resolution(), output.ratio());
        if (asked.width() != output.width() || asked.height() != output.height()) {
            report(I3, output, "is recorded as %d×%d pixels, asked for as %d×%d".formatted(
                    output.width(), output.height(), asked.width(), asked.height()));
        }
    }

    /// The image that the provider made for this request, where it still keeps it.
    private void checkOriginal(Output output) {
        var ending = output.asked().equals("jpeg") ? "jpg" : output.asked();
        images.map(folder -> folder.resolve(output.requestId() + "." + ending))
                .filter(Files::isRegularFile).map(ObjectCheck::hash)
                .filter(hash -> !hash.equals(output.hash()))
                .ifPresent(hash -> report(I5, output,
                        "has another image than the provider made for it, " + hash));
    }

    private static String hash(Path file) {
        try {
            return hash(Files.readAllBytes(file));
        } catch (IOException e) {
            throw new UncheckedIOException("The provider's image cannot be read", e);
        }
    }

    private static String hash(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }

    private void report(Invariant invariant, Output output, String what) {
        violations.add(new Violation(invariant, output.item(), what));
    }
}
