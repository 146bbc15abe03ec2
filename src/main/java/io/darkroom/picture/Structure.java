package io.darkroom.picture;

import io.darkroom.item.PixelSize;
import java.util.EnumSet;
import java.util.Set;

/// What the walk over an image's bytes finds, none of its pixels decoded.
///
/// @param size as stored, before it is turned upright
/// @param orientation how it is to be turned
/// @param traits what is out of the ordinary
record Structure(PixelSize size, Orientation orientation, Set<Trait> traits) {

    Structure {
        var all = EnumSet.noneOf(Trait.class);
        all.addAll(traits);
        if (orientation != Orientation.UPRIGHT) {
            all.add(Trait.TURNED);
        }
        traits = Set.copyOf(all);
    }

    /// An upright one.
    Structure(PixelSize size, Set<Trait> traits) {
        this(size, Orientation.UPRIGHT, traits);
    }

    boolean has(Trait trait) {
        return traits.contains(trait);
    }
}
