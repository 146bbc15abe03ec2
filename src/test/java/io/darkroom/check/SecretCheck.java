package io.darkroom.check;

import static io.darkroom.check.Invariant.I17;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.json.JsonMapper;

/// Looks for canaries, in all the forms in which they get about, wherever a run writes.
final class SecretCheck {

    private static final int CHUNK = 1 << 20;
    private static final String COLUMNS = """
        select quote_ident(table_schema) || '.' || quote_ident(table_name), quote_ident(column_name)
        from information_schema.columns
        where table_schema not in ('pg_catalog', 'information_schema', 'storm_watch')
            and table_schema not like 'pg\\_temp%'
            and data_type in ('text', 'character varying', 'character', 'json', 'jsonb', 'ARRAY')
        """;
    private static final String PUBLISHED = """
        select job || '/' || id || '/results.' || ending
        from run join our_run o on o.run = id, unnest(array['jsonl', 'csv']) as ending
        """;

    private final EndState end;
    private final Facts facts;
    private final Set<String> forms = new LinkedHashSet<>();
    private final List<Violation> violations = new ArrayList<>();

    private record Column(String table, String name) {}

    private SecretCheck(EndState end, Facts facts) {
        this.end = end;
        this.facts = facts;
        end.secrets.forEach(secret -> forms.addAll(forms(secret)));
    }

    static List<Violation> run(EndState end, Facts facts) {
        var check = new SecretCheck(end, facts);
        if (!check.forms.isEmpty()) {
            check.columns();
            check.published();
            end.logs.forEach(check::files);
            end.spool
                    .ifPresent(folder -> end.runs.forEach(run -> check.files(folder.resolve(run))));
        }
        return check.violations;
    }

    /// As it is, URL-encoded, JSON-escaped, in hex, and in Base64 at any place of a longer text.
    private static Set<String> forms(String secret) {
        var bytes = secret.getBytes(StandardCharsets.UTF_8);
        var json = JsonMapper.shared().writeValueAsString(secret);
        var forms = new LinkedHashSet<>(List.of(secret,
                URLEncoder.encode(secret, StandardCharsets.UTF_8),
                json.substring(1, json.length() - 1), HexFormat.of().formatHex(bytes)));
        for (int offset = 0; offset < 3; offset++) {
            var padded = new byte[offset + bytes.length];
            System.arraycopy(bytes, 0, padded, offset, bytes.length);
            int begin = (offset * 8 + 5) / 6;
            int whole = padded.length * 8 / 6;
            forms.add(Base64.getEncoder().encodeToString(padded).substring(begin, whole));
            forms.add(Base64.getUrlEncoder().encodeToString(padded).substring(begin, whole));
        }
        return forms;
    }

    private void columns() {
        var found = forms.toArray(String[]::new);
        for (var column : facts.list(row -> new Column(row.getString(1), row.getString(2)),
                COLUMNS)) {
            var sql = """
                select count(*) from %s t where exists (select from unnest(?) as form
                    where strpos(t.%s::text, form) > 0)
                """.formatted(column.table(), column.name());
            long rows = facts.list(row -> row.getLong(1), sql, (Object) found).getFirst();
            if (rows > 0) {
                report("column " + column.table() + "." + column.name());
            }
        }
    }

    private void published() {
        for (var key : facts.list(row -> row.getString(1), PUBLISHED)) {
            end.bucket.get(key)
                    .map(found -> new String(found.bytes(), StandardCharsets.ISO_8859_1))
                    .filter(this::holdsOne).ifPresent(_ -> report("object " + key));
        }
    }

    private void files(Path path) {
        LeftoverCheck.files(path).stream().filter(this::fileHoldsOne)
                .forEach(file -> report("file " + file));
    }

    /// Reads piece by piece, each with the end of the one before.
    private boolean fileHoldsOne(Path file) {
        int longest = forms.stream().mapToInt(String::length).max().orElse(0);
        try (var in = Files.newInputStream(file)) {
            var tail = "";
            for (var piece = in.readNBytes(CHUNK); piece.length > 0; piece = in
                    .readNBytes(CHUNK)) {
                var text = tail + new String(piece, StandardCharsets.ISO_8859_1);
                if (holdsOne(text)) {
                    return true;
                }
                tail = text.substring(Math.max(0, text.length() - longest));
            }
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException("The file cannot be read: " + file, e);
        }
    }

    private boolean holdsOne(String text) {
        return forms.stream().anyMatch(text::contains);
    }

    private void report(String where) {
        violations.add(new Violation(I17, where, "holds a secret"));
    }
}
