package io.darkroom.intake;

import io.darkroom.item.Fingerprint;
import io.darkroom.item.Instruction;
import io.darkroom.item.Prices;
import io.darkroom.item.Problem;
import io.darkroom.item.RunId;
import io.darkroom.item.Sha256;
import io.darkroom.job.JobDefinition;
import io.darkroom.ledger.NewItem;
import io.darkroom.manifest.Draft;
import io.darkroom.manifest.EntryMapper;
import io.darkroom.manifest.Mapping;
import io.darkroom.manifest.Row;
import io.darkroom.storage.SourceProblem;
import io.darkroom.storage.Sources;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Makes items of a manifest's rows: renders the templates, looks at the input images, and works
/// out fingerprint, price and key. Safe for many threads at once.
public final class ItemMaker {

    private final JobDefinition job;
    private final RunId run;
    private final String manifest;
    private final Path folder;
    private final EntryMapper mapper;
    private final Sources sources;
    private final Prices prices;
    private final OutputKeys keys;

    /// @param manifest the manifest as the user named it
    /// @param folder what relative input images are relative to
    /// @param mapping which of the manifest's columns is what
    /// @throws io.darkroom.item.UnusableInput if the job's templates do not fit the header
    public ItemMaker(JobDefinition job, RunId run, String manifest, Path folder,
            Mapping mapping, Sources sources, Prices prices) {
        this.job = job;
        this.run = run;
        this.manifest = manifest;
        this.folder = folder;
        this.mapper = new EntryMapper(manifest, job.recipe(), mapping);
        this.sources = sources;
        this.prices = prices;
        this.keys = new OutputKeys(job, run.value(), manifest, mapping);
    }

    /// Checks what a run's items would be made by.
    ///
    /// @throws io.darkroom.item.UnusableInput if the job's templates do not fit the header
    public static void check(JobDefinition job, String manifest, Mapping mapping) {
        new EntryMapper(manifest, job.recipe(), mapping);
        new OutputKeys(job, "", manifest, mapping);
    }

    /// The run that the items are of.
    RunId run() {
        return run;
    }

    /// How many items each row has, at least 1.
    int variants() {
        return Math.max(1, job.recipe().variants().size());
    }

    /// The items of a row as far as the row says it: one for each variant, invalid ones included.
    List<Draft> drafts(Row row) {
        return mapper.map(row);
    }

    /// The item of a draft. Looks at its input images, which may take long.
    NewItem item(Draft draft) {
        var problems = new ArrayList<>(draft.problems());
        var hashes = new ArrayList<Sha256>();
        draft.instruction().filter(_ -> problems.isEmpty())
                .ifPresent(instruction -> look(draft, instruction, hashes, problems));
        var price = draft.instruction().flatMap(i -> prices.of(i.mode(), draft.options()));
        if (price.isEmpty() && job.limits().capped() && problems.isEmpty()) {
            problems.add(new Problem(manifest, draft.line(), "price", null,
                    "unknown for these options, and a job with a budget needs one"));
        }
        var fingerprint = draft.instruction().filter(_ -> problems.isEmpty())
                .map(instruction -> fingerprint(draft, instruction, hashes));
        var key = fingerprint.flatMap(print -> keys.of(draft, print, problems));
        return new NewItem(draft.row(), draft.line(), draft.entryId(), draft.variant(),
                draft.instruction(), draft.options(), key,
                draft.columns(), key.flatMap(_ -> fingerprint), price,
                problems);
    }

    private void look(Draft draft, Instruction instruction, List<Sha256> hashes,
            List<Problem> problems) {
        for (var image : instruction.images()) {
            try {
                hashes.add(sources.hash(image, folder));
            } catch (SourceProblem e) {
                problems.add(new Problem(manifest, draft.line(), "image", image.text(),
                        String.valueOf(e.getMessage())));
            }
        }
    }

    private Fingerprint fingerprint(Draft draft, Instruction instruction, List<Sha256> hashes) {
        return Fingerprint.of(job.provider(), job.model(), instruction.prompt(), draft.options(),
                hashes);
    }
}
