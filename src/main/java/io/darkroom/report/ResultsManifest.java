package io.darkroom.report;

import io.darkroom.item.Guard;
import io.darkroom.item.RunId;
import io.darkroom.ledger.ItemView;
import io.darkroom.ledger.RunRecord;
import io.darkroom.storage.ObjectStore;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// The list of a run's items in the bucket: `{job}/{run}/results.jsonl` and `results.csv`.
///
/// Items are kept in a file until the last one is there, because the first line of the CSV names the
/// columns of all; memory stays flat however many there are. For one thread.
public final class ResultsManifest implements AutoCloseable {

    private static final String JSONL = "results.jsonl";
    private static final String CSV = "results.csv";
    private static final int MOST_COLUMNS = 500;

    private final RunRecord run;
    private final Guard guard;
    private final Path items;
    private final Path jsonl;
    private final Path csv;
    private final BufferedWriter writer;
    private final Set<String> columns = new LinkedHashSet<>();

    /// Opens files of its own.
    ///
    /// @param folder for the temporary files; created if it is not there
    /// @param guard for the CSV; the JSON is as it is
    /// @throws UncheckedIOException if a file cannot be made there
    public ResultsManifest(Path folder, RunRecord run, Guard guard) {
        this.run = run;
        this.guard = guard;
        try {
            Files.createDirectories(folder);
            items = Files.createTempFile(folder, "results-", ".items");
            jsonl = Files.createTempFile(folder, "results-", ".jsonl");
            csv = Files.createTempFile(folder, "results-", ".csv");
            writer = writer(items);
        } catch (IOException e) {
            throw new UncheckedIOException("The results cannot be written below " + folder, e);
        }
    }

    /// Adds an item, in the manifest's order.
    ///
    /// @throws UncheckedIOException if it cannot be written
    public void write(ItemView item) {
        var json = ItemJson.whole(item);
        if (columns.size() <= MOST_COLUMNS) {
            columns.addAll(ItemCsv.columnsOf(json));
        }
        try {
            writer.append(json.toString()).append('\n');
        } catch (IOException e) {
            throw new UncheckedIOException("The results cannot be written to " + items, e);
        }
    }

    /// Puts both files into the bucket, in place of those of an earlier try; nothing may be written
    /// afterwards.
    ///
    /// @return the URL of `results.jsonl`
    /// @throws io.darkroom.storage.StoreUnavailable if the bucket does not take them
    /// @throws UncheckedIOException if a temporary file cannot be read or written
    public String publish(ObjectStore store) {
        try {
            writer.close();
            convert(store);
        } catch (IOException e) {
            throw new UncheckedIOException("The results of run " + run.id() + " cannot be written",
                    e);
        }
        store.write(key(CSV), csv, "text/csv; charset=utf-8");
        store.write(key(JSONL), jsonl, "application/x-ndjson");
        return store.url(key(JSONL)).toString();
    }

    /// Whether the results of a run of a job are in the bucket.
    ///
    /// @throws io.darkroom.storage.StoreUnavailable if it does not say
    public static boolean published(ObjectStore store, String job, RunId run) {
        return keys(job, run).stream().allMatch(key -> store.head(key).isPresent());
    }

    /// The objects that hold the results of a run of a job.
    static List<String> keys(String job, RunId run) {
        return Stream.of(JSONL, CSV).map(file -> key(job, run, file)).toList();
    }

    private void convert(ObjectStore store) throws IOException {
        var names = columns.stream().limit(MOST_COLUMNS).toList();
        var others = columns.size() > MOST_COLUMNS
                ? ItemCsv.Others.LAST_COLUMN
                : ItemCsv.Others.NONE;
        try (var in = Files.newBufferedReader(items);
                var lines = writer(jsonl);
                var table = new ItemCsv(writer(csv), names, others, guard)) {
            copy(in, lines, table, store);
        }
    }

    private static void copy(BufferedReader in, BufferedWriter lines, ItemCsv table,
            ObjectStore store) throws IOException {
        for (var line = in.readLine(); line != null; line = in.readLine()) {
            var item = ItemJson.parse(line);
            ItemJson.locate(item, store);
            table.write(item);
            ItemJson.leaveFieldsOut(item);
            lines.append(item.toString()).append('\n');
        }
    }

    /// Half a character that a JSON manifest spelt out is replaced, where
    /// [Files#newBufferedWriter] would fail.
    private static BufferedWriter writer(Path file) throws IOException {
        return new BufferedWriter(
                new OutputStreamWriter(Files.newOutputStream(file), StandardCharsets.UTF_8));
    }

    private String key(String file) {
        return key(run.job(), run.id(), file);
    }

    private static String key(String job, RunId run, String file) {
        return job + "/" + run + "/" + file;
    }

    /// Deletes the temporary files.
    ///
    /// @throws UncheckedIOException if one stays
    @Override
    public void close() {
        try {
            writer.close();
            for (var file : List.of(items, jsonl, csv)) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Temporary files of run " + run.id() + " stay", e);
        }
    }
}
