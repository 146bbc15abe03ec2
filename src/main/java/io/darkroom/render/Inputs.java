package io.darkroom.render;

import io.darkroom.item.Fingerprint;
import io.darkroom.item.Sha256;
import io.darkroom.ledger.Claim;
import io.darkroom.provider.InputImage;
import io.darkroom.storage.SourceProblem;
import io.darkroom.storage.Sources;
import java.util.ArrayList;
import java.util.List;

/// The input images of items, as they were when the entries were read.
record Inputs(RenderOrder order, String provider, Sources sources) {

    /// An input image is not the one that the item was planned and priced with.
    static final class Changed extends Exception {

        private static final long serialVersionUID = 1L;

        Changed() {
            super("An input image has changed since the manifest was read; a new run takes it as"
                    + " it is now");
        }
    }

    List<InputImage> of(Claim claim) throws SourceProblem, Changed {
        var images = new ArrayList<InputImage>();
        var hashes = new ArrayList<Sha256>();
        for (var reference : claim.instruction().images()) {
            var source = sources.load(reference, order.folder());
            images.add(new InputImage(source.file(), source.contentType(), source.url()));
            hashes.add(source.hash());
        }
        var now = Fingerprint.of(provider, order.model(), claim.instruction().prompt(),
                claim.options(),
                hashes);
        if (!now.equals(claim.fingerprint())) {
            throw new Changed();
        }
        return images;
    }
}
