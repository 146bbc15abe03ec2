package io.darkroom.render;

import io.darkroom.engine.InputImages;
import io.darkroom.engine.RenderOrder;
import io.darkroom.item.Fingerprint;
import io.darkroom.item.Sha256;
import io.darkroom.ledger.Claim;
import io.darkroom.provider.InputImage;
import io.darkroom.storage.SourceProblem;
import io.darkroom.storage.Sources;
import java.util.ArrayList;
import java.util.List;

/// Input images as [Sources] loads them, compared with what the item was planned with.
///
/// @param provider its name
record Inputs(RenderOrder order, String provider, Sources sources) implements InputImages {

    @Override
    public List<InputImage> of(Claim claim) throws SourceProblem, Changed {
        var images = new ArrayList<InputImage>();
        var hashes = new ArrayList<Sha256>();
        for (var reference : claim.instruction().images()) {
            var source = sources.load(reference, order.folder());
            images.add(new InputImage(source.file(), source.contentType()));
            hashes.add(source.hash());
        }
        var now = Fingerprint.of(provider, order.model(), claim.instruction().prompt(),
                claim.options(), hashes);
        if (!now.equals(claim.fingerprint())) {
            throw new Changed();
        }
        return images;
    }
}
