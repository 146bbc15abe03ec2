package io.darkroom.intake;

import io.darkroom.ledger.SeenImages;
import io.darkroom.ledger.SeenImages.Seen;
import io.darkroom.storage.SourceMemory;
import java.util.Optional;

/// Lets the ledger remember what input images were.
public record RememberedImages(SeenImages images) implements SourceMemory {

    @Override
    public Optional<Known> find(String place) {
        return images.find(place).map(seen -> new Known(seen.validator(), seen.hash()));
    }

    @Override
    public void keep(String place, Known known) {
        images.keep(place, new Seen(known.validator(), known.hash()));
    }
}
