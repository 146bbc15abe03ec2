package io.darkroom.engine;

import io.darkroom.ledger.Claim;
import io.darkroom.provider.InputImage;
import io.darkroom.storage.SourceProblem;
import java.util.List;

/// The input images of edits.
public interface InputImages {

    /// An input image is not the one that the item was planned and priced with.
    final class Changed extends Exception {

        private static final long serialVersionUID = 1L;

        public Changed() {
            super("An input image has changed since the manifest was read; a new run takes it as"
                    + " it is now");
        }
    }

    /// An item's input images, as they were when its entry was read.
    ///
    /// @throws SourceProblem if one cannot be had
    /// @throws Changed if one is another now
    List<InputImage> of(Claim claim) throws SourceProblem, Changed;
}
