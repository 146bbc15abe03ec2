package io.darkroom.check;

import static io.darkroom.check.Invariant.I18;
import static io.darkroom.check.Invariant.I20;
import static io.darkroom.check.Invariant.I4;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// What lies in the bucket and in the spool and is nobody's.
final class LeftoverCheck {

    private static final Pattern SPOOLED = Pattern.compile("([0-9]{1,18})([.-].*)");
    private static final String JOB = "select job || '/' || id || '/' from run where id = ?";
    private static final String OUTPUTS = """
        select output_key from our_item where run_id = ? and state = 'SUCCEEDED'
        """;
    /// An image may be stored before it is written down, while the run goes on.
    private static final String PERHAPS = """
        select n.output_key from our_item i join item_input n on n.item_id = i.id, terms
        where i.run_id = ? and not terms.finished and n.output_key is not null
            and (i.state = 'RENDERED' or exists (select from our_attempt a
                where a.item_id = i.id and a.outcome is null))
        """;
    /// Requests whose image may still be needed: not stored yet, or kept beside another's object.
    private static final String NEEDED = """
        select a.id from our_attempt a join our_item i on i.id = a.item_id
        where a.run_id = ? and (i.state = 'RENDERED' or i.error_code = 'CONFLICT')
        """;

    private final EndState end;
    private final Facts facts;
    private final List<Violation> violations = new ArrayList<>();

    private LeftoverCheck(EndState end, Facts facts) {
        this.end = end;
        this.facts = facts;
    }

    static List<Violation> run(EndState end, Facts facts) {
        var check = new LeftoverCheck(end, facts);
        end.runs.forEach(check::bucket);
        if (end.finished) {
            end.runs.forEach(check::spool);
        }
        return check.violations;
    }

    private void bucket(String run) {
        var prefix = facts.list(row -> row.getString(1), JOB, run).getFirst();
        var known = known(run, prefix);
        for (var key : end.bucket.keys(prefix)) {
            if (!known.contains(key)) {
                violations.add(new Violation(end.repeats.contains(run) ? I20 : I4, "object " + key,
                        "is no item's output"));
            }
        }
        for (var key : end.bucket.openUploads(prefix)) {
            violations.add(new Violation(I4, "upload " + key, "was neither finished nor given up"));
        }
    }

    private Set<String> known(String run, String prefix) {
        var known = new HashSet<>(end.foreign);
        known.addAll(facts.list(row -> row.getString(1), OUTPUTS, run));
        known.addAll(facts.list(row -> row.getString(1), PERHAPS, run));
        known.add(prefix + "results.jsonl");
        known.add(prefix + "results.csv");
        return known;
    }

    private void spool(String run) {
        var needed = Set.copyOf(facts.list(row -> row.getString(1), NEEDED, run));
        for (var file : end.spool.map(folder -> files(folder.resolve(run))).orElse(List.of())) {
            if (!isNeeded(file.getFileName().toString(), needed)) {
                violations.add(new Violation(I18, "file " + file.getFileName(),
                        "of run " + run + " was left in the spool"));
            }
        }
    }

    /// An answer that was paid for and is no image is kept for a person to look at.
    private static boolean isNeeded(String name, Set<String> needed) {
        var parts = SPOOLED.matcher(name);
        return parts.matches()
                && (parts.group(2).equals(".body") || needed.contains(parts.group(1)));
    }

    /// All files below a folder, or the file itself; none if there is no such path.
    static List<Path> files(Path path) {
        if (!Files.exists(path)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(path)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException("The folder cannot be listed: " + path, e);
        }
    }
}
